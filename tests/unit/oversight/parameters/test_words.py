"""Every rule has its Spanish words, stands in one chapter, and is found and typed by them."""

import re
from datetime import date

import pytest

from ser_app.base.errors import Refused
from ser_app.base.resources import Resources
from ser_app.base.rules.models import RuleProposal
from ser_app.law.parameters.names import CHAPTERS, base_of, chapter_of, title_of
from ser_app.law.parameters.schema import SPECS
from ser_app.law.parameters.words import expected_words, read_words, typed_value
from ser_app.oversight.parameters import repository
from ser_app.oversight.parameters.proposing import Source, propose_value
from ser_app.oversight.parameters.views import (
    at_hand,
    chapter_views,
    parameter_views,
    proposal_views,
)
from ser_app.people.permissions import Role
from tests.factories import ministry_actor

ENGLISH = re.compile(r"[a-z]+_[a-z]+")
SOURCE = Source(norm="Resolución de prueba")


def test_every_rule_has_one_title_and_one_chapter() -> None:
    titles = {title_of(name) for name in SPECS}
    assert len(titles) == len(SPECS)
    assert not [each for each in titles if ENGLISH.search(each)]
    named = [name for chapter in CHAPTERS for name in chapter.names]
    assert sorted(named) == sorted({base_of(name) for name in SPECS})


def test_nothing_that_people_read_is_a_name_of_the_program(res: Resources) -> None:
    for each in parameter_views(res.rules, "", ""):
        shown = [each.title, each.description, each.value]
        shown += [words for old in each.history for words in (old.value, old.note, old.other)]
        assert not [words for words in shown if ENGLISH.search(words)], each.name


def test_each_rule_of_a_search_stands_once_in_its_chapter(res: Resources) -> None:
    chapters = chapter_views(parameter_views(res.rules, "", ""))
    assert [each.key for each in chapters] == [each.key for each in CHAPTERS]
    placed = [each.name for chapter in chapters for each in chapter.parameters]
    assert sorted(placed) == sorted(res.rules.parameters)
    for chapter in chapters:
        assert {chapter_of(each.name).key for each in chapter.parameters} == {chapter.key}
    (only,) = chapter_views(parameter_views(res.rules, "cadena radial", ""))
    assert (only.count, [each.title for each in only.parameters]) == (
        "1 regla",
        ["Valor del derecho · registro de cadena radial"],
    )


@pytest.mark.parametrize("name", sorted(SPECS))
def test_a_choice_is_understood_by_the_words_that_are_shown(name: str) -> None:
    for value in SPECS[name].choices:
        assert typed_value(name, f" {read_words(name, value).upper()} ") == value
        assert typed_value(name, value) == value
    assert not ENGLISH.search(expected_words(name))


def test_what_is_proposed_in_words_is_kept_as_the_value(res: Resources) -> None:
    treasury = ministry_actor(res, Role.TREASURY)

    def propose(name: str, value: str) -> str:
        return propose_value(
            res, treasury, name=name, value=value, valid_from="2027-01-01", source=SOURCE
        )

    propose("due_moves_to_working_day.RADIO", "no")
    propose("spectrum_term.PRST", "Cuando el acto queda en firme")
    with res.database.reading() as unit:
        found = repository.all_proposals(unit)
    assert [each.content["value"] for each in found] == ["after_act", "false"]
    (first, _) = proposal_views(found, treasury)
    assert (
        first.title == "Cuándo se paga el espectro · redes y servicios (PRST), desde el 1 ene 2027"
    )
    with pytest.raises(Refused, match="«por anualidades anticipadas» o «cuando el acto"):
        propose("spectrum_term.PRST", "mañana")


def test_old_decisions_are_folded_away_and_what_waits_never_is(res: Resources) -> None:
    def proposal(number: int, state: str) -> RuleProposal:
        return RuleProposal(
            public_id=str(number), kind="wage", valid_from=date(2027, 1, 1), state=state,
            content={"pesos": "1"}, norm="", article="", url="", provenance="confirmed",
            note="", reason="", proposed_by_id=1, proposed_by="A", decided_by="",
            proposed_at=res.clock.now(),
        )  # fmt: skip

    states = ["approved", "rejected", "approved", "withdrawn", "proposed"]
    views = proposal_views(
        [proposal(number, state) for number, state in enumerate(states)],
        ministry_actor(res, Role.TREASURY),
    )
    shown, older = at_hand(views)
    assert [each.public_id for each in shown] == ["4", "0", "1", "2"]
    assert [each.public_id for each in older] == ["3"]
