"""A copy of a FUR in the hands of anybody who has its number and code: what it is worth."""

from ser_app.base.resources import Resources
from ser_app.base.tokens import sha256_hex
from ser_app.furs import service as furs
from ser_app.signing.expecting import issued_as
from ser_app.signing.report import Report
from ser_app.signing.service import known_copy, validate_copy


def check_copy(res: Resources, number: str, code: str, content: bytes) -> Report | None:
    """Judge a copy; nothing is kept of it.

    Args:
        res: The resources of the process.
        number: As printed.
        code: As printed.
        content: The copy.

    Returns:
        What was found; None alike for a number that does not exist and for a wrong code.

    Raises:
        Unavailable: The validator cannot work at the moment.
    """
    found = furs.issued_document(res, number, code)
    if found is None:
        return None
    form, issued = found
    # What was accepted once stays so, also when its certificates have expired since.
    known = known_copy(res, form.number, sha256_hex(content))
    return known or validate_copy(res, content, issued_as(form, issued))
