"""Keep the flags of a declaration when it is closed for signing, in the caller's transaction."""

from datetime import date
from typing import Any

from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.declarations.alerts import repository
from ser_app.declarations.alerts.gathering import flags_of
from ser_app.declarations.alerts.models import DeclarationAlert
from ser_app.declarations.models import Declaration
from ser_app.law.alerts import Entry, Flag, Kind
from ser_app.law.explanation import Citation, Provenance


def keep_alerts(unit: Unit, res: Resources, declaration: Declaration) -> None:
    """Write the flags of a prepared declaration down, as they are told now.

    Nothing here keeps a declaration from being issued: where there is no flag, nothing is written.
    The same content closed again keeps the flags that it had, and gets those that are new.
    """
    there = {each.kind for each in repository.kept_alerts(unit, declaration)}
    new = [
        DeclarationAlert(
            declaration_id=declaration.id or 0,
            content_hash=declaration.content_hash,
            kind=flag.kind,
            told=told_of(flag),
            kept_at=res.clock.now(),
        )
        for flag in flags_of(unit, res, declaration)
        if flag.kind not in there
    ]
    if new:
        repository.add_alerts(unit, new)


def told_of(flag: Flag) -> dict[str, Any]:
    """A flag as it is kept."""
    return {
        "rule": flag.rule,
        "figures": [[each.label, each.value, each.pesos] for each in flag.figures],
        "compared": flag.compared,
        "threshold": flag.threshold,
        "parameter": flag.parameter,
        "provenance": flag.provenance.value,
        "citations": [
            [each.norm, each.article, each.url, each.valid_from.isoformat()]
            for each in flag.citations
        ],
    }


def flag_of(alert: DeclarationAlert) -> Flag:
    """A kept flag, word for word as it was told; what is kept longest has no amounts apart."""
    told = alert.told
    return Flag(
        kind=Kind(alert.kind),
        rule=told["rule"],
        figures=tuple(Entry(*each) for each in told["figures"]),
        compared=told["compared"],
        threshold=told["threshold"],
        parameter=told["parameter"],
        provenance=Provenance(told["provenance"]),
        citations=tuple(
            Citation(norm, article, url, date.fromisoformat(since))
            for norm, article, url, since in told["citations"]
        ),
    )
