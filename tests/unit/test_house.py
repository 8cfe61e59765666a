"""The rules of the house that no linter knows: which file may import what, and how long it is."""

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
SOURCES = sorted((PROJECT / "ser_app").rglob("*.py"))
LONGEST_FILE = 400


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def _importers(*packages: str) -> set[str]:
    return {
        str(path.relative_to(PROJECT / "ser_app"))
        for path in SOURCES
        for module in _imports(path)
        if module.partition(".")[0] in packages
    }


def _in_room_file(path: str, *names: str) -> bool:
    # `state.py`, or a module of the folder that `state.py` became when it outgrew itself.
    parts = Path(path).with_suffix("").parts
    return any(part in names for part in parts)


def test_sql_lives_in_models_repositories_and_base() -> None:
    outside = {
        path
        for path in _importers("sqlmodel", "sqlalchemy")
        if not path.startswith("base/") and not _in_room_file(path, "models", "repository")
    }
    assert outside == set()


def test_the_framework_lives_in_states_pages_web_and_the_guard() -> None:
    outside = {
        path
        for path in _importers("reflex", "reflex_base", "reflex_components_core")
        if not path.startswith("web/")
        and path not in {"ser_app.py", "people/guard.py", "people/frame.py", "people/sockets.py"}
        and not _in_room_file(path, "state", "page", "pages")
    }
    assert outside == set()


def test_the_network_is_reached_from_gateways_and_what_fetches_for_signatures() -> None:
    fetching = {"signing/fetching.py", "signing/timestamps.py", "signing/revocation.py"}
    outside = {
        path
        for path in _importers("httpx")
        if not path.startswith("payments/gateways/") and path not in fetching
    }
    assert outside == set()


def test_the_library_of_signatures_is_wrapped_in_one_package() -> None:
    outside = {
        path
        for path in _importers("pyhanko", "pyhanko_certvalidator", "asn1crypto")
        if not path.startswith("base/pdf_signatures/")
    }
    assert outside == set()


def test_the_command_line_of_the_law_imports_no_settings() -> None:
    for name in ("cli/liquidate.py", "cli/batch.py", "cli/nit.py", "cli/main.py"):
        modules = set(_imports(PROJECT / "ser_app" / name))
        assert not {
            module for module in modules if module.startswith(("ser_app.settings", "reflex"))
        }


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PROJECT)))
def test_no_file_outgrows_the_house(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


def test_the_folder_of_migrations_is_no_package() -> None:
    assert not list((PROJECT / "alembic").rglob("__init__.py"))


def test_no_float_touches_money() -> None:
    found = [
        str(path)
        for room in ("law", "declarations", "furs", "payments")
        for path in (PROJECT / "ser_app" / room).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "float"
    ]
    assert found == []


def test_every_table_for_a_spreadsheet_has_the_columns_of_one_in_spanish() -> None:
    written = [
        (path.name, each)
        for path in SOURCES
        for each in re.findall(r"csv\.writer\(.*", path.read_text(encoding="utf-8"))
    ]
    assert written
    assert [each for each in written if 'delimiter=";"' not in each[1]] == []


def test_every_route_says_who_may_call_it() -> None:
    from ser_app.api.doors import behind_doors

    files = sorted((PROJECT / "ser_app" / "api").glob("*.py"))
    modules = [import_module(f"ser_app.api.{file.stem}") for file in files]
    routes = [route for module in modules for route in getattr(module, "routes", [])]
    assert len(behind_doors(routes)) == len(routes) > 30


def test_nothing_needs_the_browser_to_evaluate_text() -> None:
    """The content policy forbids it: see ser_app/api/policy.py."""
    forbidden = re.compile(
        r"\beval\(|new Function|\.innerHTML|\.outerHTML|insertAdjacentHTML|document\.write|"
        r"setTimeout\(['\"`]|javascript:|rx\.toast|call_script|dangerously|on(click|load|error)="
    )
    files = [*SOURCES, *(PROJECT / "assets" / "js").glob("*.js")]
    found = [
        f"{path.name}: {match.group()}"
        for path in files
        for match in forbidden.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []
