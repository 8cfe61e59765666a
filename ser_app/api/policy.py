"""The content security policy of each answer: what a browser may run, load and talk to.

Pages run scripts of ours only: files of this address, and the framework's inline scripts named by
the hashes that were computed when the application started. Nothing evaluates text as code. Styles
may be inline, because the framework writes them so and a style runs nothing (ADR 51).
"""

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

_DOCUMENT: Final = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"


class Policies:
    """The policy for each answer.

    Args:
        hashes: Hashes of the inline scripts of each built page, by its ETag.
        public_url: Address under which people reach the application; its socket may be opened.
    """

    def __init__(self, hashes: Mapping[str, list[str]], public_url: str) -> None:
        self._public_url = public_url
        self._pages = {etag: self._page(each) for etag, each in hashes.items()}
        every = dict.fromkeys(each for page in hashes.values() for each in page)
        self._unknown = self._page(list(every))

    def of(self, content_type: str, etag: str) -> str:
        """The policy of an answer; what is no page runs and loads nothing at all."""
        if content_type.partition(";")[0].strip() != "text/html":
            return self._pages.get(etag, _DOCUMENT)
        return self._pages.get(etag, self._unknown)

    def _page(self, hashes: list[str]) -> str:
        parts = urlsplit(self._public_url)
        secure = parts.scheme == "https"
        socket = f"{'wss' if secure else 'ws'}://{parts.netloc}"
        scripts = " ".join(["'self'", *hashes])
        rules = [
            "default-src 'none'",
            f"script-src {scripts}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src 'self'",
            f"connect-src 'self' {socket}",
            "manifest-src 'self'",
            "form-action 'self'",
            "base-uri 'self'",
            "frame-ancestors 'none'",
            "object-src 'none'",
        ]
        return "; ".join([*rules, "upgrade-insecure-requests"] if secure else rules)
