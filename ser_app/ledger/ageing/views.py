"""The ageing as text for the screen."""

from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlencode

from ser_app.law.money import format_pesos
from ser_app.ledger.ageing.prescription import Stage
from ser_app.ledger.ageing.service import FILTERS, PRESCRIBING, REFERRED, TO_REFER, Aged, Ageing
from ser_app.ledger.texts import debt_name
from ser_app.web.fields import Option
from ser_app.web.words import day, plural, unbroken

ADDRESS: Final = "/acuerdos/cartera"
STAGES: Final = {
    Stage.PRESCRIBED: ("Prescrita", "failed"),
    Stage.PRESCRIBING: ("Prescribe pronto", "overdue"),
    Stage.REFERRED: ("En cobro coactivo", "info"),
    Stage.TO_REFER: ("Por remitir a coactivo", "pending"),
    Stage.PERSUASIVE: ("Cobro persuasivo", "neutral"),
}
BOOKS_AMOUNT: Final = "Saldo en libros"
BOOKS_HINT: Final = (
    "El saldo en libros trae los intereses que ya se cargaron, no los que corren hasta hoy: esos "
    "se suman abajo, en «Se debe hoy»."
)
_WAITING: Final = (Stage.TO_REFER, Stage.PERSUASIVE)
"""Stages in which a proposal says more than the stage."""
FILTER_WORDS: Final = {
    TO_REFER: "Por remitir a coactivo",
    REFERRED: "En cobro coactivo",
    PRESCRIBING: "Prescriben en un año",
}


@dataclass(frozen=True)
class BucketView:
    """The debts of an age."""

    label: str
    count: str
    amount: str
    href: str


@dataclass(frozen=True)
class AgedView:
    """An overdue debt; `key` is what created it.

    Attributes:
        total: What settles it today, with interest.
        left: Its part of the sums by age, without running interest; empty where it is the total.
    """

    key: str
    name: str
    href: str
    operator: str
    due: str
    total: str
    prescribes: str
    stage: str
    kind: str
    note: str
    referable: bool
    left: str


@dataclass(frozen=True)
class ReportView:
    """An operator that is reported as a defaulter."""

    key: str
    operator: str
    source: str
    since: str


@dataclass(frozen=True)
class PledgeView:
    """A promise to pay."""

    operator: str
    name: str
    href: str
    amount: str
    until: str
    state: str
    kind: str


@dataclass(frozen=True)
class AgeingView:
    """The page."""

    buckets: list[BucketView] = field(default_factory=list)
    rows: list[AgedView] = field(default_factory=list)
    reports: list[ReportView] = field(default_factory=list)
    pledges: list[PledgeView] = field(default_factory=list)
    operators: list[Option] = field(default_factory=list)
    total: str = ""
    previous_href: str = ""
    next_href: str = ""


def ageing_view(found: Ageing, *, bucket: str, only: str, page: int) -> AgeingView:
    """Write a page of the ageing out."""

    def address(number: int) -> str:
        asked = {"edad": bucket, "ver": only if only in FILTERS else "", "pagina": str(number)}
        return f"{ADDRESS}?{urlencode({name: text for name, text in asked.items() if text})}"

    return AgeingView(
        buckets=[
            BucketView(
                each.label,
                plural(count, "deuda", "deudas"),
                format_pesos(amount),
                f"{ADDRESS}?{urlencode({'edad': each.key})}",
            )
            for each, count, amount in found.sums
        ],
        rows=[_row(each) for each in found.rows],
        reports=[
            ReportView(operator.public_id, operator.name, report.source, day(report.on_day))
            for report, operator in found.reports
        ],
        pledges=[
            PledgeView(
                operator=each.operator.name,
                name=_name(each.obligation),
                href=f"/obligaciones/{each.obligation.source.partition(':')[2]}",
                amount=format_pesos(each.promise.pledge.amount),
                until=day(each.promise.pledge.promised_on),
                state=each.promise.state.label,
                kind=each.promise.state.kind,
            )
            for each in found.pledges
        ],
        operators=[Option(each.public_id, each.name) for each in found.operators],
        total=format_pesos(sum(amount for _, _, amount in found.sums)),
        previous_href=address(page - 1) if page > 1 else "",
        next_href=address(page + 1) if found.more else "",
    )


def _name(debt: object) -> str:
    return debt_name(debt.kind, debt.period, debt.description)  # type: ignore[attr-defined]


def _row(each: Aged) -> AgedView:
    words, kind = STAGES[each.stage]
    if each.proposal and each.stage in _WAITING:
        words, kind = f"En propuesta {each.proposal}", "pending"
    debt = each.obligation
    note = f"{each.referral.act}, {day(each.referral.act_day)}" if each.referral else ""
    return AgedView(
        key=debt.source,
        name=_name(debt),
        href=f"/obligaciones/{debt.source.partition(':')[2]}",
        operator=each.operator.name + (f" · {each.expediente}" if each.expediente else ""),
        due=f"{day(debt.due_on)} · {plural(each.late, 'día', 'días')}",
        total=format_pesos(each.total),
        prescribes=day(each.prescribes),
        stage=words,
        kind=kind,
        note=note,
        referable=each.referral is None
        and each.stage is not Stage.PRESCRIBED
        and not each.proposal,
        left=unbroken(format_pesos(each.left)) if each.left != each.total else "",
    )
