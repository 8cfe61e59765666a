"""The way of each job in which the Ministry acts, with a picture at each step."""

import re
from datetime import date, timedelta

from help_pictures import Studio, panel
from playwright.sync_api import expect

from ser_app.base.clock import SystemClock
from ser_app.law.parameters import packaged_rules


def collect(s: Studio) -> None:
    """What Cartera looks after: debts by age, and a proposal to decide."""
    page = s.at("cartera@demo.ser", "/acuerdos/cartera")
    s.shoot("cartera-1", page)
    s.at("cartera@demo.ser", "/acuerdos")
    page.get_by_role("row").filter(has_text="Por revisar").first.get_by_role("link").first.click()
    approve = page.get_by_role("button", name="Dar la primera aprobación")
    expect(approve).to_be_visible()
    s.shoot("cartera-2", page, panel(page, approve), mark=approve)


def refund(s: Studio) -> None:
    """A balance in favour that is asked back."""
    page = s.at("representante@caribe.demo.ser", "/saldo-a-favor")
    ask = page.get_by_role("button", name="Pedir la devolución a Tesorería")
    s.shoot("devolucion-1", page)
    page.get_by_text("Pedir la devolución", exact=True).first.click()
    form = panel(page, page.get_by_label("Número de cuenta"))
    expect(form.first).to_be_visible()
    s.shoot("devolucion-2", page, form, mark=ask)
    staff = s.at("tesoreria@demo.ser", "/devoluciones")
    expect(staff.get_by_role("table").first).to_be_visible()
    s.shoot("devolucion-3", staff)


def reconcile(s: Studio) -> None:
    """Banks' files and what no FUR explains."""
    page = s.at("tesoreria@demo.ser", "/conciliacion/tablero")
    expect(page.get_by_role("table", name="Bancos y días")).to_be_visible()
    s.shoot("conciliacion-1", page)
    s.at("tesoreria@demo.ser", "/conciliacion/archivos")
    expect(page.get_by_role("table", name="Archivos de recaudo")).to_be_visible()
    s.shoot("conciliacion-2", page)
    s.at("tesoreria@demo.ser", "/conciliacion")
    rows = page.get_by_role("table", name="Recaudos por resolver")
    expect(rows).to_be_visible()
    s.shoot("conciliacion-3", page)
    rows.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1, name="Recaudo por resolver")).to_be_visible()
    facts = page.get_by_role("table", name="Lo que dice el banco y lo que dice el FUR")
    expect(facts).to_be_visible()
    s.shoot("conciliacion-4", page)


def close_the_day(s: Studio) -> None:
    """Deposits, what a day still needs, and a day that is closed."""
    page = s.at("tesoreria@demo.ser", "/conciliacion/pse")
    expect(page.get_by_role("table", name="Ciclos de PSE")).to_be_visible()
    s.shoot("cierre-del-dia-1", page)
    day = _working_day_before(SystemClock().today())
    s.at("tesoreria@demo.ser", f"/conciliacion/cierre?dia={day.isoformat()}")
    s.shoot("cierre-del-dia-2", page)
    closed = _working_day_before(_working_day_before(day))
    s.at("tesoreria@demo.ser", f"/conciliacion/cierre?dia={closed.isoformat()}")
    s.shoot("cierre-del-dia-3", page)


def _working_day_before(day: date) -> date:
    calendar, found = packaged_rules().calendar, day - timedelta(days=1)
    while not calendar.is_working_day(found):
        found -= timedelta(days=1)
    return found


def users(s: Studio) -> None:
    """A request, its review, the operator's people and its signers."""
    page = s.at(None, "/solicitud-de-usuario")
    expect(page.get_by_label("Nombre o razón social", exact=True)).to_be_enabled()
    s.shoot("usuarios-1", page)
    staff = s.at("admin@demo.ser", "/usuarios/solicitudes")
    row = staff.get_by_role("table").first.get_by_role("link").first
    expect(row).to_be_visible()
    row.click()
    staff.wait_for_url(re.compile("/usuarios/solicitudes/."))
    told = staff.get_by_role("heading", name="Comparación con el registro")
    expect(told).to_be_visible()
    s.shoot("usuarios-2", staff, panel(staff, told))
    own = s.at("admin.operador@demo.ser", "/usuarios")
    expect(own.get_by_role("table").first).to_be_visible()
    s.shoot("usuarios-3", own)
    s.at("admin.operador@demo.ser", "/usuarios/firmantes")
    expect(own.get_by_role("heading", name="Quién firma hoy")).to_be_visible()
    s.shoot("usuarios-4", own)


def parameters(s: Studio) -> None:
    """A minimum wage that one person proposes and another approves."""
    page = s.at("tesoreria@demo.ser", "/parametros")
    expect(page.get_by_text("Proponer el salario mínimo de un año")).to_be_visible()
    s.shoot("parametros-1", page)
    page.get_by_text("Proponer el salario mínimo de un año").click()
    page.get_by_label("Año").fill("2027")
    page.get_by_label("Pesos al mes").fill("1987654")
    page.locator("#wage-norm").fill("Decreto del salario mínimo de 2027")
    send = page.get_by_role("button", name="Proponer el salario")
    s.shoot("parametros-2", page, page.locator("form").filter(has=send), mark=send)
    send.click()
    expect(page.get_by_text("Propuesta guardada")).to_be_visible()
    staff = s.at("admin@demo.ser", "/parametros")
    proposal = staff.get_by_role("listitem").filter(has_text="Salario mínimo de 2027")
    approve = proposal.get_by_role("button", name="Aprobar")
    expect(approve).to_be_visible()
    s.shoot("parametros-3", staff, proposal, mark=approve)


def supervise(s: Studio) -> None:
    """The dashboard, what is overdue, the trail."""
    page = s.at("supervisor@demo.ser", "/tablero")
    s.shoot("supervisar-1", page)
    s.at("supervisor@demo.ser", "/acuerdos/cartera")
    s.shoot("supervisar-2", page)
    staff = s.at("auditor@demo.ser", "/auditoria")
    s.shoot("supervisar-3", staff)
