"""Say in one sentence what is missing when Python is too old; runs on any Python 3."""

import sys

if sys.version_info < (3, 11):
    found = ".".join(str(part) for part in sys.version_info[:3])
    sys.exit(
        "SER necesita Python 3.11 o superior y aquí hay %s: instálelo y repita, "
        "por ejemplo «make run PYTHON=python3.12»." % found
    )
try:
    import ensurepip  # noqa: F401
    import venv  # noqa: F401
except ImportError:
    sys.exit(
        "A este Python le falta el módulo venv: instálelo (en Debian y Ubuntu: "
        "«apt install python3-venv») y repita."
    )
