"""What is hashed: the examples of `docs/audit-chain.md`, and arithmetic that is done twice."""

import json
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256

from ser_app.base.audit_chain.links import (
    NOTHING,
    Tail,
    back_of,
    canonical,
    event_digest,
    instant,
    link_digest,
    named_by_next,
)

EVENT = {
    "id": 7, "at": datetime(2026, 11, 26, 20, 5, 9, 1500, UTC), "source": "web",
    "subject": "fur:FUR-2026-000012", "action": "fur.signed", "actor_id": 3,
    "actor": "Ana Núñez (Contador / Revisor fiscal)", "operator_id": 2,
    "detail": {"ñ": 1, "a": [True, None, '«x»\n\t"\\\u001f']}, "request": "0THNB5Q6Z0ABCDEF",
    "before": None, "after": {"estado": "filed"},
}  # fmt: skip
CANONICAL = (
    '{"action":"fur.signed","actor":"Ana Núñez (Contador / Revisor fiscal)","actor_id":3,'
    '"after":{"estado":"filed"},"at":"2026-11-26T20:05:09.001500Z","before":null,'
    '"detail":{"a":[true,null,"«x»\\n\\t\\"\\\\\\u001f"],"ñ":1},"id":7,"operator_id":2,'
    '"request":"0THNB5Q6Z0ABCDEF","source":"web","subject":"fur:FUR-2026-000012"}'
)


def test_the_canonical_text_is_the_documented_one() -> None:
    assert canonical(EVENT) == CANONICAL
    assert json.loads(CANONICAL)["detail"] == EVENT["detail"]
    assert event_digest(EVENT) == sha256(CANONICAL.encode()).hexdigest()


def test_an_instant_is_the_same_in_every_time_zone() -> None:
    bogota = EVENT["at"].astimezone(timezone(timedelta(hours=-5)))  # type: ignore[attr-defined]
    assert instant(bogota) == "2026-11-26T20:05:09.001500Z"


def test_a_link_names_the_one_before_and_one_further_back() -> None:
    assert [back_of(each) for each in (1, 2, 3, 4, 6, 7, 8, 12, 13)] == [
        0, 0, 2, 0, 4, 6, 0, 8, 12,
    ]  # fmt: skip
    assert named_by_next(13) == [13, 12, 8]


def test_each_link_is_what_its_words_say_for_a_thousand() -> None:
    tail, digests = Tail(), {0: NOTHING}
    for number in range(1, 1001):
        [link] = tail.add([{**EVENT, "id": number + 5}])
        text = ":".join(
            (
                str(number), str(number + 5), event_digest({**EVENT, "id": number + 5}),
                digests[number - 1], digests[number - (number & -number)],
            )
        )  # fmt: skip
        assert link.digest == sha256(text.encode()).hexdigest()
        digests[number] = link.digest
    assert tail.digest == digests[1000]


def test_a_chain_goes_on_from_the_few_digests_that_are_kept() -> None:
    whole, part = Tail(), Tail()
    links = whole.add([{**EVENT, "id": each} for each in range(1, 30)])
    part.add([{**EVENT, "id": each} for each in range(1, 14)])
    kept = {each: links[each - 1].digest for each in named_by_next(13)}
    again = Tail(13, kept)
    assert again.add([{**EVENT, "id": each} for each in range(14, 30)])[-1] == links[-1]


def test_any_part_of_a_link_changes_it() -> None:
    given = (5, 9, "aa", "bb", "cc")
    changed = {link_digest(*given)}
    for place, other in enumerate((6, 8, "ab", "ba", "cd")):
        changed.add(link_digest(*(other if at == place else each for at, each in enumerate(given))))  # type: ignore[arg-type]
    assert len(changed) == 6
