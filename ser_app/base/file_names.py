"""The name that a person's computer gives a file, read without trust."""

from pathlib import PurePath
from typing import Final

_ENDINGS: Final = {"application/pdf": ".pdf", "image/png": ".png", "image/jpeg": ".jpg"}


def bare_name(name: str) -> str:
    """Its last part without anything unprintable; empty when nothing is left."""
    bare = PurePath(name.replace("\\", "/")).name
    return "".join(each for each in bare if each.isprintable())


def kept_name(name: str, media: str, *, otherwise: str, longest: int) -> str:
    """The name under which a document is kept: no folder, nothing unprintable, its own ending.

    The ending follows from the bytes: what is a PDF here is never handed on as a program.

    Args:
        name: What the person's computer calls it.
        media: What it is by its bytes: a PDF, a PNG or a JPEG.
        otherwise: What it is called when nothing is left of the name.
        longest: Most letters before the ending.
    """
    printable = "".join(each for each in bare_name(name) if each not in '<>:"|?*')
    stem = PurePath(printable).stem.strip(" .")[:longest]
    return f"{stem or otherwise}{_ENDINGS[media]}"
