"""The sheet: what is read from it must be what was meant."""

import json
from dataclasses import replace
from datetime import date
from io import BytesIO

import pypdfium2
import pytest

from ser_app.base.paper.sheet import printable
from ser_app.declarations.states import Channel, Use
from ser_app.furs.barcode import gs1_128_elements
from ser_app.furs.drawing import draw
from ser_app.furs.drawing.symbols import MODULE_MM
from ser_app.furs.form import Form, from_json, to_json
from ser_app.furs.texts import DEMO_MARK, NO_PAYMENT_NEEDED, PAID_APART
from ser_app.law.explanation import Provenance
from tests.unit.furs.examples import CODE, LEVY, VERIFICATION, form
from tests.unit.furs.reading import bar_codes, pages_of, qr_codes, rendered, text_of

HUGE = 9_999_999_999_999_999
LONG_NAME = (
    "Empresa Colombiana de Redes, Servicios y Aplicaciones de Telecomunicaciones del Ñeembucú y "
    "Región Amazónica en Reorganización Empresarial S.A. E.S.P. B.I.C."
)


def drawn(model: Form) -> bytes:
    return draw(model, VERIFICATION)


@pytest.mark.parametrize("dpi", [150, 300])
def test_bar_code_and_qr_say_what_the_form_says(dpi: int) -> None:
    model = form()
    page = rendered(drawn(model), dpi)
    assert model.reference is not None
    expected = gs1_128_elements(model.gln, model.reference, model.total, model.payment_day)
    assert bar_codes(page) == [expected]
    assert qr_codes(page) == [VERIFICATION.address]


def test_the_sheet_carries_every_box() -> None:
    text = text_of(drawn(form()))
    for expected in (
        "FUR-2013-000123",
        "Presentación y Pago",
        "Andina Conecta S.A.S. E.S.P.",
        "900.123.456-8",
        "96000123",
        "T1 ene–mar 2013",
        "950.000.000",
        "2,2 %",
        "20.900.000",
        "941.000",
        "1.178.000",
        "$ 23.019.000",
        "20 jun 2013",
        "15 abr 2013",
        "María Fernanda Peñalosa Gutiérrez",
        "T.P. 123456-T",
        "800.131.648-6",
        "Contribuyente",
        "Entidad financiera",
        "2013 0001 2348 2136",
        "Declaro bajo la gravedad de juramento que la información es veraz",
        "Firma electrónica o digital: fecha y hora en la constancia",
        "Reglas 2026.11",
    ):
        assert expected in text, expected


def test_the_annex_explains_each_figure_and_what_it_comes_from() -> None:
    text = text_of(drawn(form()), page=1)
    for expected in (
        "Sanción por extemporaneidad",
        "20.900.000 × 31,25 % ÷ 366 × 66",
        "Ley 1607 de 2012, art. 141",
        "Del 16 abr 2013 al 20 jun 2013",
        Provenance.ASSUMED.label[1:],
    ):
        assert expected in text, expected


def test_the_verification_code_stands_on_every_page() -> None:
    pdf = drawn(form(figures=form().figures * 6))
    grouped = " ".join(CODE[at : at + 4] for at in range(0, 16, 4))
    assert pages_of(pdf) > 2
    assert all(grouped in text_of(pdf, page) for page in range(pages_of(pdf)))


def test_the_same_form_gives_the_same_bytes() -> None:
    assert drawn(form()) == drawn(form())


def test_another_total_gives_other_bytes() -> None:
    assert drawn(form()) != drawn(form(total=23_020_000))


def test_a_form_for_filing_alone_has_no_bar_code_and_says_so() -> None:
    pdf = drawn(form(use=Use.FILING, reference=None, gln=""))
    assert bar_codes(rendered(pdf)) == []
    told = text_of(pdf)
    assert told.count(PAID_APART) == 2
    assert "Intereses hasta el 20 jun 2013" in told
    nothing_owed = text_of(drawn(form(use=Use.FILING, reference=None, gln="", total=0)))
    assert nothing_owed.count(NO_PAYMENT_NEEDED) == 2


def test_the_banks_copy_says_what_was_taken_from_the_levy() -> None:
    assert "Contraprestación menos saldo a favor" in text_of(drawn(form()))
    corrects = form(corrects="FUR-2013-000001", corrected_levy=20_000_000, total=3_019_000)
    told = text_of(drawn(corrects))
    assert "Contraprestación menos lo declarado antes" in told
    assert "menos saldo a favor" not in told


def test_a_paper_form_leaves_lines_to_sign_by_hand_and_room_for_the_stamp() -> None:
    text = text_of(drawn(form(channel=Channel.PAPER)))
    assert "Firma electrónica" not in text
    assert text.split().count("Firma") == 2
    assert text.count("Timbre de la entidad financiera") == 2


def test_a_demonstration_is_marked_and_a_real_form_is_not() -> None:
    assert DEMO_MARK in text_of(drawn(form(demo=True)))
    assert DEMO_MARK not in text_of(drawn(form(demo=False)))


@pytest.mark.parametrize("channel", list(Channel))
def test_long_names_and_huge_amounts_neither_vanish_nor_break_the_codes(channel: Channel) -> None:
    model = form(
        obligor=replace(form().obligor, name=LONG_NAME, address=LONG_NAME[:110]),
        gross_income=HUGE,
        base=HUGE,
        levy=HUGE,
        late_filing_penalty=HUGE,
        arrears_interest=HUGE,
        total=HUGE,
        channel=channel,
    )
    pdf = drawn(model)
    text = " ".join(text_of(pdf).split())
    assert text.count("9.999.999.999.999.999") >= 8
    assert text.count("S.A. E.S.P. B.I.C.") == 2
    assert len(bar_codes(rendered(pdf))) == 1


def test_nothing_is_drawn_in_the_quiet_zones_of_the_bar_code() -> None:
    page = rendered(drawn(form()), 300).convert("L")
    dots = 300 / 25.4
    middle = int(247 * dots)
    row = [page.getpixel((x, middle)) for x in range(page.width)]
    dark = [x for x, grey in enumerate(row) if isinstance(grey, int) and grey < 128]
    quiet = int(10 * MODULE_MM * dots) - 1
    before = row[dark[0] - quiet : dark[0] - 1]
    after = row[dark[-1] + 2 : dark[-1] + quiet]
    assert set(before) == set(after) == {255}


def test_the_liquidation_is_embedded_as_json_for_programs() -> None:
    model = form()
    document = pypdfium2.PdfDocument(BytesIO(drawn(model)))
    attachment = document.get_attachment(0)
    stored = json.loads(bytes(attachment.get_data()))
    document.close()
    assert from_json(stored) == model
    assert stored["total"] == 23_019_000


def test_a_form_survives_being_stored() -> None:
    assert from_json(json.loads(json.dumps(to_json(form())))) == form()


def test_letters_that_the_font_lacks_are_replaced_and_never_lost_silently() -> None:
    assert printable("Ñandú – 31,25 %") == "Ñandú – 31,25 %"
    assert printable("Compañía\n\tdos  líneas") == "Compañía dos líneas"
    assert printable("Ⅷ 株") == "VIII ?"


def test_a_long_explanation_goes_on_over_as_many_pages_as_it_needs() -> None:
    endless = replace(LEVY, sentence="palabra " * 3000, figures=(LEVY, LEVY))
    assert pages_of(drawn(form(figures=(endless,) * 3))) > 5


def test_days_are_written_as_people_write_them() -> None:
    assert "1 dic 2024" in text_of(drawn(form(payment_day=date(2024, 12, 1))))
