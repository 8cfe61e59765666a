"""The name that a person's computer gives a file, read without trust."""

from pathlib import PurePath


def bare_name(name: str) -> str:
    """Its last part without anything unprintable; empty when nothing is left."""
    bare = PurePath(name.replace("\\", "/")).name
    return "".join(each for each in bare if each.isprintable())
