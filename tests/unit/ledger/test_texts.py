"""The words of the books."""

from ser_app.ledger.texts import filed_words, interest_words, paid_words, replaced_words


def test_a_year_takes_its_article_and_a_quarter_none() -> None:
    assert filed_words("2026", 0, 0) == "Declaración del año 2026 presentada"
    assert replaced_words("2026") == "Declaración del año 2026 reemplazada por su corrección"
    assert paid_words("FUR-2026-000014", ["año 2026"]) == "Pago del año 2026 con FUR-2026-000014"
    assert interest_words(["año 2026"]) == "Intereses de mora del año 2026"
    assert filed_words("2025-Q4", 0, 0) == "Declaración de T4 oct–dic 2025 presentada"
    assert interest_words(["T4 oct–dic 2025"]) == "Intereses de mora de T4 oct–dic 2025"
