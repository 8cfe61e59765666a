"""The commands of the law with the values that an installation approved."""

import json
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from ser_app.base.resources import Resources
from ser_app.base.rules.models import RuleProposal
from ser_app.people.permissions import Role
from tests.factories import make_user

ROOT = Path(__file__).parents[3]
CASE = {
    "regime": "PRST",
    "period": "2013-Q1",
    "gross_income": 950_000_000,
    "filed_on": "2013-05-01",
}


def penalty(*options: str) -> int:
    done = subprocess.run(  # noqa: S603  our own program
        [sys.executable, "-m", "ser_app", "liquidate", "--batch", "-", "--no-figures", *options],
        cwd=ROOT,
        input=json.dumps(CASE).encode(),
        capture_output=True,
        check=True,
        timeout=60,
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    found: int = answer["late_filing_penalty"]
    return found


def test_only_with_the_option_are_approved_values_used(res: Resources) -> None:
    author, approver = make_user(res, Role.TREASURY), make_user(res, Role.SER_ADMIN)
    with res.database.unit() as unit:
        unit.session.add(
            RuleProposal(
                public_id="p",
                kind="value",
                name="month_counting.PRST",
                valid_from=date(2010, 1, 1),
                content={"value": "calendar"},
                norm="Circular",
                provenance="confirmed",
                state="approved",
                decision=1,
                proposed_by_id=author.id or 0,
                proposed_by="A",
                proposed_at=datetime(2026, 11, 24, tzinfo=UTC),
                decided_by_id=approver.id,
            )
        )
    assert penalty() == 314_000  # one month by anniversary
    assert penalty("--database", res.settings.database_url) == 627_000  # April and May
