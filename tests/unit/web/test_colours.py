"""Every pair of colours that occurs can be read, in light and in dark (WCAG 2.2 AA)."""

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).parents[3] / "assets" / "styles" / "tokens.css"

TEXT = [
    *((ink, ground) for ink in ("ink", "ink-soft") for ground in ("canvas", "surface", "sunken")),
    ("ink-faint", "canvas"), ("ink-faint", "surface"), ("ink-faint", "sunken"),
    ("action", "canvas"), ("action", "surface"), ("action", "sunken"), ("action", "action-soft"),
    ("on-action", "action"), ("on-action", "action-strong"), ("ink", "glow"),
    *(
        (kind, ground)
        for kind in ("paid", "pending", "failed", "provisional")
        for ground in ("surface", "canvas", f"{kind}-soft")
    ),
    *(("ink", f"{kind}-soft") for kind in ("paid", "pending", "failed", "provisional", "action")),
]  # fmt: skip
GRAPHICS = [
    ("line-strong", "surface"), ("line-strong", "canvas"), ("focus", "surface"),
    ("focus", "canvas"), ("series1", "surface"), ("series2", "surface"),
    ("series3", "surface"), ("series4", "surface"),
]  # fmt: skip


def tokens(selector: str) -> dict[str, str]:
    """Colours that a rule of the sheet sets."""
    found = re.search(
        rf"^{re.escape(selector)} \{{(.*?)^\}}", TOKENS.read_text(), re.DOTALL | re.MULTILINE
    )
    assert found, f"no rule {selector}"
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", found[1]))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_itself() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", [":root", ".dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_can_be_read(theme: str, ink: str, ground: str) -> None:
    colours = tokens(theme)
    assert contrast(colours[ink], colours[ground]) >= 4.5


@pytest.mark.parametrize("theme", [":root", ".dark"])
@pytest.mark.parametrize(("mark", "ground"), GRAPHICS)
def test_graphics_can_be_told_from_their_ground(theme: str, mark: str, ground: str) -> None:
    colours = tokens(theme)
    assert contrast(colours[mark], colours[ground]) >= 3


def test_dark_sets_every_colour_that_light_sets() -> None:
    assert tokens(":root").keys() == tokens(".dark").keys()
