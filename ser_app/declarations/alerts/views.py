"""Alerts and notes written out."""

from dataclasses import dataclass, field

from ser_app.declarations.alerts.models import AlertNote
from ser_app.law.alerts import Flag
from ser_app.law.explanation import Provenance
from ser_app.web.words import moment


@dataclass(frozen=True)
class EntryView:
    """A figure that was put into a rule."""

    label: str
    value: str


@dataclass(frozen=True)
class AlertView:
    """A flag to read.

    Attributes:
        threshold: The threshold, where it comes from and the norm.
    """

    kind: str
    label: str
    rule: str
    compared: str
    threshold: str
    figures: list[EntryView] = field(default_factory=list)


@dataclass(frozen=True)
class NoteView:
    """A note of the operator."""

    who: str
    text: str


def alert_view(flag: Flag) -> AlertView:
    """Write a flag out."""
    norms = "; ".join(each.text for each in flag.citations)
    source = "decisión" if flag.provenance is Provenance.DECISION else flag.provenance.label
    return AlertView(
        kind=flag.kind.value,
        label=flag.kind.label,
        rule=flag.rule,
        compared=flag.compared,
        threshold=f"Umbral: {flag.threshold} ({source}). Lo que permite mirar: {norms}.",
        figures=[EntryView(each.label, each.value) for each in flag.figures],
    )


def note_view(note: AlertNote) -> NoteView:
    """Write a note out."""
    return NoteView(f"{note.author_name}, {moment(note.written_at)}", note.text)
