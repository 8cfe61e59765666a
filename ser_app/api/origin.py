"""Whether a request comes from a page of ours, as the browser says."""

from urllib.parse import urlsplit

from ser_app.settings import settings


def is_own(origin: str, host: str | None, *, secure: bool | None = None) -> bool:
    """Whether an `Origin` header names the host that was asked; nonsense never does.

    Args:
        origin: The header.
        host: The `Host` that was asked.
        secure: Whether people come by https alone, so that a page of plain http is not ours; as
            the public address says unless given.
    """
    only_https = settings().base_url.startswith("https://") if secure is None else secure
    try:
        parts = urlsplit(origin)
        named = parts.netloc == host and parts.scheme in ("http", "https")
    except ValueError:  # not an address at all
        return False
    return named and (parts.scheme == "https" or not only_https)
