"""Every attack on a document that we thought of: its sentence, and never an acceptance."""

import random
import zlib
from collections.abc import Callable
from datetime import timedelta
from time import monotonic
from typing import Any, Final

import pytest

from ser_app.signing.demo_authority import Holder, create, self_signed
from ser_app.signing.gate import MOST_ADDED
from ser_app.signing.issued import Question, Trust
from ser_app.signing.judging import judge
from ser_app.signing.limited import WALL_SECONDS, judge_limited
from ser_app.signing.report import Report, Verdict
from ser_app.signing.texts import SENTENCES
from tests.support.signing.attacks import CHANGES, appended, many_revisions, updated
from tests.support.signing.kit import (
    ACCOUNTANT,
    ANA,
    BORN,
    NOW,
    REPRESENTATIVE,
    Kit,
    by_both,
    kit,
    question,
    signed,
    trust_of,
)

FLIPS = 400


@pytest.fixture(scope="module")
def known() -> Kit:
    return kit()


@pytest.fixture(scope="module")
def both(known: Kit) -> bytes:
    copy = by_both(known)
    assert judge_limited(question(copy, known)).code == "all_valid"  # and the worker has started
    return copy


def refused(report: Report) -> str:
    assert report.verdict is not Verdict.VALID, report.detail
    assert report.sentence
    return report.code


OTHERWISE = {
    # The library follows the fields over the page that is gone.
    ("another page", "before"): "unreadable_signature",
    ("swapped names", "between"): "swapped",
    # What a signed field is may be written once.
    ("a larger field", "after"): "strange_update",
    ("swapped names", "after"): "strange_update",
}
"""What is found instead of the change itself, where something graver is."""


@pytest.mark.parametrize("what", CHANGES)
@pytest.mark.parametrize("when", ["before", "with", "between", "after"])
def test_changed_content_is_never_accepted(known: Kit, both: bytes, what: str, when: str) -> None:
    change, issued = CHANGES[what], known.issued.content
    if when == "before":
        first = signed(updated(issued, change), REPRESENTATIVE, known.ana)
        copy = signed(first, ACCOUNTANT, known.gil)
    elif when == "with":
        copy = signed(issued, REPRESENTATIVE, known.ana, change=change)
    elif when == "between":
        first = signed(issued, REPRESENTATIVE, known.ana)
        free = REPRESENTATIVE if what == "swapped names" else ACCOUNTANT
        copy = signed(updated(first, change), free, known.gil)
    else:
        copy = updated(both, change)
    usual = "changed_after" if when == "after" else "changed_before"
    assert refused(judge(question(copy, known))) == OTHERWISE.get((what, when), usual)


def test_a_signature_in_a_field_of_its_own_is_refused(known: Kit) -> None:
    copy = signed(updated(known.issued.content, CHANGES["a third field"]), "Tercera", known.ana)
    assert refused(judge(question(copy, known))) == "changed_before"


def test_the_fur_of_another_is_refused(known: Kit, both: bytes) -> None:
    other = both.replace(b"/Lang (es-CO)", b"/Lang (es-XX)", 1)
    assert other != both
    assert refused(judge(question(other, known))) == "not_the_issued"


@pytest.mark.parametrize("at", [0.9, 0.97, 0.999])
def test_a_cut_file_is_refused(known: Kit, both: bytes, at: float) -> None:
    refused(judge(question(both[: int(len(both) * at)], known)))


def _issued(**how: Any) -> Callable[[Kit], tuple[Holder, Trust]]:
    """A certificate for the right person with something else wrong."""
    return lambda known: (known.authority.issue("Ana Ruiz", ANA, key="ec", **how), known.trust)


def _revoked(_: Kit) -> tuple[Holder, Trust]:
    authority = create(BORN, key="ec")
    holder = authority.issue("Ana Ruiz", ANA, key="ec")
    authority.revoke(holder, NOW - timedelta(days=2))
    return holder, trust_of(authority)


def _false_authority(known: Kit) -> tuple[Holder, Trust]:
    return create(BORN, key="ec").issue("Ana Ruiz", ANA, key="ec"), known.trust


CERTIFICATES: Final[dict[str, Callable[[Kit], tuple[Holder, Trust]]]] = {
    "expired": _issued(valid_to=NOW - timedelta(days=1)),
    "not_yet_valid": _issued(valid_from=NOW + timedelta(days=1)),
    "revoked": _revoked,
    "unknown_authority, self-signed": lambda known: (
        self_signed("Ana Ruiz", ANA, BORN),
        known.trust,
    ),
    "unknown_authority of the same name": _false_authority,
    "nobody_trusted without a trust list": lambda known: (known.ana, Trust()),
    "key_usage": _issued(purpose="encipherment"),
    "key_usage without nonRepudiation": _issued(digital_signature_only=True),
    "revocation_unknown with a list of a month ago": lambda known: (
        known.ana,
        trust_of(known.authority, NOW - timedelta(days=30)),
    ),
    "revocation_unknown without a list": lambda known: (known.ana, Trust(roots=known.trust.roots)),
    "no_number": _issued(identity="none"),
}


