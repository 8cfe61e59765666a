"""Run every benchmark, one after the other, with the machine named first."""

import runpy
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
NAMES = (
    "liquidate",
    "portfolio",
    "what_if",
    "openfisca_prst",
    "recalculation",
    "guard",
    "bank_file",
    "quarter",
    "lists",
    "board",
    "audit",
    "audit_search",
    "signing",
    "page",
    "fault_run",
)


def main() -> None:
    """Run all of them, or those named in the arguments."""
    names = sys.argv[1:] or NAMES
    for name in names:
        sys.argv = [name]  # what follows is this benchmark's own
        print(f"\n## {name}", flush=True)
        runpy.run_path(str(HERE / f"{name}.py"), run_name="__main__")


if __name__ == "__main__":
    main()
