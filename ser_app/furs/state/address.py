"""What the address of a page names."""

from collections.abc import Mapping

from reflex.istate.data import RouterData


def part_of(router: RouterData, position: int) -> str:
    """A part of the page's path, counted as in a list: -1 is the last."""
    parts = router.url.path.strip("/").split("/")
    return str(parts[position])


def query_of(router: RouterData) -> Mapping[str, str]:
    """What stands after the `?`."""
    return router.url.query_parameters