@pytest.mark.parametrize("what", CERTIFICATES)
def test_a_certificate_that_proves_nothing_is_refused(known: Kit, what: str) -> None:
    holder, trust = CERTIFICATES[what](known)
    report = judge(question(signed(known.issued.content, REPRESENTATIVE, holder), known, trust))
    code = what.split(maxsplit=1)[0].rstrip(",")
    assert refused(report) == code, report.detail
    assert report.verdict is SENTENCES[code][0]


def test_digital_signature_alone_is_enough_where_the_settings_say_so(known: Kit) -> None:
    holder = known.authority.issue("Ana Ruiz", ANA, key="ec", digital_signature_only=True)
    trust = trust_of(known.authority, digital_signature_enough=True)
    copy = signed(known.issued.content, REPRESENTATIVE, holder)
    assert judge(question(copy, known, trust)).code == "all_valid"


@pytest.mark.parametrize("identity", ["serial", "plain", "etsi", "certicamara", "organisation"])
def test_the_number_is_found_wherever_an_authority_writes_it(known: Kit, identity: str) -> None:
    mine = known.authority.issue("Ana Ruiz", ANA, key="ec", identity=identity)
    other = known.authority.issue("Eva Paz", "CC 1012345678", key="ec", identity=identity)
    issued = known.issued.content
    assert judge(question(signed(issued, REPRESENTATIVE, mine), known)).code == "all_valid"
    report = judge(question(signed(issued, REPRESENTATIVE, other), known))
    assert refused(report) == "other_person"


def hostile() -> dict[str, Callable[[bytes], bytes]]:
    bomb = zlib.compress(b"0" * 300_000_000, 9)
    bomb = zlib.compress(bomb, 9)
    stream = b"<< /Filter [/FlateDecode /FlateDecode] /Length %d >>\nstream\n%s\nendstream"
    return {
        "two thousand revisions": lambda copy: many_revisions(copy, 2000),
        "eleven revisions": lambda copy: many_revisions(copy, 11),
        "a bomb for the first page": lambda copy: appended(copy, stream % (len(bomb), bomb), 5),
        "a bomb for the catalog": lambda copy: appended(copy, stream % (len(bomb), bomb)),
        "deep arrays": lambda copy: appended(copy, b"[" * 200_000 + b"]" * 200_000),
        "a catalog that is itself": lambda copy: appended(copy, b"3 0 R"),
        "a table that points to itself": lambda copy: (
            copy
            + b"xref\n0 0\ntrailer\n<< /Size 9 /Root 3 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
            % (len(copy), len(copy))
        ),
        "a table far outside": lambda copy: copy + b"startxref\n99999999999\n%%EOF\n",
        "a million objects": lambda copy: (
            copy
            + b"xref\n0 1000000\ntrailer\n<< /Size 1000000 >>\nstartxref\n%d\n%%%%EOF\n" % len(copy)
        ),
        "noise": lambda copy: copy + random.Random(7).randbytes(100_000),  # noqa: S311  a test's noise
        "two megabytes more": lambda copy: copy + b"%" * (MOST_ADDED + 1),
        "a range that leaves the middle out": lambda copy: copy.replace(
            b"/ByteRange [0 ", b"/ByteRange [9 "
        ),
        "a fourth range": lambda copy: copy + b"\n/ByteRange [0 1 2 3]/ByteRange [0 1 2 3]",
    }


@pytest.mark.parametrize("what", hostile())
def test_hostile_bytes_end_in_time_with_a_sentence(known: Kit, both: bytes, what: str) -> None:
    copy = hostile()[what](both)
    begun = monotonic()
    report = judge_limited(question(copy, known))
    assert monotonic() - begun < WALL_SECONDS
    refused(report)
    assert "Traceback" not in str(report)


def test_a_bomb_that_nobody_unpacks_costs_nothing(known: Kit, both: bytes) -> None:
    bomb = zlib.compress(b"0" * 300_000_000, 9)
    body = b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(bomb), bomb)
    report = judge_limited(question(appended(both, body, 26), known))  # 26: the metadata
    assert refused(report) == "strange_update"


def test_no_flipped_bit_is_accepted_where_a_signature_covers_it(known: Kit, both: bytes) -> None:
    chance = random.Random(20130620)  # noqa: S311  the same flips at each run
    gaps = _gaps(both)
    for _ in range(FLIPS):
        at = chance.randrange(len(both))
        flipped = bytearray(both)
        flipped[at] ^= 1 << chance.randrange(8)
        report = judge(question(bytes(flipped), known))
        uncovered = any(first <= at < last for first, last in gaps)
        assert report.verdict is not Verdict.VALID or uncovered, at


def _gaps(copy: bytes) -> list[tuple[int, int]]:
    """The values of the signatures, which nothing covers; the stored hash does."""
    found, at = [], copy.find(b"/Contents <")
    while at >= 0:
        found.append((at + 10, copy.index(b">", at) + 1))
        at = copy.find(b"/Contents <", at + 1)
    assert len(found) == 2
    return found


def test_a_question_of_later_days_knows_only_what_a_stamp_proves(known: Kit) -> None:
    later = NOW + timedelta(days=900)
    asked = question(by_both(known), known)
    asked = Question(
        copy=asked.copy,
        issued=asked.issued,
        trust=trust_of(known.authority, later),
        received_at=later,
    )
    assert refused(judge(asked)) == "expired"
