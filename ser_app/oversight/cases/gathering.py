"""Gathers a case: what was declared, signed, paid and booked, and the audit's proof of it."""

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ser_app.base import audit
from ser_app.base.audit_chain.anchors import read_anchors
from ser_app.base.audit_chain.links import canonical, instant
from ser_app.base.audit_chain.proving import head_over, proof
from ser_app.base.audit_chain.sealing import Head, seal
from ser_app.base.database import Unit
from ser_app.base.errors import NotFound
from ser_app.base.resources import Resources
from ser_app.declarations.models import Declaration
from ser_app.declarations.repository import lines_of, signatures_of
from ser_app.furs.models import Fur
from ser_app.oversight.cases import repository
from ser_app.oversight.cases.bundle import packed
from ser_app.payments.models import PaymentAttempt
from ser_app.people.actor import Actor, Scope
from ser_app.people.dated_access import require_access
from ser_app.people.permissions import Permission
from ser_app.people.repository import operator_by_id
from ser_app.signing.repository import accepted_copies

_OURS = frozenset({"id", "declaration_id", "fur_id", "attempt_id", "version"})
_OF_PEOPLE = frozenset({"verification_hash", "process_url", "address"})


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case as one ZIP."""

    name: str
    content: bytes


def export(res: Resources, actor: Actor, number: str) -> CaseFile:
    """Everything about a filing or a FUR as one ZIP that proves itself; the export is audited.

    Args:
        res: The installation.
        actor: Who takes it along.
        number: Of a FUR, a receipt, or the declaration's public id.

    Raises:
        NotAllowed: The person may not take cases along, or not today.
        NotFound: No such case, or another operator's.
    """
    actor.require(Permission.CASE_EXPORT)
    require_access(res, actor)
    return _export(res, actor, actor.scope, number, "web")


def export_for_operations(res: Resources, number: str) -> CaseFile:
    """The same from the command line of the installation.

    Raises:
        NotFound: No such case.
    """
    return _export(res, None, Scope(None), number, "cli")


def _export(
    res: Resources, actor: Actor | None, scope: Scope, number: str, source: str
) -> CaseFile:
    seal(res.database)
    file = res.settings.audit_anchor_file
    anchors = read_anchors(Path(file)) if file and Path(file).exists() else []
    with res.database.reading() as unit:
        declaration, furs = repository.find(unit, scope, number)
        files, head = _files(unit, scope, declaration, furs, anchors)
    content = packed(files)
    name = furs[-1].number if furs else (declaration.public_id if declaration else number)
    owner = declaration or furs[0]
    with res.database.unit() as unit:
        audit.record(
            unit,
            at=res.clock.now(),
            subject=f"case:{name}",
            action="case.exported",
            author=actor,
            operator_id=owner.operator_id,
            source=source,
            detail={"link": head.sequence, "digest": head.digest},
        )
    return CaseFile(f"caso-{name}.zip", content)


def _files(
    unit: Unit,
    scope: Scope,
    declaration: Declaration | None,
    furs: Sequence[Fur],
    anchors: Sequence[Head],
) -> tuple[dict[str, bytes], Head]:
    attempts = repository.attempts(unit, furs)
    sealed = repository.events(unit, _subjects(declaration, furs, attempts))
    if not sealed:
        raise NotFound
    head = head_over(unit, sealed[-1][1], anchors)
    versions = {declaration.rules_version} if declaration else set()
    files: dict[str, bytes] = {
        "caso.json": _json(_summary(unit, declaration, furs, head)),
        "pagos.json": _json(_payments(unit, attempts)),
        "libros.json": _json(_books(unit, scope, declaration, furs)),
        "auditoria/eventos.jsonl": "".join(f"{canonical(event)}\n" for event, _ in sealed).encode(),
        "auditoria/eslabones.json": _json(
            {
                "cabeza": {"eslabon": head.sequence, "huella": head.digest},
                "anclada": head in anchors,
                "eslabones": proof(unit, head.sequence, [number for _, number in sealed]),
            }
        ),
    }
    if declaration is not None:
        files["presentacion.json"] = _json(
            {
                **_values(declaration),
                "renglones": [_values(each) for each in lines_of(unit, declaration)],
            }
        )
        files["firmas.json"] = _json([_values(each) for each in signatures_of(unit, declaration)])
    documents = repository.documents(unit, furs)
    for fur in furs:
        files[f"furs/{fur.number}.json"] = _json(
            {**_values(fur), "formulario": documents[fur.id or 0].form}
        )
        files[f"furs/{fur.number}.pdf"] = documents[fur.id or 0].content
        files |= _signed_copies(unit, fur)
        versions.add(fur.rules_version)
    for kept in repository.snapshots(unit, versions):
        files[f"reglas/{kept.version}.json"] = zlib.decompress(kept.content)
    return files, head


def _signed_copies(unit: Unit, fur: Fur) -> dict[str, bytes]:
    """What was uploaded and accepted for a FUR, byte for byte, with its report and stamp."""
    files: dict[str, bytes] = {}
    for at, copy in enumerate(accepted_copies(unit, fur.id or 0), start=1):
        name = f"furs/{fur.number}-firmado-{at}"
        files[f"{name}.pdf"] = copy.content or b""
        files[f"{name}.json"] = _json({"recibido": instant(copy.received_at), **copy.report})
        if copy.timestamp_token:
            files[f"{name}.tst"] = copy.timestamp_token
    return files


def _subjects(
    declaration: Declaration | None, furs: Sequence[Fur], attempts: Sequence[PaymentAttempt]
) -> list[str]:
    filing = [f"declaration:{declaration.public_id}"] if declaration else []
    return [
        *filing,
        *(f"fur:{each.number}" for each in furs),
        *(f"payment:{each.public_id}" for each in attempts),
    ]


def _summary(
    unit: Unit, declaration: Declaration | None, furs: Sequence[Fur], head: Head
) -> dict[str, Any]:
    operator = operator_by_id(unit, (declaration or furs[0]).operator_id)
    return {
        "operador": {"nit": f"{operator.nit}-{operator.check_digit}", "nombre": operator.name},
        "declaracion": declaration.public_id if declaration else None,
        "constancia": declaration.receipt_number if declaration else None,
        "corrige": declaration.corrects_id is not None if declaration else False,
        "furs": [each.number for each in furs],
        "reglas": declaration.rules_version if declaration else furs[0].rules_version,
        "cabeza": {"eslabon": head.sequence, "huella": head.digest},
    }


def _payments(unit: Unit, attempts: Sequence[PaymentAttempt]) -> list[dict[str, Any]]:
    walked: dict[int, list[dict[str, Any]]] = {}
    for step in repository.steps(unit, attempts):
        walked.setdefault(step.attempt_id, []).append(_values(step))
    return [{**_values(each), "pasos": walked.get(each.id or 0, [])} for each in attempts]


def _books(
    unit: Unit, scope: Scope, declaration: Declaration | None, furs: Sequence[Fur]
) -> dict[str, Any]:
    paid = [each.obligation_id for each in repository.debts(unit, furs)]
    source = f"filing:{declaration.public_id}" if declaration else ""
    debts = repository.obligations(unit, source, paid)
    sources = [f"{kind}:{each.number}" for each in furs for kind in ("payment", "interest")]
    found = repository.journals(unit, scope, [each.id or 0 for each in debts], sources)
    by_journal: dict[str, list[dict[str, Any]]] = {each.source: [] for each in found}
    for entry in repository.entries(unit, found):
        by_journal[entry.source].append(
            {
                "cuenta": entry.account, "concepto": entry.concept,
                "debito": max(entry.amount, 0), "credito": max(-entry.amount, 0),
                "obligacion": entry.obligation_id, "fecha_valor": _plain(entry.value_day),
            }
        )  # fmt: skip
    return {
        "obligaciones": [{"clave": each.id, **_values(each)} for each in debts],
        "comprobantes": [{**_values(each), "asientos": by_journal[each.source]} for each in found],
    }


def _values(row: Any) -> dict[str, Any]:
    """A row without what is ours alone: keys of the database, hashes of codes, addresses."""
    return {
        name: _plain(value)
        for name, value in repository.row_values(row).items()
        if name not in _OURS and name not in _OF_PEOPLE and not name.endswith("_by_id")
    }


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return instant(value)
    return value.isoformat() if isinstance(value, date) else value


def _json(value: Mapping[str, Any] | Sequence[Any]) -> bytes:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1)
    return f"{text}\n".encode()
