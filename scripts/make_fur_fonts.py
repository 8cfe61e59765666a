"""Derive the FUR's fonts from the static files of npm's `@expo-google-fonts/public-sans`.

Two things change: all digits get one width, so that figures align in columns without a shaping
engine (the family's own tabular digits are too wide for running text), and glyphs that the FUR
never uses go, so that a page is drawn in half the time.
Public Sans is under the SIL Open Font License without a reserved name; the licence is beside.

Usage: python scripts/make_fur_fonts.py FOLDER_OF_THE_UNPACKED_NPM_PACKAGE
"""

import sys
from pathlib import Path
from typing import Final

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FONTS: Final = Path(__file__).resolve().parent.parent / "ser_app" / "furs" / "fonts"
STYLES: Final = {
    "400Regular": "PublicSans-Regular.ttf",
    "700Bold": "PublicSans-Bold.ttf",
}
CHARACTERS: Final = {
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *map(ord, "–—‘’“”•…‹›€™−∏∑√≈≠≤≥⁄¹²³"),
}
STAND_INS: Final = {"Σ": "∑", "Π": "∏"}


def main(package: Path) -> None:
    """Write the derived fonts where the drawing finds them."""
    for style, name in STYLES.items():
        font = TTFont(package / style / f"PublicSans_{style}.ttf", recalcTimestamp=False)
        _even_digits(font)
        for table in font["cmap"].tables:
            for wanted, present in STAND_INS.items():
                table.cmap.setdefault(ord(wanted), table.cmap[ord(present)])
        options = Options(layout_features=[], hinting=False, name_IDs=[0, 1, 2, 4, 6, 13, 14])
        options.drop_tables += ["GDEF", "GPOS", "GSUB", "STAT", "gasp"]
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=CHARACTERS | set(map(ord, STAND_INS)))
        subsetter.subset(font)
        font.save(FONTS / name)


def _even_digits(font: TTFont) -> None:
    """Give all digits the advance of the widest one, each centred in it."""
    digits = [font.getBestCmap()[ord(digit)] for digit in "0123456789"]
    width = max(font["hmtx"][name][0] for name in digits)
    for name in digits:
        advance, bearing = font["hmtx"][name]
        shift = (width - advance) // 2
        glyph = font["glyf"][name]
        glyph.coordinates.translate((shift, 0))
        glyph.recalcBounds(font["glyf"])
        font["hmtx"][name] = (width, bearing + shift)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
