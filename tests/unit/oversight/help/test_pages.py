"""Every page there is, public, of operators and of the Ministry, explains itself."""

import json
from collections.abc import Mapping
from functools import cache
from importlib import import_module

import pytest
import reflex as rx

from ser_app.law.norms import address_of
from ser_app.oversight.help.jobs import JOBS
from ser_app.web.help import PageHelp

ROOMS = (
    "declarations", "furs", "ledger", "oversight", "payments", "people", "signing", "simulator",
)  # fmt: skip
NOT_FOUND = "404"
HELP: Mapping[str, PageHelp] = {
    route: text
    for room in ROOMS
    for route, text in import_module(f"ser_app.{room}.help_texts").HELP.items()
}


@cache
def drawn() -> dict[str, str]:
    """What each registered page draws, by its route."""
    from ser_app.ser_app import app

    found = {}
    for route, page in app._unevaluated_pages.items():
        component = page.component() if callable(page.component) else page.component
        found["/" + route.strip("/")] = str(rx.fragment(component).render())
    found["/"] = found.pop("/index", "")
    return {route: text for route, text in found.items() if text and route != f"/{NOT_FOUND}"}


def escaped(text: str) -> str:
    """A text as a component's script writes it."""
    return json.dumps(text)[1:-1]


def test_every_registered_page_shows_its_own_help() -> None:
    without = [
        route
        for route, page in drawn().items()
        if route not in HELP or escaped(HELP[route].purpose) not in page.replace("\\\\", "\\")
    ]
    assert without == []
    assert len(drawn()) > 60


def test_no_help_is_left_of_a_page_that_is_gone() -> None:
    assert HELP.keys() - drawn().keys() == {"/demostracion/correo"} - drawn().keys()


@pytest.mark.parametrize("route", HELP)
def test_a_help_says_something(route: str) -> None:
    text = HELP[route]

    assert len(text.purpose) >= 40
    assert len(text.steps) >= 2
    for sentence in (text.purpose, *text.steps):
        assert sentence.endswith(".")
        assert len(sentence) >= 15
    assert text.job in {"", *(job.anchor for job in JOBS)}
    for norm in text.norms:
        address_of(norm)  # an invented one raises


def test_no_two_pages_say_the_same() -> None:
    purposes = [text.purpose for text in HELP.values()]

    assert len(set(purposes)) == len(purposes)
