"""The front end is built when its sources change, and only then."""

from pathlib import Path

import pytest

from ser_app.web import bundle
from ser_app.web.bundle import (
    BundleError,
    ensure_bundle,
    is_current,
    sources_stamp,
    stamp_file,
    static_site,
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with little in it."""
    for name, text in {
        "ser_app/page.py": "PAGE = 1",
        "ser_app/law/rates.py": "RATE = 1",
        "assets/styles/base.css": "a{}",
        "requirements.txt": "reflex==0.10.1",
        "tests/test_page.py": "",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def built(project: Path) -> None:
    """Leave what a finished build leaves."""
    static_site(project).mkdir(parents=True)
    (static_site(project) / "index.html").write_text("<!DOCTYPE html>")
    stamp_file(project).write_text(sources_stamp(project))


@pytest.mark.parametrize(
    "source", ["ser_app/page.py", "assets/styles/base.css", "requirements.txt"]
)
def test_a_changed_source_makes_the_build_stale(project: Path, source: str) -> None:
    built(project)
    (project / source).write_text("changed")

    assert not is_current(sources_stamp(project), project)


@pytest.mark.parametrize("other", ["ser_app/law/rates.py", "tests/test_page.py"])
def test_what_draws_nothing_changes_nothing(project: Path, other: str) -> None:
    built(project)
    (project / other).write_text("changed")

    assert is_current(sources_stamp(project), project)


def test_a_renamed_source_makes_the_build_stale(project: Path) -> None:
    built(project)
    (project / "ser_app/page.py").rename(project / "ser_app/pages.py")

    assert not is_current(sources_stamp(project), project)


def test_a_current_build_is_used_as_it_is(project: Path) -> None:
    built(project)
    said: list[str] = []

    assert ensure_bundle(said.append, project) == static_site(project)
    assert said == []


def test_a_build_whose_pages_are_gone_is_not_current(project: Path) -> None:
    built(project)
    (static_site(project) / "index.html").unlink()

    assert not is_current(sources_stamp(project), project)


def test_a_failed_build_says_what_to_do_and_keeps_the_detail(project: Path) -> None:
    # The project holds no application, so the building process ends at once.
    with pytest.raises(BundleError, match="sus datos están intactos") as caught:
        ensure_bundle(lambda _: None, project)

    assert str(project / "var" / "interfaz.log") in caught.value.message
    assert (project / "var" / "interfaz.log").read_text()


def test_the_registry_is_the_persons_own_or_the_official_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NPM_CONFIG_REGISTRY", raising=False)
    monkeypatch.delenv("npm_config_registry", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert bundle._registry() == "https://registry.npmjs.org"

    (tmp_path / ".npmrc").write_text("fund=false\nregistry = https://npm.example/\n")
    assert bundle._registry() == "https://npm.example/"

    monkeypatch.setenv("NPM_CONFIG_REGISTRY", "https://other.example/")
    assert bundle._registry() == "https://other.example/"
