"""Replay: what was filed is computed again by the rules that it was filed by."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from ser_app.base.resources import Resources
from ser_app.base.rules.models import RulesSnapshot
from ser_app.declarations.models import Declaration
from ser_app.declarations.replay import Wanted, replay, replay_with
from ser_app.law.explanation import Provenance
from ser_app.law.parameters import RuleBook
from ser_app.law.version import ENGINE_VERSION
from ser_app.people.actor import Scope
from tests.factories import make_company
from tests.unit.declarations.test_filing import file, prepared

ALL = Scope(None)


def filed(res: Resources, **company: Any) -> None:
    made = make_company(res, **company)
    file(res, made, prepared(res, made))


def read_otherwise(rules: RuleBook) -> RuleBook:
    """The same rules with another reading of the months."""
    counting = rules.parameters["month_counting"]
    values = tuple(replace(each, value="calendar") for each in counting.values)
    changed = replace(counting, values=values)
    return replace(rules, parameters={**rules.parameters, "month_counting": changed})


def tamper(res: Resources, **changes: Any) -> None:
    with res.database.unit() as unit:
        declaration = unit.session.exec(select(Declaration)).one()
        for name, value in changes.items():
            setattr(declaration, name, value)
        unit.session.add(declaration)


def test_a_filing_keeps_its_rules_and_the_engines_version(res: Resources) -> None:
    filed(res)
    filed(res)
    with res.database.reading() as unit:
        kept = unit.session.exec(select(RulesSnapshot)).all()
        declarations = unit.session.exec(select(Declaration)).all()
    assert [each.version for each in kept] == [res.rules.version]
    assert {each.engine_version for each in declarations} == {ENGINE_VERSION}


def test_the_same_pesos_come_out(res: Resources) -> None:
    filed(res)
    filed(res, regime="POSTAL")
    found = list(replay(res.database, res.rules, scope=ALL))
    assert [each.equal for each in found] == [True, True]


def test_the_rules_of_then_are_used_although_others_are_in_force_now(res: Resources) -> None:
    filed(res)
    rules = read_otherwise(res.rules)
    (found,) = replay(res.database, rules, scope=ALL)
    assert found.equal
    assert found.rules_version == res.rules.version != rules.version


def test_other_rules_say_what_would_change(res: Resources) -> None:
    filed(res)
    cheaper = res.rules.with_rows(
        rates=[
            replace(row, arrears_rate_percent=row.arrears_rate_percent / 2)
            for row in res.rules.rates
            if row.provenance is not Provenance.DEMO
        ]
    )
    (found,) = replay_with(cheaper, res.database, scope=ALL)
    assert [change.name for change in found.changes] == ["arrears_interest", "total"]
    assert found.difference == -589_000  # half of 1 178 000


def test_a_changed_row_is_reported_field_by_field(res: Resources) -> None:
    filed(res)
    tamper(res, total=1, late_filing_penalty=940_000)
    (found,) = replay(res.database, res.rules, scope=ALL)
    assert not found.equal
    assert {(change.name, change.stored, change.computed) for change in found.changes} == {
        ("late_filing_penalty", "940000", "941000"),
        ("total", "1", "23019000"),
    }


def test_rules_that_were_not_kept_are_said_and_not_guessed(res: Resources) -> None:
    filed(res)
    tamper(res, rules_version="000000000000")
    (found,) = replay(res.database, res.rules, scope=ALL)
    assert "No se conservan las reglas" in found.problem


def test_only_what_is_wanted_and_within_the_scope_is_read(res: Resources) -> None:
    filed(res)
    none = [
        replay(res.database, res.rules, Wanted(period="2012-Q1"), scope=ALL),
        replay(res.database, res.rules, Wanted(operator_id=0), scope=ALL),
        replay(res.database, res.rules, scope=Scope(0)),
    ]
    assert [list(found) for found in none] == [[], [], []]


@pytest.mark.parametrize(("total", "status"), [(23_019_000, 0), (23_018_000, 1)])
def test_the_command_ends_with_status_one_on_a_difference(
    res: Resources, total: int, status: int
) -> None:
    filed(res)
    tamper(res, total=total)
    done = subprocess.run(
        [sys.executable, "-m", "ser_app", "replay", "--json"],
        cwd=Path(__file__).parents[3],
        env={**os.environ, "SER_DATABASE_URL": res.settings.database_url, "SER_DEMO": "true"},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == status, done.stderr.decode()
    assert json.loads(done.stdout)["equal"] is (status == 0)
