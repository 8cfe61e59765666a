"""Ask Python's registry whether a pinned dependency has a known vulnerability.

Needs no other network than the registry that pip itself uses: its JSON API
(https://docs.pypi.org/api/json/) tells the advisories of each release. Three outcomes, three exit
statuses: 0 every pinned release was looked up and none has an advisory, 1 some have, 2 it could
**not be checked**, which is said aloud and is never taken for a pass. With SER_AUDIT_REQUIRED=1 the
CI fails on the last one too.
"""

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

PROJECT: Final = Path(__file__).resolve().parent.parent
FILES: Final = ("requirements.txt", "requirements-dev.txt")
PINNED: Final = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;]+)", re.MULTILINE)
OFFICIAL: Final = "https://pypi.org"
CLEAN, VULNERABLE, UNCHECKED = 0, 1, 2
PATIENCE_SECONDS: Final = 20


class NotChecked(Exception):
    """The registry does not say what was asked; the message says why."""


@dataclass(frozen=True)
class Advisory:
    """A known vulnerability of a pinned release."""

    package: str
    version: str
    name: str
    fixed_in: str


def pinned(folder: Path = PROJECT) -> list[tuple[str, str]]:
    """Every pinned package and its version, each once."""
    found = [
        match for name in FILES for match in PINNED.findall((folder / name).read_text("utf-8"))
    ]
    return sorted(set(found))


def registry() -> str:
    """The registry that pip uses, without the path of its simple index."""
    index = os.environ.get("PIP_INDEX_URL", "")
    if not index:
        command = [sys.executable, "-m", "pip", "config", "get", "global.index-url"]
        asked = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
        index = asked.stdout.strip()
    return re.sub(r"/simple/?$", "", index) or OFFICIAL


def advisories(base: str, package: str, version: str) -> list[Advisory]:
    """What is known against a release.

    Raises:
        NotChecked: The registry does not answer, or does not tell advisories.
    """
    address = f"{base}/pypi/{package}/{version}/json"
    try:
        with urlopen(Request(address), timeout=PATIENCE_SECONDS) as answer:  # noqa: S310  pip's own
            content: Any = json.load(answer)
    except HTTPError as error:
        raise NotChecked(f"{without_secret(address)} answered {error.code}") from error
    except (URLError, OSError, ValueError) as error:
        raise NotChecked(f"{without_secret(address)}: {type(error).__name__}") from error
    known = content.get("vulnerabilities") if isinstance(content, dict) else None
    if not isinstance(known, list):
        raise NotChecked(f"{without_secret(base)} does not tell advisories")
    return [
        Advisory(package, version, str(each.get("id")), ", ".join(each.get("fixed_in") or ["none"]))
        for each in known
        if not each.get("withdrawn")
    ]


def without_secret(address: str) -> str:
    """An address without a password in it."""
    return re.sub(r"//[^/@]*@", "//", address)


def audit(base: str, packages: list[tuple[str, str]]) -> int:
    """Look every package up, print what was found, and give the exit status.

    It stops at the first one that the registry does not tell about: a part is not the whole.
    """
    found: list[Advisory] = []
    for looked, (package, version) in enumerate(packages):
        try:
            found += advisories(base, package, version)
        except NotChecked as error:
            say_not_checked(str(error), looked, len(packages))
            return UNCHECKED
    for each in found:
        print(f"VULNERABLE  {each.package} {each.version}: {each.name}, fixed in {each.fixed_in}")
    if not found:
        print(f"Dependencies audited: {len(packages)} pinned releases, no known vulnerability.")
    return VULNERABLE if found else CLEAN


def say_not_checked(reason: str, looked: int, count: int) -> None:
    """Say it so that nobody takes it for a pass."""
    line = "!" * 78
    print(f"{line}\nDEPENDENCIES NOT AUDITED: {looked} of {count} looked up, then {reason}.")
    print(f"This says nothing about vulnerabilities. Run `make audit` where it answers.\n{line}")


def main() -> int:
    """Audit the pinned dependencies; see the top of this file for the exit status."""
    status = audit(registry(), pinned())
    if status == UNCHECKED and "--tolerate-unchecked" in sys.argv[1:]:
        return UNCHECKED if os.environ.get("SER_AUDIT_REQUIRED") == "1" else CLEAN
    return status


if __name__ == "__main__":
    sys.exit(main())
