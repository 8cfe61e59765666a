"""Whose certificate it is: kinds of documents, several numbers, and the employer's."""

import pytest

from ser_app.signing.identity import Match, match

SERIAL, ORGANISATION, CERTICAMARA = "2.5.4.5", "2.5.4.97", "1.3.6.1.4.1.23267.2.2"


@pytest.mark.parametrize(
    ("subject", "document", "found"),
    [
        ([(SERIAL, "CC52123456")], "CC 52123456", Match.SAME),
        ([(SERIAL, "52.123.456")], "CC 52123456", Match.SAME),
        ([(SERIAL, "PNOCO-52123456")], "CC 52123456", Match.SAME),
        ([(ORGANISATION, "NTRCO-521234562")], "CC 52123456", Match.SAME),  # with its check digit
        ([(SERIAL, "CE 52123456")], "CC 52123456", Match.OTHER),
        ([(SERIAL, "TI52123456")], "CC 52123456", Match.OTHER),
        ([(SERIAL, "PASCO-52123456")], "CC 52123456", Match.OTHER),
        ([(SERIAL, "CC 52123456")], "CE 52123456", Match.OTHER),
        ([(SERIAL, "PNOCO-52123456")], "CE 52123456", Match.SAME),
        ([(SERIAL, "52123457")], "CC 52123456", Match.OTHER),
        ([(SERIAL, "99999999"), (SERIAL, "52123456")], "CC 52123456", Match.SEVERAL),
        ([(SERIAL, "52123456"), (CERTICAMARA, "52123456")], "CC 52123456", Match.SAME),
        # The employer's number tells nothing where the person's own is named.
        ([(SERIAL, "52123456"), (ORGANISATION, "NTRCO-900123456")], "CC 52123456", Match.SAME),
        ([(SERIAL, "99999999"), (ORGANISATION, "52123456")], "CC 52123456", Match.OTHER),
        ([("2.5.4.3", "52123456")], "CC 52123456", Match.NONE),
    ],
)
def test_a_number_counts_with_its_kind(
    subject: list[tuple[str, str]], document: str, found: Match
) -> None:
    assert match(subject, document) is found
