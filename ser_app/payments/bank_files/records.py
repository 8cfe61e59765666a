"""What a collection file says, record by record, and what is wrong with it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Header:
    """The file: who collected for whom, and on which day.

    Attributes:
        nit: Tax number of the biller, digits; it may end with the check digit.
        collected_on: Collection day: the value day of every payment in it.
        bank: Code of the bank.
        made_on: Day on which the file was made.
        modifier: Tells the files of one day apart.
    """

    nit: str
    collected_on: date
    bank: str
    account: str
    made_on: date
    modifier: str


@dataclass(frozen=True, slots=True)
class Detail:
    """A payment that the bank collected.

    Attributes:
        line: Line in the file, from 1.
        reference: The payment reference, without the zeros that pad it.
        cents: Amount in hundredths of a peso, as the file has it.
        means: How it was paid (01 cash, 02 cheque …).
        sequence: Its number in the batch, from 2.
    """

    line: int
    reference: str
    cents: int
    origin: str
    means: str
    operation: str
    authorisation: str
    branch: str
    sequence: int


@dataclass(frozen=True, slots=True)
class Totals:
    """What was read: how many payments, and their sum in hundredths of a peso."""

    payments: int
    cents: int


@dataclass(frozen=True, slots=True)
class Defect:
    """Something that does not follow the standard.

    Attributes:
        line: Line in the file, from 1.
        first: First position concerned, from 1; 0 for the whole line.
        found: What stands there.
        expected: What should.
        tolerated: True for what is only told; the file is accepted with it.
    """

    line: int
    first: int
    found: str
    expected: str
    tolerated: bool = False

    @property
    def sentence(self) -> str:
        """The same in Spanish."""
        place = f"Línea {self.line}" + (f", posición {self.first}" if self.first else "")
        return f"{place}: se esperaba {self.expected} y dice «{self.found}»."
