"""`verify FILE.pdf`: what a FUR says, who signed it and what was added, without any connection."""

from argparse import Namespace
from collections.abc import Iterator
from datetime import UTC, datetime
from errno import ENOENT
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ser_app.cli.arguments import Parser
from ser_app.cli.saying import complain, grouped, say, say_json, unreadable

if TYPE_CHECKING:
    from ser_app.furs.form import Form
    from ser_app.signing.issued import Trust
    from ser_app.signing.offline import Examination
    from ser_app.signing.report import SignatureReport

_ABOUT: Final = (
    "Comprueba un FUR sin conexión: de quién es, qué dice, quién lo firmó y qué se le agregó. "
    "Termina con estado 0 si es válido, 1 si no lo es, y 3 si falta algo para saberlo."
)
_STATUS: Final = {"valid": 0, "invalid": 1, "indeterminate": 3}
_WIDTH: Final = 24
_DOES_NOT_APPLY: Final = "no aplica"
_SEEN_THERE: Final = (
    "La presentación, el pago y las firmas electrónicas no van en el archivo: se ven en /verificar "
    "con el número y el código del papel."
)
_PROOF: Final = (
    "No se probó: dé con --issued el mismo FUR tal como se expidió, o con --seal el certificado "
    "del sello."
)


def run(arguments: list[str]) -> int:
    """Examine a file; the status is 0 when it is valid, 1 when not, 3 when that cannot be told."""
    given = _parser().parse_args(arguments)
    try:
        content = Path(given.file).read_bytes()
        issued = Path(given.issued).read_bytes() if given.issued else None
        trust = _trust(given)
    except OSError as error:
        return unreadable(str(error.filename or given.file), error)
    except ValueError:
        complain("Los certificados o las listas que dio no se pueden leer.")
        return 1

    from ser_app.base.errors import SerError  # noqa: PLC0415  heavy, and only needed now
    from ser_app.signing.embedded import NotAFur  # noqa: PLC0415  same reason
    from ser_app.signing.offline import examine  # noqa: PLC0415  same reason

    try:
        found = examine(content, trust, _instant(given.at), issued=issued)
    except (NotAFur, SerError) as error:
        complain(str(error))
        return 1
    if given.json:
        say_json(_as_json(found))
    else:
        for line in _lines(found):
            say(line)
    return _STATUS[found.verdict.value]


def _parser() -> Parser:
    parser = Parser("verify", _ABOUT)
    parser.add_argument("file", metavar="FUR.pdf")
    parser.add_argument(
        "--seal", metavar="SELLO.pem", help="el certificado público del sello del sistema"
    )
    parser.add_argument(
        "--trust", metavar="CARPETA",
        help="entidades de certificación en que confía: roots.pem, y si los hay issuers.pem, "
        "timestamp-roots.pem y listas *.crl",
    )  # fmt: skip
    parser.add_argument(
        "--issued", metavar="FUR.pdf", help="el mismo FUR tal como se expidió, de fuente segura"
    )
    parser.add_argument(
        "--at", metavar="INSTANTE",
        help="para cuándo juzgar las firmas sin estampa, como 2026-11-26T22:41:07-05:00; hoy si "
        "falta. La constancia de presentación dice cuándo se recibieron.",
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help="Responde en JSON.")
    return parser


def _trust(given: Namespace) -> "Trust":
    from ser_app.signing.demo_folder import ROOTS  # noqa: PLC0415  same reason
    from ser_app.signing.trust import read_trust  # noqa: PLC0415  same reason

    for file in (given.trust and str(Path(given.trust) / ROOTS), given.seal):
        if file and not Path(file).is_file():
            raise FileNotFoundError(ENOENT, "no existe", file)
    folder = Path(given.trust) if given.trust else None
    return read_trust(folder, Path(given.seal) if given.seal else None)


def _instant(text: str | None) -> datetime:
    if text is None:
        return datetime.now(UTC)
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        _parser().error(f"«{text}» no es un instante: escriba 2026-11-26T22:41:07-05:00")
    return found if found.tzinfo else found.astimezone()


def _lines(found: "Examination") -> Iterator[str]:
    from ser_app.signing.texts import VERDICT_WORDS  # noqa: PLC0415  same reason

    yield f"{VERDICT_WORDS[found.verdict]}: {found.sentence}"
    if found.form.demo:
        yield "Es de una demostración: NO tiene validez."
    yield from ("", "Qué dice", *_says(found.form))
    yield from ("", "Cuentas")
    yield from (f"  {each}" for each in found.arithmetic.errors or ("Los valores suman.",))
    yield f"  {found.arithmetic.again}"
    yield from ("", "Sello del sistema")
    yield from _signature(found.seal) if found.seal else ("  No lleva.",)
    yield from ("", "Firmas")
    signatures = found.report.signatures if found.report else ()
    for each in signatures:
        yield from _signature(each)
    if not signatures:
        yield "  Ninguna."
    if found.form.signatories and found.form.channel == "electronic":
        yield f"  {_SEEN_THERE}"
    if any(each.code == "nobody_trusted" for each in signatures):
        yield "  Dé con --trust la carpeta de las entidades de certificación en que confía."
    if not found.issuer_proved:
        yield from ("", "Quién lo expidió", f"  {_PROOF}")
    yield from ("", "Qué cambió desde que se expidió", f"  {_added(found)}")
    yield from ("", "Huellas (SHA-256)")
    yield f"  de este archivo:    {found.sha256}"
    yield f"  de lo expedido:     {found.issued_sha256}"


