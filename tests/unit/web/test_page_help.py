"""The question mark of a page tells what it is for, how, by which norm, and where to go on."""

import pytest
import reflex as rx

from ser_app.law.norms import Norm, UnknownNorm
from ser_app.settings import settings
from ser_app.web.help import PageHelp
from ser_app.web.page_help import NO_NORM, page_help
from tests.unit.web.drawing import drawn

HELP = PageHelp(
    purpose="Aquí presenta lo que debe.",
    steps=("Escriba los ingresos.", "Firme."),
    norms=(Norm("Decreto 1161 de 2010", "art. 5"),),
    job="declarar-y-pagar",
)


class TitleState(rx.State):
    title: str = ""


def test_it_says_purpose_steps_norm_and_where_to_go_on() -> None:
    help_ = drawn(page_help("Declaraciones", HELP))

    for words in (HELP.purpose, *HELP.steps, "Decreto 1161 de 2010, art. 5", "Declaraciones"):
        assert words in help_
    assert "/ayuda#declarar-y-pagar" in help_
    assert f"mailto:{settings().contact_email}" in help_
    assert "normograma.mintic.gov.co/mintic/compilacion/docs/decreto_1161_2010" in help_


def test_the_button_and_the_close_have_names() -> None:
    help_ = drawn(page_help("Declaraciones", HELP))

    assert "Ayuda de esta página" in help_
    assert "Cerrar la ayuda" in help_


def test_a_page_of_no_norm_says_so() -> None:
    own = PageHelp(purpose="Su cuenta.", steps=("Cambie la contraseña.",), job="usuarios")

    assert NO_NORM in drawn(page_help("Seguridad", own))


def test_a_norm_that_nobody_cites_draws_nothing() -> None:
    invented = PageHelp(
        purpose="…", steps=("…",), norms=(Norm("Decreto 1161 de 2010", "art. 99"),), job="usuarios"
    )

    with pytest.raises(UnknownNorm, match=r"art\. 99"):
        page_help("Declaraciones", invented)


def test_a_title_may_come_from_state() -> None:
    assert "title_rx_state_" in drawn(page_help(TitleState.title, HELP))
