"""Whoever seeks finds the job, the step or the word, however it is typed."""

import pytest

from ser_app.oversight.help.finding import LONGEST, MOST, Result, find, tally, word_anchor
from ser_app.oversight.help.jobs import JOBS
from ser_app.web.definitions import DEFINITIONS


@pytest.mark.parametrize(
    ("words", "href"),
    [
        ("paz y salvo", "#paz-y-salvo"),
        ("PAZ  Y SALVO", "#paz-y-salvo"),
        ("liquidacion", "#palabra-right"),
        ("Liquidación de derecho", "#palabra-right"),
        ("cus", "#palabra-cus"),
        ("acuerdo", "#acuerdo-de-pago"),
        ("certificado digital", "#firma-digital"),
        ("open api", "#api-2"),
    ],
)
def test_it_is_found_without_accents_and_in_any_case(words: str, href: str) -> None:
    assert href in [each.href for each in find(words)]


def test_what_says_it_in_its_title_comes_first() -> None:
    assert find("conciliar")[0].href == "#conciliacion"


def test_every_word_must_be_there_and_else_one_will_do() -> None:
    assert all("firma" in (each.title + each.sentence).lower() for each in find("firma digital"))
    assert find("firma zzzz") != []
    assert find("zz") == find("") == find("   ") == []


def test_a_result_shows_title_and_sentence() -> None:
    assert find("cus")[0] == Result("CUS", DEFINITIONS["cus"].meaning, "#palabra-cus")


def test_a_search_has_an_end() -> None:
    assert len(find("de")) == MOST
    assert find("cus" + " " * LONGEST + "zzzz") == find("cus")


def test_it_says_how_much_was_found() -> None:
    assert tally("", []) == ""
    assert tally("zzzz", []).startswith("Nada con esas palabras")
    assert tally("cus", find("cus")[:1]) == "1 resultado."
    assert "acotar" in tally("de", find("de"))


def test_every_job_and_every_word_can_be_found_by_its_name() -> None:
    for job in JOBS:
        assert f"#{job.anchor}" in [each.href for each in find(job.title)]
    for name, each in DEFINITIONS.items():
        assert f"#{word_anchor(name)}" in [found.href for found in find(each.word)]
