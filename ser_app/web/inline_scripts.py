"""The scripts that the framework writes into its pages, by their SHA-256, for the policy."""

import base64
import re
from collections.abc import Iterator, Mapping
from hashlib import md5, sha256
from pathlib import Path
from typing import Final

from ser_app.web.bundle import static_site

_INLINE: Final = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)
_COMPRESSED: Final = (".gz", ".br", ".zst")


def script_hashes(html: str) -> list[str]:
    """What a policy names each inline script of a page by, in order and once."""
    found = (sha256(text.encode()).digest() for text in _INLINE.findall(html))
    return list(dict.fromkeys(f"'sha256-{base64.b64encode(each).decode()}'" for each in found))


def hashes_by_etag(site: Path | None = None) -> Mapping[str, list[str]]:
    """The hashes of each built page, by the ETag with which the file server answers it.

    Args:
        site: Folder of the static site; where nothing is built yet, there is nothing to name.
    """
    found: dict[str, list[str]] = {}
    for page in sorted((site or static_site()).rglob("*.html")):
        hashes = script_hashes(page.read_text(encoding="utf-8"))
        for etag in _etags(page):
            # Two pages of one size that were written in one instant share it: each gets both's.
            found[etag] = list(dict.fromkeys([*found.get(etag, []), *hashes]))
    return found


def _etags(page: Path) -> Iterator[str]:
    """As `starlette.responses.FileResponse` makes them: of the file, and of each compressed one."""
    for path in (page, *(page.with_name(page.name + end) for end in _COMPRESSED)):
        if path.is_file():
            stat = path.stat()
            text = f"{stat.st_mtime}-{stat.st_size}"
            yield f'"{md5(text.encode(), usedforsecurity=False).hexdigest()}"'
