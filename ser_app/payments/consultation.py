"""*Estado de pagos*: filter, page, totals, and the same rows as a file."""

import csv
import io
from collections.abc import Iterator
from typing import Final

from ser_app.base.clock import bogota_day
from ser_app.base.places import Stretch
from ser_app.base.resources import Resources
from ser_app.law.money import format_pesos, format_thousands
from ser_app.payments.filters import PaymentFilter
from ser_app.payments.finding import repository
from ser_app.payments.finding.repository import ListedPayment
from ser_app.payments.moments import business, hour, shown
from ser_app.payments.texts import CHANNEL_WORDS, STATE_KINDS, STATE_WORDS
from ser_app.payments.transitions import AttemptState
from ser_app.payments.views import PaymentRow, PaymentsPage
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission
from ser_app.web.words import day

PAGE_SIZE: Final = 50
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
_COLUMNS: Final = (
    "Fecha y hora", "NIT", "Operador", "FUR", "Referencia", "Concepto", "Medio", "Banco", "CUS",
    "Número de operación", "Valor", "Estado", "Fecha valor",
)  # fmt: skip


def payments_page(
    res: Resources, actor: Actor, narrowed: PaymentFilter, page: int = 1
) -> PaymentsPage:
    """One page of payments, newest first, with the totals of the whole filter.

    Raises:
        NotAllowed: The person may not see payments.
    """
    actor.require(Permission.PAYMENT_VIEW)
    with res.database.reading() as unit:
        kept = repository.find(unit, actor.scope, narrowed)
        totals = kept.totals
        last = max(1, -(-totals.count // PAGE_SIZE))
        page = min(max(1, page), last)
        offset = (page - 1) * PAGE_SIZE
        found = repository.page_of(unit, kept, limit=PAGE_SIZE, offset=offset)
    first = offset + 1 if found else 0
    return PaymentsPage(
        rows=[_row(item) for item in found],
        summary=f"{first}–{offset + len(found)} de {format_thousands(totals.count)}",
        count=format_thousands(totals.count),
        approved_count=format_thousands(totals.approved_count),
        approved_amount=format_pesos(totals.approved_amount),
        review_count=format_thousands(totals.review_count),
        previous=page - 1,
        following=page + 1 if page < last else 0,
    )


def payments_along(res: Resources, actor: Actor, part: Stretch) -> list[ListedPayment]:
    """Some of the payments that the person may see, newest first, for programs.

    Raises:
        NotAllowed: The person may not see payments.
    """
    actor.require(Permission.PAYMENT_VIEW)
    with res.database.reading() as unit:
        return repository.payments_along(unit, actor.scope, part)


def payment_of(res: Resources, actor: Actor, public_id: str) -> ListedPayment:
    """One payment, as it stands here, for programs.

    Raises:
        NotAllowed: The person may not see payments.
        NotFound: No such payment is visible.
    """
    actor.require(Permission.PAYMENT_VIEW)
    with res.database.reading() as unit:
        return repository.payment_of(unit, actor.scope, public_id)


def payments_csv(res: Resources, actor: Actor, narrowed: PaymentFilter) -> Iterator[str]:
    """Exactly what the filter finds as lines of a file that spreadsheets in Spanish open.

    Separated by semicolons, with a byte order mark; amounts are whole numbers; a cell that a
    spreadsheet would take for a formula gets an apostrophe before it.

    Raises:
        NotAllowed: The person may not see payments.
    """
    actor.require(Permission.PAYMENT_VIEW)
    return _lines(res, actor, narrowed)


def _lines(res: Resources, actor: Actor, narrowed: PaymentFilter) -> Iterator[str]:
    yield "\ufeff" + _line(_COLUMNS)
    with res.database.reading() as unit:
        for item in repository.all_rows(unit, actor.scope, narrowed):
            attempt = item.attempt
            yield _line(
                (
                    shown(attempt),
                    item.operator_nit,
                    item.operator_name,
                    item.fur_number,
                    attempt.reference,
                    attempt.description,
                    CHANNEL_WORDS.get(attempt.channel, ""),
                    attempt.bank,
                    attempt.cus,
                    attempt.receipt,
                    str(attempt.amount),
                    STATE_WORDS[AttemptState(attempt.state)],
                    attempt.value_day.isoformat() if attempt.value_day else "",
                )
            )


def _line(cells: tuple[str, ...]) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerow(
        "'" + cell if cell.startswith(_FORMULA_STARTS) else cell for cell in cells
    )
    return text.getvalue()


def _row(item: ListedPayment) -> PaymentRow:
    attempt = item.attempt
    state = AttemptState(attempt.state)
    at = business(attempt)
    return PaymentRow(
        href=f"/pagos/{attempt.public_id}",
        day=day(bogota_day(at)),
        hour=hour(at),
        operator=item.operator_name,
        fur_number=item.fur_number,
        fur_href=f"/furs/{item.fur_number}",
        reference=attempt.reference,
        way=" · ".join(filter(None, (CHANNEL_WORDS.get(attempt.channel, ""), attempt.bank))),
        cus=f"CUS {attempt.cus}" if attempt.cus else "",
        amount=format_pesos(attempt.amount),
        state_word=STATE_WORDS[state],
        state_kind=STATE_KINDS[state],
    )
