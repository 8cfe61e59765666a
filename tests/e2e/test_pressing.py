"""A press on a button counts, although the answer to what was typed moves the page beneath it."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import FloatRect, Locator, expect

from tests.e2e import steps
from tests.e2e.line import Line
from tests.support.server import Server

pytestmark = pytest.mark.browser


def _place(control: Locator) -> FloatRect:
    box = control.bounding_box()
    assert box is not None
    return box


def test_a_press_counts_while_the_page_moves(
    server: Server, sign_in: steps.Enter, set_day: Callable[[date], None]
) -> None:
    set_day(date(2013, 6, 20))
    page = sign_in("declarante@demo.ser")
    line = Line(page)
    steps.start_draft(page, server.url, "96000123", "T1 ene–mar 2013")
    steps.type_income(page, "40000000")
    expect(page.locator("#alertas").get_by_text("Devoluciones altas")).to_have_count(0)
    line.hold()
    page.get_by_label("Valor devuelto").press_sequentially("8000001")
    going_on = page.get_by_role("button", name="Revisar y presentar")
    going_on.scroll_into_view_if_needed()
    before = _place(going_on)
    page.mouse.move(before["x"] + before["width"] / 2, before["y"] + before["height"] / 2)
    page.mouse.down()
    line.let_through()
    expect(page.locator("#alertas").get_by_text("Devoluciones altas")).to_be_visible()
    after = _place(going_on)
    assert abs(after["y"] - before["y"]) > after["height"]
    page.mouse.up()
    page.wait_for_url(re.compile(r"/revisar"))


def test_a_press_that_is_drawn_away_is_given_up(server: Server, sign_in: steps.Enter) -> None:
    page = sign_in("declarante@demo.ser")
    page.goto(f"{server.url}/inicio")
    link = page.get_by_role("link", name="Estado de cuenta").filter(visible=True).first
    box = _place(link)
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(640, 600)
    page.mouse.up()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.url.rstrip("/") == f"{server.url}/inicio"
