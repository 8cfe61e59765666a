"""Components tie their words together for every reader."""

import pytest
import reflex as rx

from ser_app.web.actions import button, native_form, text_link
from ser_app.web.app_options import STYLESHEETS, app_options
from ser_app.web.bundle import PROJECT
from ser_app.web.fallbacks import not_found_page
from ser_app.web.fields import checkbox, money_field, radio_group, select_field, text_field
from ser_app.web.shell import MenuItem, Person, shell
from ser_app.web.tables import Column, data_table, pager
from tests.unit.web.drawing import drawn

MENU = [MenuItem(f"Tarea {n}", f"/tarea-{n}", "home") for n in range(1, 7)]


class FormState(rx.State):
    """A form's state."""

    error: str = ""
    digits: str = ""

    @rx.event
    def set_digits(self, digits: str) -> None:
        self.digits = digits


def test_a_field_is_tied_to_its_label_hint_and_error() -> None:
    field = drawn(text_field("Correo", name="email", hint="El de su usuario", error="Falta"))

    assert 'htmlFor:"email"' in field
    assert 'id:"email"' in field
    assert '"aria-describedby":"email-hint email-error"' in field
    assert 'id:"email-hint"' in field
    assert 'id:"email-error"' in field


def test_a_field_of_state_says_whether_it_is_invalid() -> None:
    field = drawn(money_field("Ingresos", name="gross", error=FormState.error))

    assert "aria-invalid" in field
    assert "MoneyInput" in field


def test_an_optional_field_says_so() -> None:
    assert "(opcional)" in drawn(text_field("Nota", name="note", required=False))
    assert "(opcional)" not in drawn(text_field("Nota", name="note"))


def test_the_money_field_carries_digits_and_an_own_keyboard() -> None:
    field = money_field(
        "Ingresos", name="gross", value=FormState.digits, on_change=FormState.set_digits
    )

    assert 'inputMode:"numeric"' in drawn(field)
    assert "set_digits" in drawn(field)


def test_choices_accept_pairs() -> None:
    pairs = [("Q1", "T1 ene–mar"), ("Q2", "T2 abr–jun")]

    assert 'value:"Q1"' in drawn(select_field("Trimestre", name="quarter", options=pairs))
    assert "T2 abr" in drawn(radio_group("Trimestre", name="quarter", options=pairs))
    assert 'htmlFor:"' not in drawn(checkbox("Acepto", name="accept"))


def test_a_native_form_is_sent_by_the_browser() -> None:
    form = native_form(button("Salir", type="submit"), action="/sesion/salir")

    assert 'action:"/sesion/salir"' in drawn(form)
    assert 'method:"post"' in drawn(form)
    assert "handleSubmit" not in drawn(form)


@pytest.mark.parametrize(("external", "element"), [(True, '"a"'), (False, "ReactRouterLink")])
def test_a_link_out_of_the_pages_is_the_browsers_own(external: bool, element: str) -> None:
    assert f"jsx({element}," in drawn(text_link("FUR", "/furs/1/pdf", external=external))


def test_a_file_is_saved_without_leaving_the_page() -> None:
    assert "download:true" in drawn(text_link("Plantilla", "/documentos/x.xlsx", download=True))
    assert "download" not in drawn(text_link("Banco", "https://banco.example", external=True))


def test_the_shell_has_one_title_one_main_and_four_jobs_below() -> None:
    page = drawn(
        shell(title="Pagos", person=Person("Ana", "Declarante"), menu=MENU, current="/tarea-2")
    )

    assert page.count('jsx("h1",') == 1
    assert page.count('jsx("main",') == 1
    assert page.count("Tarea 6") == 2  # at the side, and under «Más»
    assert page.index("bottom-bar") < page.index("more-menu") < page.rindex("Tarea 5")
    assert page.count('"aria-current":"page"') == 2
    assert 'action:"/sesion/salir"' in page


def test_the_demonstration_says_so_and_production_does_not() -> None:
    person = Person("Ana", "Declarante")

    assert "datos ficticios" in drawn(shell(title="Pagos", person=person, menu=MENU, demo=True))
    assert "datos ficticios" not in drawn(shell(title="Pagos", person=person, menu=MENU))


def test_a_table_keeps_its_roles_and_names_its_cells() -> None:
    table = drawn(
        data_table(
            [Column("Referencia"), Column("Valor", kind="money")],
            [("123", "$ 5")],
            caption="Pagos",
            row=list,
        )
    )

    assert 'role:"rowheader"' in table
    assert '"data-label":"Valor"' in table
    assert "cell-money" in table


def test_a_table_without_rows_says_what_to_do() -> None:
    table = data_table([Column("A")], [], caption="x", row=list, empty=rx.el.p("Aún no hay pagos"))

    assert "Aún no hay pagos" in drawn(table)


def test_there_is_no_link_to_a_page_that_does_not_exist() -> None:
    pages = drawn(pager(summary="1–50 de 80", previous_href="", next_href="/pagos?page=2"))

    assert "Anterior" not in pages
    assert "/pagos?page=2" in pages


def test_the_application_speaks_spanish_and_uses_no_stock_look() -> None:
    options = app_options()

    assert options["html_lang"] == "es"
    assert options["theme"] is None
    assert options["toaster"] is None
    wraps = {name: drawn(wrap(True)) for (_, name), wrap in options["app_wraps"].items()}
    assert wraps.keys() == {"ErrorBoundary", "Overlay"}
    assert "Sin conexión con el servidor" in wraps["Overlay"]
    assert "dejó de responder" in wraps["ErrorBoundary"]


def test_every_style_sheet_exists_and_is_listed() -> None:
    sheets = sorted(f"/styles/{path.name}" for path in (PROJECT / "assets/styles").glob("*.css"))

    assert sorted(STYLESHEETS) == sheets


def test_an_unknown_address_gets_a_way_on() -> None:
    assert "Ir al inicio" in drawn(not_found_page())
