"""Help where it is needed: the question mark, the meaning of a word, and the jobs in pictures."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from ser_app.oversight.help.jobs import JOBS
from ser_app.web.definitions import DEFINITIONS
from tests.e2e import steps
from tests.support.server import Server

pytestmark = pytest.mark.browser
SIZES = {"desktop": (1280, 900), "telephone": (390, 844)}


def question_mark(page: Page) -> Locator:
    return page.get_by_role("button", name="Ayuda de esta página")


def opened(page: Page) -> Locator:
    return page.get_by_role("dialog", name=re.compile("Ayuda de esta página"))


def inside(part: Locator, page: Page) -> bool:
    """Whether a part is whole within the window."""
    box, size = part.bounding_box(), page.viewport_size
    assert box is not None
    assert size is not None
    across = box["x"] >= 0 and box["x"] + box["width"] <= size["width"]
    return across and box["y"] >= 0 and box["y"] + box["height"] <= size["height"]


def violations(page: Page) -> list[tuple[str, str]]:
    found = Axe().run(page).response["violations"]
    return [(each["id"], node["html"][:120]) for each in found for node in each["nodes"]]


def test_the_question_mark_opens_beside_the_page_and_leads_to_its_job(
    server: Server, sign_in: steps.Enter
) -> None:
    page = sign_in("declarante@demo.ser")
    page.goto(f"{server.url}/paz-y-salvo")
    expect(page.locator(".skeleton").filter(visible=True)).to_have_count(0)
    question_mark(page).focus()
    page.keyboard.press("Enter")
    expect(opened(page)).to_be_visible()
    expect(question_mark(page)).to_have_attribute("aria-expanded", "true")
    expect(opened(page)).to_contain_text("Decreto 1161 de 2010, art. 18")
    expect(opened(page)).to_contain_text("ser@mintic.gov.co")
    expect(opened(page).get_by_role("button", name="Cerrar la ayuda")).to_be_focused()
    assert inside(opened(page), page)
    # The page goes on being used while its help is read.
    page.get_by_role("link", name="Ver el estado de cuenta").first.focus()
    expect(opened(page)).to_be_visible()
    assert violations(page) == []

    with page.expect_popup() as other:
        opened(page).get_by_role("link", name=re.compile("Paso a paso, con imágenes")).click()
    told = other.value.get_by_role("heading", name="Expedir un paz y salvo", exact=True)
    expect(told).to_be_in_viewport()
    other.value.close()

    page.keyboard.press("Escape")
    expect(opened(page)).to_have_count(0)
    expect(question_mark(page)).to_have_attribute("aria-expanded", "false")


def test_on_a_telephone_it_is_a_dialog_over_the_page(server: Server, browser: Browser) -> None:
    width, height = SIZES["telephone"]
    context = browser.new_context(
        viewport={"width": width, "height": height}, has_touch=True, locale="es-CO"
    )
    page = context.new_page()
    page.goto(f"{server.url}/verificar")
    question_mark(page).tap()
    expect(opened(page)).to_be_visible()
    assert opened(page).evaluate("each => each.matches(':modal')")
    assert inside(opened(page), page)
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(opened(page)).to_have_count(0)
    expect(question_mark(page)).to_be_focused()
    question_mark(page).tap()
    opened(page).get_by_role("button", name="Cerrar la ayuda").tap()
    expect(opened(page)).to_have_count(0)
    context.close()


COVERED = """
    () => [...document.querySelectorAll(
        "main a, main button, main input, main select, main textarea, main summary"
    )].filter(each => {
        const shown = each.checkVisibility({visibilityProperty: true, opacityProperty: true});
        if (!shown || each.closest("dialog")) return false;
        each.scrollIntoView({block: "center", inline: "center"});
        const { left, top, width, height } = each.getBoundingClientRect();
        if (width < 2 || height < 2) return false;
        const above = document.elementFromPoint(left + width / 2, top + height / 2);
        return above?.closest("dialog") !== null && above?.closest("dialog") !== undefined;
    }).map(each => each.outerHTML.slice(0, 80))
