"""Whoever reads a copy is told what was found, and not what to upload again."""

import pytest

from ser_app.signing.reading import in_a_copy
from ser_app.signing.texts import SENTENCES


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_a_sentence_for_readers_is_whole_and_gives_no_advice(code: str) -> None:
    told = in_a_copy(SENTENCES[code][1])
    assert told.endswith(".")
    assert len(told) > 20
    for advice in ("cárg", "Cargue", "Descargue", "No se presentó", "Use ", "Firme"):
        assert advice not in told
