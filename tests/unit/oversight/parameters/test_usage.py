"""How many filings used a value, and that another value adds a version and rewrites nothing."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from sqlmodel import select

from ser_app.base.resources import Resources
from ser_app.base.rules.stored import approved, current_rules, replaced_values
from ser_app.declarations.models import Declaration
from ser_app.declarations.replay import replay
from ser_app.oversight.parameters import deciding, proposing, repository
from ser_app.oversight.parameters.proposing import Source
from ser_app.oversight.parameters.usage import Used, take_stock, uses
from ser_app.oversight.parameters.views import Past, parameter_views, proposal_views
from ser_app.people.permissions import Role
from tests.factories import Company, make_company, ministry_actor
from tests.unit.declarations.test_filing import file, prepared

RATE = Used("levy_rate.PRST", date(2010, 1, 1), "0.022", "assumed")
MONTHS = Used("late_filing_monthly_rate.PRST", date(2010, 1, 1), "0.015", "confirmed")
NORM = Source(norm="Resolución 290 de 2010", article="art. 2")


def filed(res: Resources, income: int = 950_000_000) -> Company:
    """A company that filed its first quarter of 2013 late."""
    company = make_company(res)
    file(res, company, prepared(res, company, income=income))
    return company


def counted(res: Resources) -> Mapping[Used, int]:
    take_stock(res)
    return uses(res.database)


def approved_rate(res: Resources, value: str) -> Resources:
    """The resources after two persons gave the rate of 2010 another value."""
    proposal = proposing.propose_value(
        res,
        ministry_actor(res, Role.TREASURY),
        name=RATE.name,
        value=value,
        valid_from=RATE.valid_from.isoformat(),
        source=NORM,
    )
    deciding.approve(res, ministry_actor(res, Role.SER_ADMIN), proposal)
    return replace(res, rules=current_rules(res.database, res.rules))


def test_what_a_filing_used_is_counted_once(res: Resources) -> None:
    filed(res)
    assert take_stock(res) == 1
    assert take_stock(res) == 0
    found = uses(res.database)
    assert (found[RATE], found[MONTHS]) == (1, 1)
    assert not any(key.name.endswith((".RADIO", ".D1972")) for key in found)
    assert not any(key.name == "not_declared_rate.PRST" for key in found)


def test_filings_of_one_kind_share_a_set(res: Resources) -> None:
    filed(res)
    filed(res, income=9_500_000_000)
    assert counted(res)[RATE] == 2
    with res.database.reading() as unit:
        assert [filings for _, filings in repository.filings_by_set(unit)] == [2]


def test_a_draft_uses_nothing(res: Resources) -> None:
    prepared(res, make_company(res))
    assert counted(res) == {}


def test_another_value_of_the_same_day_is_a_version_and_rewrites_nothing(res: Resources) -> None:
    filed(res)
    with res.database.reading() as unit:
        before = unit.session.exec(select(Declaration)).one().model_dump()
    later = approved_rate(res, "0.025")
    with res.database.reading() as unit:
        assert unit.session.exec(select(Declaration)).one().model_dump() == before
    (again,) = replay(later.database, later.rules, scope=ministry_actor(res, Role.AUDITOR).scope)
    assert again.equal
    assert counted(later)[RATE] == 1
    assert counted(later)[replace(RATE, value="0.025", provenance="confirmed")] == 0


def test_the_history_keeps_the_version_that_gave_way(res: Resources) -> None:
    filed(res)
    later = approved_rate(res, "0.025")
    filings = counted(later)
    with later.database.reading() as unit:
        past = Past(replaced_values(res.rules, approved(unit)), filings)
    (view,) = parameter_views(later.rules, RATE.name, "", past)
    told = [(each.value, each.provenance, each.used) for each in view.history]
    assert told == [
        ("1,9 %", "Supuesto", "Ninguna declaración lo ha usado."),
        ("2,5 %", "Confirmado", "Ninguna declaración lo ha usado."),
        ("2,2 %", "Reemplazado", "Lo usó 1 declaración."),
    ]
    assert "conservan" in view.history[-1].replaced


def test_who_decides_reads_how_many_filings_keep_the_old_value(res: Resources) -> None:
    filed(res)
    treasury, admin = ministry_actor(res, Role.TREASURY), ministry_actor(res, Role.SER_ADMIN)
    for day in (RATE.valid_from, date(2030, 1, 1)):
        proposing.propose_value(
            res, treasury, name=RATE.name, value="0.025", valid_from=day.isoformat(), source=NORM
        )
    past = Past((), counted(res))
    with res.database.reading() as unit:
        later, same = proposal_views(repository.all_proposals(unit), admin, res.rules, past)
    assert "No cambia 1 declaración que lo usó" in same.effect
    assert later.effect.startswith("Añade un valor desde ese día")
