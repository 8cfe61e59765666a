"""Pages that the file server cannot tell apart by their ETag may run the scripts of both."""

import os
from pathlib import Path

from ser_app.web.inline_scripts import hashes_by_etag, script_hashes


def _page(folder: Path, name: str, script: str, written: int) -> str:
    text = f"<html><script>{script}</script></html>"
    path = folder / name
    path.write_text(text, encoding="utf-8")
    os.utime(path, (written, written))
    return text


def test_two_pages_of_one_size_and_instant_get_the_hashes_of_both(tmp_path: Path) -> None:
    pages = [_page(tmp_path, f"{name}.html", f"paso('{name}')", 1_800_000_000) for name in "ab"]
    [hashes] = hashes_by_etag(tmp_path).values()
    assert hashes == [each for page in pages for each in script_hashes(page)]


def test_pages_that_differ_keep_to_their_own(tmp_path: Path) -> None:
    one = _page(tmp_path, "a.html", "paso('a')", 1_800_000_000)
    other = _page(tmp_path, "b.html", "paso('b')", 1_800_000_001)
    assert list(hashes_by_etag(tmp_path).values()) == [script_hashes(one), script_hashes(other)]
