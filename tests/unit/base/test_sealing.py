"""What is sealed opens with the same secret, purpose and owner only."""

import pytest

from ser_app.base.sealing import CannotOpen, seal, unseal

KEY = "una-clave-propia-y-larga-de-veras-42"


def test_what_was_sealed_is_read_again_and_looks_different_each_time() -> None:
    first, second = (seal(KEY, "prueba", "ana", b"secreto") for _ in range(2))
    assert first != second
    assert unseal(KEY, "prueba", "ana", first) == unseal(KEY, "prueba", "ana", second) == b"secreto"
    assert "secreto" not in first


@pytest.mark.parametrize(
    ("key", "purpose", "owner"),
    [("otra clave", "prueba", "ana"), (KEY, "otro", "ana"), (KEY, "prueba", "luis")],
)
def test_another_key_purpose_or_owner_opens_nothing(key: str, purpose: str, owner: str) -> None:
    sealed = seal(KEY, "prueba", "ana", b"secreto")
    with pytest.raises(CannotOpen):
        unseal(key, purpose, owner, sealed)


@pytest.mark.parametrize("at", [0, 15, 20, 40])
def test_a_changed_value_does_not_open(at: int) -> None:
    sealed = seal(KEY, "prueba", "ana", b"secreto")
    changed = sealed[:at] + ("A" if sealed[at] != "A" else "B") + sealed[at + 1 :]
    with pytest.raises(CannotOpen):
        unseal(KEY, "prueba", "ana", changed)


@pytest.mark.parametrize("nonsense", ["", "x", "%%%", "AAAA", "ñ"])
def test_nonsense_does_not_open(nonsense: str) -> None:
    with pytest.raises(CannotOpen):
        unseal(KEY, "prueba", "ana", nonsense)
