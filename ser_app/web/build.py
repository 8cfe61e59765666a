"""The building process behind `ser_app.web.bundle`, run as ``python -m ser_app.web.build STAMP``.

It does what ``reflex export`` does, without what that command writes into a project on its
first run (``.gitignore``, ``requirements.txt``), and it says what it is doing.
"""

import shutil
import sys
from pathlib import Path

from reflex.utils import build, exec, path_ops, prerequisites  # noqa: A004  Reflex' name
from reflex_base import constants
from reflex_base.environment import environment

from ser_app.web.bundle import PROGRESS_MARK, is_current, stamp_file


def say(sentence: str) -> None:
    """Tell the waiting person what happens."""
    sys.stdout.write(f"{PROGRESS_MARK}{sentence}\n")


def main(stamp: str) -> None:
    """Build the front end of the project in the working directory and sign it with the stamp."""
    project = Path.cwd()
    with path_ops.file_lock(prerequisites.get_web_dir()):
        if is_current(stamp, project):  # another process built it while this one waited
            return
        environment.REFLEX_COMPILE_CONTEXT.set(constants.CompileContext.EXPORT)
        environment.REFLEX_ENV_MODE.set(constants.Env.PROD)
        exec.arbitrate_ssr(True)
        say("  Preparando las herramientas…")
        if prerequisites.needs_reinit():
            prerequisites.initialize_reflex_user_directory()  # type: ignore[no-untyped-call]
            prerequisites.initialize_frontend_dependencies()  # type: ignore[no-untyped-call]
        # The framework copies an asset only over an older one, and a checkout may bring back a file
        # with an older date than the copy of what it replaced.
        shutil.rmtree(prerequisites.get_web_dir() / constants.Dirs.PUBLIC, ignore_errors=True)
        say("  Traduciendo las páginas y trayendo sus paquetes…")
        prerequisites.get_compiled_app(prerender_routes=True, trigger="export")
        build.setup_frontend(project)
        say("  Empaquetando…")
        build.build()  # type: ignore[no-untyped-call]
        stamp_file(project).write_text(stamp, encoding="utf-8")
        say("  Interfaz lista.")


if __name__ == "__main__":
    main(sys.argv[1])
