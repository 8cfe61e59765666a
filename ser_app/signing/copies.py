"""A copy of a FUR in the hands of anybody who has its number and code: what it is worth."""

from ser_app.base.resources import Resources
from ser_app.base.tokens import sha256_hex
from ser_app.furs import repository as furs_repository
from ser_app.furs import service as furs
from ser_app.signing import repository
from ser_app.signing.expecting import issued_as
from ser_app.signing.report import Report, SignatureReport, Verdict, from_json
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


def accepted_signatures(res: Resources, number: str) -> dict[str, SignatureReport]:
    """What was found about each accepted signature of a FUR when it came, by role.

    The caller has checked number and code.
    """
    with res.database.reading() as unit:
        fur = furs_repository.fur_by_any_number(unit, number)
        copies = repository.copies_of(unit, fur.id or 0) if fur is not None else []
        reports = [from_json(each.report) for each in copies if each.verdict == Verdict.VALID]
    # The newest first, so that what is kept is how each signature was found the first time.
    return {each.role: each for report in reports for each in report.signatures}
