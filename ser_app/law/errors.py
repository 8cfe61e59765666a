"""What can go wrong in the law, as one tree.

    LawError
    ├── InvalidCase          the facts given cannot be liquidated: `field` says which one
    ├── UnknownParameter     a rule has no value on the day that is needed
    ├── UncertifiedValue     a document was asked for, but a figure of it is provisional
    └── InvalidParameters    a file or row of parameters is wrong: says where and what was expected

Messages are plain Spanish sentences that can be shown to a person as they are.
"""

from datetime import date


class LawError(Exception):
    """Base of every refusal of the law engine.

    Attributes:
        code: Stable machine name, `invalid_amount`, `unknown_parameter`…
        message: A plain Spanish sentence.
        field: The field of the case that caused it, when one did.
    """

    default_code = "law_error"

    def __init__(self, message: str, *, field: str | None = None, code: str | None = None) -> None:
        super().__init__(message)
        self.code = code or self.default_code
        self.message = message
        self.field = field


class InvalidCase(LawError):
    """A fact of the case is missing, of the wrong type or impossible."""

    default_code = "invalid_case"


class UnknownParameter(LawError):
    """A parameter has no value on the day that the calculation needs.

    Attributes:
        parameter: Its name, `levy_rate.PRST`, `arrears_rate`, `minimum_wage`…
        day: The day without a value.
    """

    default_code = "unknown_parameter"

    def __init__(
        self, message: str, *, parameter: str, day: date, field: str | None = None
    ) -> None:
        super().__init__(message, field=field)
        self.parameter = parameter
        self.day = day


class UncertifiedValue(LawError):
    """A figure depends on a rate or wage that nobody has certified yet.

    Attributes:
        parameter: `arrears_rate` or `minimum_wage`.
        since: First day without a certified value.
    """

    default_code = "uncertified_value"

    def __init__(self, message: str, *, parameter: str, since: date) -> None:
        super().__init__(message, field="paid_on" if parameter == "arrears_rate" else "filed_on")
        self.parameter = parameter
        self.since = since


class InvalidParameters(LawError):
    """A parameter file or row is refused at load.

    Attributes:
        file: Name of the file, or of the set of rows.
        line: Line in it, from 1; 0 when there is none.
        expected: What should have been there.
    """

    default_code = "invalid_parameters"

    def __init__(self, problem: str, *, file: str, line: int, expected: str) -> None:
        super().__init__(f"{file}, línea {line}: {problem}. Se esperaba {expected}.")
        self.file = file
        self.line = line
        self.expected = expected