def _says(form: "Form") -> Iterator[str]:
    from ser_app.furs.texts import USE_WORDS  # noqa: PLC0415  same reason
    from ser_app.law.money import format_pesos  # noqa: PLC0415  same reason
    from ser_app.web.words import day, moment  # noqa: PLC0415  same reason

    left = form.balance_in_favour
    rated = not (form.given_amount or form.debts)
    rows = [
        ("Formulario", f"{form.number}, {USE_WORDS[form.use]}"),
        ("Expedido", moment(form.issued_at)),
        ("Operador", f"{form.obligor.name}, NIT {form.obligor.nit}"),
        ("Período", form.period),
        ("Declaración", form.kind),
        ("Base", format_pesos(form.base) if rated else _DOES_NOT_APPLY),
        ("Tarifa", form.rate if rated else _DOES_NOT_APPLY),
        ("Contraprestación", format_pesos(form.levy)),
        *_declared_before(form),
        ("Sanción", format_pesos(form.late_filing_penalty)),
        ("Intereses de mora", format_pesos(form.arrears_interest)),
        ("Saldo a favor aplicado", format_pesos(form.balance_applied)),
        *([("Ajuste anual", format_pesos(form.yearly_adjustment))] * bool(form.yearly_adjustment)),
        ("Total", format_pesos(form.total)),
        *([("Saldo a favor que queda", format_pesos(left))] if left else []),
        ("Válido hasta", day(form.payment_day)),
        ("Referencia de pago", form.reference or "no se paga con él"),
        *((each.title, f"{each.name}, {each.document}") for each in form.signatories),
    ]
    return (f"  {name:<{_WIDTH}} {value}" for name, value in rows)


def _declared_before(form: "Form") -> Iterator[tuple[str, str]]:
    """What was declared and settled with the FUR that this one corrects."""
    from ser_app.law.money import format_pesos  # noqa: PLC0415  same reason

    if form.corrected_levy is not None:
        yield "Ya declarado", f"{format_pesos(form.corrected_levy)}, con {form.corrects}"


def _signature(each: "SignatureReport") -> Iterator[str]:
    from ser_app.signing.reading import in_a_copy  # noqa: PLC0415  same reason
    from ser_app.signing.texts import verdict_words  # noqa: PLC0415  same reason
    from ser_app.web.words import moment  # noqa: PLC0415  same reason

    word = verdict_words(each.verdict, observed=bool(each.observations))
    yield f"  {each.title or each.field}: {word}. {in_a_copy(each.sentence)}"
    yield f"    {each.signer_name} {each.document}".rstrip() + f" · {each.issuer}"
    if each.timestamped_at:
        yield f"    {moment(each.timestamped_at)}, con estampa de {each.timestamp_authority}"
    elif each.claimed_at:
        yield f"    {moment(each.claimed_at)} según su programa, sin estampa"
    yield from (f"    {each}" for each in each.observations)


def _added(found: "Examination") -> str:
    size, updates = found.added
    if not size:
        return "Nada: es lo que se expidió."
    signatures = len(found.report.signatures) if found.report else 0
    difference = str(found.report.detail.get("after") or "") if found.report else ""
    what = f"otro contenido ({difference})" if difference else "ningún otro contenido"
    return f"{updates} actualizaciones, {grouped(size)} bytes: {signatures} firmas y {what}."


def _as_json(found: "Examination") -> dict[str, Any]:
    from ser_app.furs.form import to_json as form_to_json  # noqa: PLC0415  same reason
    from ser_app.signing.report import to_json  # noqa: PLC0415  same reason

    return {
        "verdict": found.verdict.value,
        "sentence": found.sentence,
        "issuer_proved": found.issuer_proved,
        "sha256": found.sha256,
        "issued_sha256": found.issued_sha256,
        "added": {"bytes": found.added[0], "updates": found.added[1]},
        "arithmetic": {
            "errors": list(found.arithmetic.errors),
            "again": found.arithmetic.again,
            "same": found.arithmetic.same,
        },
        "form": form_to_json(found.form),
        "report": to_json(found.report) if found.report else None,
    }
