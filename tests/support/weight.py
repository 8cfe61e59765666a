"""What a page sends over the line, as the browser counts it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page


@dataclass
class Sent:
    """What came while a page loaded.

    Attributes:
        packed: Bytes on the line by the browser's kind of resource; `Script` also holds scripts
            that are fetched ahead under another name.
        scripts: Addresses of the scripts.
    """

    packed: dict[str, int] = field(default_factory=dict)
    scripts: list[str] = field(default_factory=list)


def sent_while(page: Page, load: Callable[[], object]) -> Sent:
    """Load a page with nothing kept from before, and tell what it sent."""
    watched = page.context.new_cdp_session(page)
    watched.send("Network.enable")
    watched.send("Network.setCacheDisabled", {"cacheDisabled": True})
    answers: dict[str, dict[str, Any]] = {}
    sizes: dict[str, int] = {}
    watched.on("Network.responseReceived", lambda told: answers.update({told["requestId"]: told}))
    watched.on(
        "Network.loadingFinished",
        lambda told: sizes.update({told["requestId"]: int(told["encodedDataLength"])}),
    )
    load()
    watched.detach()
    sent = Sent()
    for key, told in answers.items():
        script = "javascript" in told["response"]["mimeType"]
        kind = "Script" if script else str(told["type"])
        sent.packed[kind] = sent.packed.get(kind, 0) + sizes.get(key, 0)
        if script:
            sent.scripts.append(str(told["response"]["url"]))
    return sent
