"""The pages of this room, for the assembler."""

from typing import Final

from ser_app.ledger.in_favour.pages.balance import PAGE as BALANCE
from ser_app.ledger.in_favour.pages.refunds import PAGE as REFUNDS
from ser_app.ledger.obligations.page import PAGES as OBLIGATIONS
from ser_app.ledger.statement.page import PAGE as STATEMENT
from ser_app.web.page import Page

PAGES: Final[tuple[Page, ...]] = (STATEMENT, BALANCE, REFUNDS, *OBLIGATIONS)
