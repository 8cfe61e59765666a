"""Write in the books what happened elsewhere, in the transaction in which it happens."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from ser_app.base.database import Unit
from ser_app.base.resources import Resources
from ser_app.law.periods import Regime
from ser_app.ledger import repository
from ser_app.ledger.closed_days.repository import open_days
from ser_app.ledger.debt import Movement, remaining
from ser_app.ledger.imputing import Collected, Imputation, journals_of, share_out
from ser_app.ledger.journal import Account, Concept, Journal, Kind, Line, against
from ser_app.ledger.models import Obligation
from ser_app.ledger.reimputing import (
    Because,
    can_be_shared_again,
    impute_again,
    journals_again,
)
from ser_app.ledger.relief.repository import relief_lines
from ser_app.ledger.shares import OpenDebt
from ser_app.ledger.texts import debt_name, filed_words, replaced_words

_FILING: Final = "filing:{}"
_AT_ONCE: Final = 256


class NotInTheBooks(LookupError):
    """A debt that was filed before there were books."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """A declaration that was filed, whole pesos.

    Attributes:
        public_id: The declaration's.
        levy: Capital owed with it, before balance in favour is applied: the whole levy, or what
            a correction adds to what was settled.
        penalty: Sanción of its form.
        adjustment: Yearly adjustment (D1972).
        balance_applied: Balance in favour applied to the levy.
        balance_left: Balance in favour that a lower correction leaves.
        replaces: The unpaid declaration whose debt this one takes over; empty otherwise.
        adds: It corrects one that was paid, and owes only what it adds.
    """

    public_id: str
    operator_id: int
    expediente_id: int
    regime: Regime
    period: str
    due_on: date
    filed_on: date
    levy: int
    penalty: int
    adjustment: int = 0
    balance_applied: int = 0
    balance_left: int = 0
    replaces: str = ""
    adds: bool = False


def post(unit: Unit, res: Resources, journal: Journal) -> bool:
    """Write a journal; a source that was written already changes nothing.

    Returns:
        Whether it was written now.
    """
    if repository.journal_exists(unit, journal.source):
        return False
    repository.add_journal(unit, journal, res.clock.now())
    return True


def post_all(unit: Unit, res: Resources, journals: Sequence[Journal]) -> None:
    """Write journals with new sources, all at once; one that was written already is refused."""
    repository.add_journals(unit, journals, res.clock.now())


def post_filing(unit: Unit, res: Resources, filed: Filed) -> None:
    """Enter what a filing makes owed, and what it changes of the filing that it corrects."""
    source = _FILING.format(filed.public_id)
    if repository.journal_exists(unit, source):
        return
    if filed.replaces:
        _take_back(unit, res, filed)
    owed = {
        Concept.LEVY: filed.levy,
        Concept.PENALTY: filed.penalty,
        Concept.ADJUSTMENT: filed.adjustment,
    }
    debt = _new_debt(unit, filed, source) if any(owed.values()) else None
    lines = [
        *against(Account.DEBTOR, Account.REVENUE, owed, debt),
        *against(Account.IN_FAVOUR, Account.DEBTOR, {Concept.LEVY: filed.balance_applied}, debt),
        *against(Account.REVENUE, Account.IN_FAVOUR, {Concept.LEVY: filed.balance_left}, None),
    ]
    if lines:
        words = filed_words(
            filed.period, filed.balance_applied, filed.balance_left, adds=filed.adds
        )
        post(unit, res, _journal(filed, source, Kind.FILING, words, lines))


def _new_debt(unit: Unit, filed: Filed, source: str) -> int:
    return repository.add_obligation(
        unit,
        Obligation(
            source=source,
            operator_id=filed.operator_id,
            expediente_id=filed.expediente_id,
            regime=filed.regime,
            period=filed.period,
            description=f"Declaración de {filed.period}",
            due_on=filed.due_on,
        ),
    )


def _take_back(unit: Unit, res: Resources, filed: Filed) -> None:
    """Reverse the entries of the corrected filing: with the correction all of it is owed anew."""
    before = _FILING.format(filed.replaces)
    lines = [
        Line(line.account, line.concept, -line.amount, line.obligation_id)
        for line in (
            *repository.lines_of(unit, before),
            *relief_lines(unit, filed.replaces),
        )
    ]
    if lines:
        words = replaced_words(filed.period)
        post(
            unit, res, _journal(filed, f"replaced:{filed.replaces}", Kind.REPLACEMENT, words, lines)
        )


def _journal(filed: Filed, source: str, kind: Kind, words: str, lines: list[Line]) -> Journal:
    return Journal(
        source=source,
        kind=kind,
        operator_id=filed.operator_id,
        posted_on=filed.filed_on,
        value_day=filed.filed_on,
        description=words,
        lines=lines,
    )


def post_collection(unit: Unit, res: Resources, paid: Collected) -> Imputation | None:
    """Enter a payment: the interest that it pays is charged first, then the money is imputed.

    Returns:
        How it was shared out; None when it was entered before.

    Raises:
        NotInTheBooks: One of the debts is not.
    """
    return post_collections(unit, res, [paid])[0]


def post_collections(
    unit: Unit, res: Resources, payments: Sequence[Collected]
) -> list[Imputation | None]:
    """Enter many payments at once; the arguments and results are those of `post_collection`.

    No two of them may be for the same debt: each finds the debts as they stand now.
    """
    return post_shared(unit, res, share_out_all(unit, res, payments))


@dataclass(frozen=True, slots=True)
class SharedOut:
    """Payments shared out among debts that are locked, and not entered yet.

    Attributes:
        payments: All of them.
        found: How each is shared out, by its FUR; one that was entered before is absent.
    """

    payments: Sequence[Collected]
    found: Mapping[str, Imputation]


def share_out_all(unit: Unit, res: Resources, payments: Sequence[Collected]) -> SharedOut:
    """Share payments out, and keep their debts locked: nothing is written yet.

    Raises:
        NotInTheBooks: One of the debts is not.
    """
    posted = repository.journals_named(unit, [f"payment:{paid.fur}" for paid in payments])
    fresh = [paid for paid in payments if f"payment:{paid.fur}" not in posted]
    debts = open_debts(unit, {each.source for paid in fresh for each in paid.debts})
    found = {}
    for paid in fresh:
        asked = {each.source: each for each in paid.debts}
        mine = [debts[source] for source in asked]
        found[paid.fur] = share_out(paid.amount, mine, asked, paid.value_day, res.rules)
    return SharedOut(payments, found)


def post_shared(unit: Unit, res: Resources, shared: SharedOut) -> list[Imputation | None]:
    """Enter payments in the transaction in which they were shared out, in their order."""
    fresh = [paid for paid in shared.payments if paid.fur in shared.found]
    now, today = res.clock.now(), res.clock.today()
    posting = open_days(unit, {max(today, paid.value_day) for paid in fresh})
    for part in _parts(fresh):
        journals: list[Journal] = []
        for paid in part:
            posted_on = max(today, paid.value_day)
            journals += journals_of(paid, shared.found[paid.fur], posted_on, res.rules.version)
        repository.add_journals(unit, journals, now, posting)
    return [shared.found.get(paid.fur) for paid in shared.payments]


def _parts(payments: Sequence[Collected]) -> Iterator[Sequence[Collected]]:
    """Some at a time, so that their journals can be written while the next ones are made."""
    for first in range(0, len(payments), _AT_ONCE):
        yield payments[first : first + _AT_ONCE]


def post_again(
    unit: Unit, res: Resources, obligation: Obligation, after: date, why: Because
) -> None:
    """Share out again what was paid of a debt after a day on which something changed.

    Nothing changes of a debt of which an agreement took a part over.

    Raises:
        LawError: The rules do not reach the day of a payment.
    """
    [debt] = as_they_stand(unit, [obligation])
    if can_be_shared_again(debt.movements):
        again = impute_again(debt, res.rules, after=after)
        post_all(unit, res, journals_again(again.changed, debt, why))


def open_debts(unit: Unit, sources: Collection[str]) -> dict[str, OpenDebt]:
    """Debts as they stand in the books, by source, locked until the transaction ends.

    Raises:
        NotInTheBooks: One of them is not; nothing was written yet.
    """
    obligations = repository.obligations_named(unit, sources)
    missing = set(sources) - {each.source for each in obligations}
    if missing:
        raise NotInTheBooks(f"{', '.join(sorted(missing))} not in the books")
    return {each.source: each for each in as_they_stand(unit, obligations)}


def as_they_stand(unit: Unit, obligations: Collection[Obligation]) -> list[OpenDebt]:
    """Debts as their movements leave them, in the order given."""
    movements = repository.movements_of_all(unit, [each.id or 0 for each in obligations])
    return [open_debt(each, movements.get(each.id or 0, [])) for each in obligations]


def open_debt(obligation: Obligation, movements: Iterable[Movement]) -> OpenDebt:
    """A debt as its movements leave it."""
    known = list(movements)
    return OpenDebt(
        id=obligation.id or 0,
        source=obligation.source,
        regime=regime_of(obligation),
        due_on=obligation.due_on,
        name=debt_name(obligation.kind, obligation.period, obligation.description),
        left=remaining(obligation.due_on, known),
        movements=known,
    )


def regime_of(debt: Obligation) -> Regime | None:
    """The regime of a debt; None for one that concerns no expediente."""
    return Regime(debt.regime) if debt.regime else None
