"""Whether a request comes from a page of ours, as the browser says."""

from urllib.parse import urlsplit


def is_own(origin: str, host: str | None) -> bool:
    """Whether an `Origin` header names the host that was asked; nonsense never does."""
    try:
        return bool(urlsplit(origin).netloc == host)
    except ValueError:  # not an address at all
        return False
