"""The build works at any address and speaks Spanish, or the build fails loudly."""

from pathlib import Path

import pytest

from ser_app.web.relocate import (
    SPANISH,
    RelocationError,
    relocate,
    relocated_addresses,
    translated,
)

ENVIRONMENT = (
    "var e={PING:`http://localhost:3000/ping`,EVENT:`ws://localhost:3000/_event`,"
    "TRANSPORT:`websocket`};export{e as t};"
)
RUNTIME = "on(`state_mismatch`);t.port=``;" + ";".join(f"a(`{words}`)" for words in SPANISH)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A build as small as can be."""
    assets = tmp_path / "assets"
    assets.mkdir()
    (assets / "reflex-env-abc.js").write_text(ENVIRONMENT)
    (assets / "state-abc.js").write_text(RUNTIME)
    (assets / "page-abc.js").write_text("t.port=``")
    return tmp_path


def test_no_address_of_the_build_remains(site: Path) -> None:
    relocate(site)

    script = (site / "assets" / "reflex-env-abc.js").read_text()
    assert ":3000" not in script
    assert 'PING:(o+"/ping")' in script
    assert 'EVENT:(o.replace(/^http/,"ws")+"/_event")' in script


def test_another_quote_of_the_bundler_is_no_obstacle() -> None:
    assert ":3000" not in relocated_addresses(ENVIRONMENT.replace("`", '"'))


def test_the_port_under_https_is_that_of_the_page_and_other_scripts_stay(site: Path) -> None:
    relocate(site)

    assert "t.port=window.location.port" in (site / "assets" / "state-abc.js").read_text()
    assert (site / "assets" / "page-abc.js").read_text() == "t.port=``"


def test_the_words_of_the_framework_become_spanish(site: Path) -> None:
    relocate(site)

    script = (site / "assets" / "state-abc.js").read_text()
    assert "`Volver a cargar`" in script
    assert not [words for words in SPANISH if f"`{words}`" in script]


def test_only_whole_texts_are_translated() -> None:
    assert translated("`Reload the page`") == ("`Reload the page`", set())


@pytest.mark.parametrize("lost", ["reflex-env-abc.js", "state-abc.js"])
def test_a_build_that_looks_otherwise_is_refused(site: Path, lost: str) -> None:
    (site / "assets" / lost).unlink()

    with pytest.raises(RelocationError, match=r"relocate\.py"):
        relocate(site)


def test_an_environment_without_socket_is_refused() -> None:
    with pytest.raises(RelocationError, match="socket"):
        relocated_addresses("var e={}")
