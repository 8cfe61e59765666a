"""With the second gateway and a worker beside: the bank is chosen here, polling finds the end."""

import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect
from sqlmodel import col, select

from ser_app.base.database import Database
from ser_app.base.jobs.process import short_name
from ser_app.base.jobs.repository import all_jobs
from ser_app.furs.models import Fur
from ser_app.people.repository import user_by_email
from tests.e2e import steps
from tests.support.server import IMPATIENT, PROJECT, Server, pause, running_server

_PAYER = "declarante@guavio.demo.ser"
_SETTINGS = {"SER_GATEWAY": "wompi", "SER_JOBS": "worker", "SER_SANDBOX_SETTLE_SECONDS": "2"}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of pages that leaves the jobs to a worker beside it."""
    folder = tmp_path_factory.mktemp("second")
    with running_server(folder, **IMPATIENT, **_SETTINGS) as running:
        with (folder / "worker.log").open("wb") as log:
            worker = subprocess.Popen(
                [sys.executable, "-m", "ser_app", "worker"],
                cwd=PROJECT, env=running.environment, stdout=log, stderr=log,
            )  # fmt: skip
        until_it_works(running)
        yield running
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(timeout=60) == 0, (folder / "worker.log").read_text()


def until_it_works(server: Server) -> None:
    """Wait until the worker has done a job: it hears its signals by then."""
    database = Database(server.database_url)
    deadline = time.monotonic() + steps.PATIENCE_MS / 1000
    while True:
        with database.reading() as unit:
            if any(row.last_by for row in all_jobs(unit).values()):
                break
        assert time.monotonic() < deadline, "the worker does nothing"
        pause()
    database.dispose()


@pytest.fixture
def database(server: Server) -> Iterator[Database]:
    found = Database(server.database_url)
    yield found
    found.dispose()


def to_pay(database: Database) -> str:
    """The payer's next FUR: an instalment of its agreement."""
    with database.reading() as unit:
        payer = user_by_email(unit, _PAYER)
        assert payer is not None
        query = select(Fur.number).where(
            Fur.operator_id == payer.operator_id, Fur.state == "filed",
            col(Fur.payment_pending).is_(other=False),
        )  # fmt: skip
        return unit.session.exec(query.order_by(col(Fur.payment_day))).all()[0]


def paid(database: Database, number: str) -> bool:
    with database.reading() as unit:
        return unit.session.exec(select(Fur.state).where(Fur.number == number)).one() == "paid"


def test_a_bank_is_chosen_before_leaving_and_the_worker_finds_what_it_decides(
    server: Server, database: Database, sign_in: Callable[..., Page]
) -> None:
    number = to_pay(database)
    page = sign_in(_PAYER)
    page.goto(f"{server.url}/pagar/{number}")
    bank = page.get_by_label("Banco desde el que paga")
    expect(bank.locator("option", has_text="Andino")).to_have_count(1)
    pay = page.get_by_role("button", name=re.compile(r"^Pagar \$"))
    pay.click()
    expect(page.get_by_text("Elija el banco desde el que paga")).to_be_visible()
    bank.select_option(label="Banco de pruebas Andino")
    pay.click()
    page.wait_for_url(re.compile("/pasarela-wompi-de-pruebas/"))
    page.get_by_label("Dejar pendiente y aprobar después").check()
    page.get_by_label("Se pierde").check()
    page.get_by_role("button", name="Continuar").click()
    page.wait_for_url(re.compile(r"/pagos/"))
    page.goto(f"{server.url}/furs")  # nobody waits for the result

    deadline = time.monotonic() + steps.PATIENCE_MS / 1000
    while not paid(database, number):
        assert time.monotonic() < deadline, "nobody asked the gateway"
        pause()
    steps.reload_until(page, f"{server.url}/furs/{number}", page.get_by_text("Pagado", exact=True))


def test_administrators_see_which_process_works(
    server: Server, database: Database, sign_in: Callable[..., Page]
) -> None:
    with database.reading() as unit:
        [worker] = {short_name(row.last_by) for row in all_jobs(unit).values() if row.last_by}
    page = sign_in("admin@demo.ser")
    steps.go(page, "Tareas", "Tareas del sistema")
    row = page.get_by_role("row", name=re.compile("Preguntar a la pasarela"))
    expect(row.get_by_text(worker)).to_be_visible()
    page.get_by_role("button", name=re.compile("Hacerla ahora: Quitar cuentas")).click()
    expect(page.get_by_text("Pedida: el primer proceso").first).to_be_visible()
    assert server.process is not None
    assert not worker.endswith(f":{server.process.pid}")
