"""Takes the pictures of the help's steps: crops of the running demonstration, light and small."""

import io
import json
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Final

import httpx
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect
from playwright.sync_api import TimeoutError as TooLate

from ser_app.oversight.help.pictures import ENDING, PICTURES, SIZES
from ser_app.people.texts import DEMO_PASSWORD
from tests.support.server import Server

WIDTHS: Final = (1280, 1440, 1600)
"""Of the window, in pixels: the first in which no table of the picture has to be scrolled."""
MARGIN: Final = 12
TALLEST: Final = 660
GAP: Final = 16
"""How many rows of pixels that are alike make a gap, in which a picture too tall is cut: more than
above and below the word of a button."""
QUALITY: Final = 72
_STILL: Final = """
  .demo-band, .skip-link, .connection { display: none !important }
  * { animation: none !important; transition: none !important; caret-color: transparent !important }
  [data-marked] { outline: 3px solid #b9792b !important; outline-offset: 3px; border-radius: 6px }
"""

_IN_SPANISH: Final = """() => {
  const icon = `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" fill="none"
    stroke="black"><path d="M2.5 3.5h11v10h-11zM2.5 6.5h11M5.5 1.5v3M10.5 1.5v3"/></svg>`;
  for (const each of document.querySelectorAll('input[type=date]')) {
    each.dataset.day = each.value;
    each.type = 'text';
    each.value = each.dataset.day.split('-').reverse().join('/') || 'dd/mm/aaaa';
    each.style.backgroundImage = `url('data:image/svg+xml,${encodeURIComponent(icon)}')`;
    each.style.backgroundRepeat = 'no-repeat';
    each.style.backgroundPosition = 'right 10px center';
  }
  for (const each of document.querySelectorAll('input[type=file]')) {
    if (each.files.length) continue;
    each.dataset.file = '';
    each.type = 'text';
    each.value = 'Elegir archivo';
  }
}"""
"""What a browser draws by itself, as one in Spanish does: the camera's may have no Spanish."""
_AS_BEFORE: Final = """() => {
  for (const each of document.querySelectorAll('[data-day]')) {
    each.type = 'date';
    each.value = each.dataset.day;
    each.style.backgroundImage = '';
    delete each.dataset.day;
  }
  for (const each of document.querySelectorAll('[data-file]')) {
    each.value = '';
    each.type = 'file';
    delete each.dataset.file;
  }
}"""
_SCROLLED: Final = """(part) => [...part.querySelectorAll('.table-frame'),
    ...(part.closest('.table-frame') ? [part.closest('.table-frame')] : [])]
  .filter((each) => each.checkVisibility() && each.scrollWidth > each.clientWidth).length"""


