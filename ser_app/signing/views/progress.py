"""How far the digital signing of a FUR is, written out."""

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from ser_app.furs.texts import DIGITAL_STALE
from ser_app.signing.report import Progress, SignerProgress, UploadSeen
from ser_app.signing.texts import VERDICT_WORDS
from ser_app.signing.views.report import KINDS, SignatureView, electronic_view
from ser_app.web.words import day, moment

_METHODS: Final = {"digital": "Firmó con certificado", "electronic": "Firmó con su cuenta"}


@dataclass(frozen=True)
class WhoSigns:
    """One of the two who sign."""

    title: str
    name: str
    document: str
    word: str
    kind: str


@dataclass(frozen=True)
class UploadView:
    """An earlier upload."""

    when: str
    by: str
    word: str
    kind: str
    sentence: str
    sha256: str


@dataclass(frozen=True)
class SigningView:
    """The page `/furs/…/firma-digital`; `number` is empty while nothing is open.

    Attributes:
        headline: Who is missing, or that it is filed.
        open: Whether it takes signed files now; `closed` says why not.
        may_renew: Whether another FUR has to be issued for today before anybody signs.
        signed_href: The copy with the signatures, once it is filed; empty before.
        electronic: What was signed with the own account, which no copy carries.
        replaced: The FUR that holds now when it is another one; empty otherwise.
    """

    number: str = ""
    headline: str = ""
    sentence: str = ""
    kind: str = "pending"
    word: str = ""
    open: bool = False
    closed: str = ""
    replaced: str = ""
    may_renew: bool = False
    download_href: str = ""
    download_label: str = ""
    signed_href: str = ""
    upload_href: str = ""
    may_remind: bool = False
    signers: list[WhoSigns] = field(default_factory=list)
    electronic: list[SignatureView] = field(default_factory=list)
    uploads: list[UploadView] = field(default_factory=list)


NOTHING: Final = SigningView()


def signing_view(
    found: Progress, asked: str, *, may_upload: bool, last_day: date | None = None
) -> SigningView:
    """Write the progress of a FUR out.

    Args:
        found: What the service says.
        asked: The number in the address, which may have been replaced.
        may_upload: Whether the person takes part, and does not only look on.
        last_day: The last business day on which its figures hold; None where that is not told.
    """
    headline, sentence = _standing(found, last_day)
    filed = found.filed_at is not None
    partly = found.download == "current"
    open_now = found.open and found.prepared and may_upload
    return SigningView(
        number=found.number,
        headline=headline,
        sentence=sentence,
        word="Presentado" if filed else "NO presentado",
        kind="paid" if filed else "pending",
        open=open_now,
        closed="" if open_now or filed else _why_closed(found),
        may_renew=may_upload and found.why_closed == DIGITAL_STALE,
        replaced=found.number if found.number != asked else "",
        download_href=f"/documentos/furs/{found.number}/por-firmar.pdf",
        download_label="Descargar el FUR con la firma que ya tiene"
        if partly
        else "Descargar el FUR",
        signed_href=f"/documentos/furs/{found.number}/por-firmar.pdf" if filed and partly else "",
        upload_href=f"/documentos/furs/{found.number}/firmas",
        may_remind=open_now and any(not each.is_you for each in found.missing),
        signers=[_signer(each) for each in found.signers],
        electronic=[
            electronic_view(each.title, f"{each.name} · {each.document}", moment(each.signed_at))
            for each in found.signers
            if each.method == "electronic" and each.signed_at is not None
        ],
        uploads=[_upload(each) for each in found.uploads],
    )


def _standing(found: Progress, last_day: date | None) -> tuple[str, str]:
    if found.filed_at is not None:
        headline = f"La declaración quedó presentada el {moment(found.filed_at)}"
        return headline, f"Constancia {found.receipt}. No falta ninguna firma."
    if not found.missing:
        return "No faltan firmas", "La declaración se está presentando: recargue esta página."
    people = " y ".join(f"{each.name} ({each.title.lower()})" for each in found.missing)
    one = len(found.missing) == 1
    headline = f"NO está presentado: {'falta' if one else 'faltan'} {people}"
    last = "Al cargar la última firma válida la declaración queda presentada en ese instante."
    until = (
        f" Este FUR se puede firmar hasta el {day(last_day)}; después se genera otro."
        if last_day
        else ""
    )
    return headline, f"Firman en cualquier orden. {last}{until}"


def _why_closed(found: Progress) -> str:
    if found.why_closed:
        return found.why_closed
    if not found.prepared:
        return (
            "Este FUR se generó antes de la firma digital y no tiene dónde firmar. Fírmelo con su "
            "cuenta, o genere otro FUR."
        )
    return "Cargan los archivos firmados quienes preparan y firman en su operador."


def _signer(each: SignerProgress) -> WhoSigns:
    if each.signed_at is None:
        return WhoSigns(each.title, each.name, each.document, "Falta su firma", "pending")
    how = _METHODS.get(each.method, "Firmó")
    word = f"{how} el {moment(each.signed_at)}"
    return WhoSigns(each.title, each.name, each.document, word, "paid")


def _upload(each: UploadSeen) -> UploadView:
    return UploadView(
        moment(each.received_at),
        each.by,
        VERDICT_WORDS[each.verdict],
        KINDS[each.verdict],
        each.sentence,
        each.sha256,
    )
