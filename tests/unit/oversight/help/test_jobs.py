"""Each job of the help begins at a page that exists, names real norms and has its pictures."""

import json
from pathlib import Path

import pytest
from PIL import Image

from ser_app.law.norms import address_of
from ser_app.oversight.help.job import Job
from ser_app.oversight.help.jobs import GROUPS, JOBS
from ser_app.oversight.help.page import help_page
from ser_app.oversight.help.pictures import ENDING, PICTURES, SIZES, picture
from tests.unit.web.drawing import drawn

MOST_BYTES = 3_000_000
JOB_NAMES = [job.anchor for job in JOBS]
STEPS = [
    (job.step_anchor(number), step) for job in JOBS for number, step in enumerate(job.steps, 1)
]
# What people come to do; a job that disappears from the help is missed here.
EXPECTED = {
    "declarar-y-pagar", "firma-digital", "corregir", "pagar-en-banco", "hoja-del-trimestre",
    "estado-de-cuenta", "paz-y-salvo", "acuerdo-de-pago", "devolucion", "conciliacion",
    "cierre-del-dia", "usuarios", "parametros", "verificar", "api", "supervisar",
    "ponerse-al-dia", "cartera",
}  # fmt: skip


def _routes() -> set[str]:
    from ser_app.ser_app import app

    return {"/" + route.strip("/") for route in app._unevaluated_pages}


def test_the_jobs_are_all_there_and_once() -> None:
    assert set(JOB_NAMES) == EXPECTED
    assert len(JOB_NAMES) == len(EXPECTED)
    assert [job for _, jobs in GROUPS for job in jobs] == list(JOBS)


@pytest.mark.parametrize("job", JOBS, ids=JOB_NAMES)
def test_a_job_begins_at_a_page_and_names_norms_that_exist(job: Job) -> None:
    assert job.route in _routes()
    assert len(job.steps) >= 2
    for norm in job.norms:
        address_of(norm)


@pytest.mark.parametrize("name", [name for name, _ in STEPS])
def test_every_step_has_its_picture_in_its_size(name: str) -> None:
    shown = picture(name)

    assert shown is not None, "run `make screenshots`"
    with Image.open(PICTURES / f"{name}{ENDING}") as image:
        assert image.size == (shown.width, shown.height)
        assert image.format == "WEBP"


def test_every_picture_says_what_it_shows_in_words_of_its_own() -> None:
    alts = [step.alt for _, step in STEPS]

    assert all(len(alt) >= 25 and alt.endswith(".") for alt in alts)
    assert len(set(alts)) == len(alts)


def test_the_pictures_are_light_and_none_is_left_over() -> None:
    files = sorted(PICTURES.glob(f"*{ENDING}"))

    assert {file.stem for file in files} == {name for name, _ in STEPS}
    assert json.loads((PICTURES / SIZES).read_text("utf-8")).keys() == {f.stem for f in files}
    assert sum(file.stat().st_size for file in files) < MOST_BYTES


def test_pictures_keep_their_place_and_come_when_they_are_scrolled_to() -> None:
    page = drawn(help_page())

    assert page.count('loading:"lazy"') == len(STEPS)
    for name, step in STEPS:
        assert step.alt in page
        assert f'id:"{name}"' in page
    assert "ser@mintic.gov.co" in page


def test_a_picture_that_was_never_taken_is_none(tmp_path: Path) -> None:
    assert picture("declarar-y-pagar-99") is None
    assert not (tmp_path / "declarar-y-pagar-99.webp").exists()