"""


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [768, 1024, 1280, 1439, 1440])
def test_while_it_is_open_nothing_that_the_person_needs_is_under_it(
    server: Server, sign_in: steps.Enter, width: int, dark: bool
) -> None:
    page = sign_in("declarante@demo.ser", width=width, dark=dark)
    for address in ("/declaraciones", "/simulador", "/estado-de-cuenta"):
        page.goto(f"{server.url}{address}")
        expect(page.locator(".skeleton").filter(visible=True)).to_have_count(0)
        question_mark(page).click()
        expect(opened(page)).to_be_visible()
        assert page.evaluate(COVERED) == []
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        box, title = opened(page).bounding_box(), page.locator("h1").bounding_box()
        assert box is not None
        assert title is not None
        assert width >= 1440 or box["y"] >= title["y"] + title["height"]
        question_mark(page).click()
        expect(opened(page)).to_have_count(0)


def word_of(page: Page, words: str) -> tuple[Locator, Locator]:
    """A word of the field and its meaning."""
    word = page.locator(".term-word", has_text=re.compile(f"^{words}$")).first
    expect(word).to_be_visible()
    return word, word.locator("xpath=following-sibling::*[@role='tooltip']")


# A window of half the size shows what one sees at 200 %.
@pytest.mark.parametrize(("width", "height"), [(1280, 900), (640, 450), (390, 844)])
def test_a_word_means_something_under_the_pointer_with_the_focus_and_by_touch(
    server: Server, browser: Browser, width: int, height: int
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": height}, has_touch=True, locale="es-CO"
    )
    page = context.new_page()
    page.goto(
        f"{server.url}/simulador?regimen=PRST&anio=2013&trimestre=1&ingresos=950000000"
        "&presenta=2013-06-20"
    )
    bar = page.locator(".sheet-bar")
    expect(page.get_by_text("$ 23.019.000", exact=True).filter(visible=True).first).to_be_visible()
    if bar.is_visible():
        bar.click()
    word, meaning = word_of(page, "Intereses de mora")
    word.scroll_into_view_if_needed()
    expect(meaning).to_be_hidden()
    expect(word).to_have_accessible_description(DEFINITIONS["arrears_interest"].meaning)

    word.hover()
    expect(meaning).to_be_visible()
    assert inside(meaning, page)
    meaning.hover()
    expect(meaning).to_be_visible()  # it may be read, and copied
    page.keyboard.press("Escape")
    expect(meaning).to_be_hidden()
    page.mouse.move(0, 0)

    word.focus()
    expect(meaning).to_be_visible()
    page.keyboard.press("Tab")
    expect(meaning).to_be_hidden()

    word.tap()
    expect(meaning).to_be_visible()
    page.keyboard.press("Escape")
    expect(meaning).to_be_hidden()
    context.close()


def test_a_search_without_accents_leads_to_the_place_and_can_be_shared(
    server: Server, browser: Browser
) -> None:
    page = browser.new_context(locale="es-CO").new_page()
    page.goto(f"{server.url}/ayuda")  # without an account
    field = page.get_by_label(re.compile("Qué busca"))
    expect(field).to_be_enabled()
    field.press_sequentially("liquidacion de derecho", delay=15)
    found = page.locator(".found")
    result = found.get_by_role("link", name="Liquidación de derecho")
    expect(result).to_be_visible()
    expect(found).to_contain_text(DEFINITIONS["right"].meaning)
    result.click()
    expect(page.locator("#palabra-right")).to_be_in_viewport()
    assert page.url.endswith("#palabra-right")

    page.goto(f"{server.url}/ayuda?buscar=zzzz")
    expect(page.get_by_text("Nada con esas palabras", exact=False)).to_be_visible()
    field.fill("corregir")
    field.press("Enter")
    page.wait_for_url(re.compile(r"buscar=corregir"))
    first = found.get_by_role("link").first
    expect(first).to_have_text("Corregir una declaración")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_every_picture_of_the_help_is_there_and_axe_finds_nothing(
    server: Server, browser: Browser, size: str, dark: bool
) -> None:
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if dark else "light",
        locale="es-CO",
    )
    page = context.new_page()
    page.goto(f"{server.url}/ayuda")
    expect(page.get_by_label(re.compile("Qué busca"))).to_be_enabled()
    pictures = page.locator(".way img")
    expect(pictures).to_have_count(sum(len(job.steps) for job in JOBS))
    for place in range(pictures.count()):
        pictures.nth(place).scroll_into_view_if_needed()
        page.wait_for_function(
            "each => each.complete && each.naturalWidth === Number(each.getAttribute('width'))",
            arg=pictures.nth(place).element_handle(),
        )
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert violations(page) == []
    context.close()