class Studio:
    """The demonstration as the help shows it: signed-in people, a day, and a camera."""

    def __init__(self, browser: Browser, server: Server, folder: Path) -> None:
        """Take pictures of a server; `folder` is for what people download and sign."""
        self.server, self.folder, self.url = server, folder, server.url
        self._browser = browser
        self._people: dict[str, Page] = {}
        self.sizes: dict[str, list[int]] = {}

    def day(self, day: date | None) -> None:
        """Move the demonstration's business day; None for the real one."""
        text = day.isoformat() if day else ""
        httpx.post(f"{self.url}/demo/reloj", data={"dia": text, "volver": "/"}, timeout=60)

    def person(self, email: str | None) -> Page:
        """The window of a person, signed in once; None is somebody without an account."""
        if email not in self._people:
            context = self._browser.new_context(
                viewport={"width": WIDTHS[0], "height": 900},
                color_scheme="light",
                locale="es-CO",
                timezone_id="America/Bogota",
                reduced_motion="reduce",
                bypass_csp=True,  # only so that the camera may hide what moves
                accept_downloads=True,
            )
            page = context.new_page()
            if email is not None:
                page.goto(f"{self.url}/ingresar")
                page.get_by_label("Correo electrónico").fill(email)
                page.get_by_label("Contraseña", exact=True).fill(DEMO_PASSWORD)
                page.get_by_role("button", name="Ingresar").click()
                page.wait_for_url(lambda url: "/ingresar" not in url and "/sesion" not in url)
            self._people[email or ""] = page
        return self._people[email or ""]

    def at(self, email: str | None, path: str) -> Page:
        """A person who has opened an address and sees it."""
        page = self.person(email)
        page.goto(path if path.startswith("http") else f"{self.url}{path}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.locator(".skeleton").filter(visible=True)).to_have_count(0)
        return page

    def shoot(self, name: str, page: Page, *parts: Locator, mark: Locator | None = None) -> None:
        """Take a picture of the parts of a page, or of its content, with a mark around something.

        Args:
            name: Anchor of the job and number of the step.
            page: Where.
            *parts: What must be seen; the page's content where none is given.
            mark: What the step speaks of.
        """
        expect(page.locator(".skeleton").filter(visible=True)).to_have_count(0)
        with suppress(TooLate):
            page.wait_for_load_state("networkidle", timeout=5000)
        page.add_style_tag(content=_STILL)
        if mark is not None:
            mark.first.evaluate("each => each.setAttribute('data-marked', '')")
        page.evaluate("document.activeElement?.blur(); scrollTo(0, 0)")
        page.mouse.move(0, 0)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            seen = [part.first for part in parts] or [page.locator("#contenido")]
            if not any(each.evaluate(_SCROLLED) for each in seen):
                break
        clip = _clip(page, parts)
        with in_spanish(page):
            shown = page.screenshot(full_page=True, clip=clip, type="png")
        page.set_viewport_size({"width": WIDTHS[0], "height": 900})
        if mark is not None:
            mark.first.evaluate("each => each.removeAttribute('data-marked')")
        with Image.open(io.BytesIO(shown)) as image:
            picture = image.convert("RGB")
            end = _last_gap(picture) if clip["height"] >= TALLEST else picture.height
            picture = picture.crop((0, 0, picture.width, _without_tail(picture, end)))
            picture.save(PICTURES / f"{name}{ENDING}", quality=QUALITY, method=6)
            self.sizes[name] = list(picture.size)

    def keep(self) -> None:
        """Write the sizes down, and remove the pictures of steps that are gone."""
        (PICTURES / SIZES).write_text(
            json.dumps(dict(sorted(self.sizes.items())), indent=1) + "\n", "utf-8"
        )
        for file in PICTURES.glob(f"*{ENDING}"):
            if file.stem not in self.sizes:
                file.unlink()


@contextmanager
def in_spanish(page: Page) -> Iterator[None]:
    """Let a page show what the browser draws by itself as one in Spanish does, and put it back."""
    page.evaluate(_IN_SPANISH)
    yield
    page.evaluate(_AS_BEFORE)


def _clip(page: Page, parts: Sequence[Locator]) -> dict[str, float]:
    """Where the parts of a page are, or its content from its title on; with a margin."""
    boxes = [part.first.bounding_box() for part in parts]
    if not parts:
        head = page.locator("#contenido .page-head").bounding_box()
        whole = page.locator("#contenido").bounding_box()
        beside = whole["x"] + MARGIN  # the tasks of the side bar end there
        boxes = [{**whole, "x": beside, "y": head["y"], "width": whole["width"] - MARGIN}]
    left = max(min(box["x"] for box in boxes) - MARGIN, 0)
    top = max(min(box["y"] for box in boxes) - MARGIN, 0)
    right = max(box["x"] + box["width"] for box in boxes) + MARGIN
    right = min(right, page.viewport_size["width"])
    bottom = min(max(box["y"] + box["height"] for box in boxes) + MARGIN, top + TALLEST)
    return {"x": left, "y": top, "width": right - left, "height": bottom - top}


def _rows(picture: Image.Image) -> list[bytes]:
    return [picture.crop((0, y, picture.width, y + 1)).tobytes() for y in range(picture.height)]


def _without_tail(picture: Image.Image, end: int) -> int:
    """Where a picture ends that has nothing at its foot but a margin."""
    rows = _rows(picture)
    last = next((y for y in range(end - 1, 0, -1) if rows[y] != rows[end - 1]), end - 1)
    return min(end, last + 2 * MARGIN)


def _last_gap(picture: Image.Image) -> int:
    """The row in the middle of the last gap, so that no line of text is cut; the end without one.

    Only the lower half is looked at.
    """
    rows, alike = _rows(picture), 0
    for y in range(picture.height - 1, picture.height // 2, -1):
        alike = alike + 1 if rows[y] == rows[y - 1] else 0
        if alike == GAP:
            return y + GAP // 2
    return picture.height


Walk = Callable[[Studio], None]


def take(studio: Studio, walks: dict[str, Walk], only: list[str]) -> list[str]:
    """Go the ways of the jobs, each with a fresh day; gives the jobs that failed.

    Args:
        studio: Where.
        walks: The way of each job by its anchor.
        only: Anchors of the jobs to take anew; all where it is empty. The others keep theirs.
    """
    PICTURES.mkdir(parents=True, exist_ok=True)
    if only and (PICTURES / SIZES).is_file():
        kept = json.loads((PICTURES / SIZES).read_text("utf-8"))
        studio.sizes |= {
            name: size for name, size in kept.items() if name.rpartition("-")[0] not in only
        }
    failed = []
    for anchor in only or walks:
        studio.day(None)
        try:
            walks[anchor](studio)
        except Exception as error:  # noqa: BLE001  the other ways are taken all the same
            failed.append(f"{anchor}: {error}"[:600])
        print(f"  {anchor}", flush=True)
    studio.day(None)
    studio.keep()
    return failed


def saved(page: Page) -> None:
    """Wait until what was typed is kept."""
    page.get_by_text(re.compile("^Guardado")).filter(visible=True).first.wait_for()


def panel(page: Page, inside: Locator) -> Locator:
    """The panel that holds something."""
    return page.locator(".panel").filter(has=inside)


def password(page: Page) -> Locator:
    """Where somebody proves once more to be who they are."""
    return page.get_by_label("Su contraseña, otra vez")
