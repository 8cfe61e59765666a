"""Small steps that several tests of this room take."""

from dataclasses import replace
from typing import Any

import pytest

from ser_app.base.resources import Resources
from ser_app.declarations import service
from ser_app.declarations.draft import Draft
from ser_app.declarations.states import LineKind
from ser_app.people.actor import Actor
from tests.factories import Company


def begun(res: Resources, company: Company, period: str = "2013-Q1") -> Draft:
    """A draft just begun by the company's preparer."""
    public_id = service.start_draft(res, company.preparer, company.expediente.public_id, period)
    return opened(res, company.preparer, public_id)


def opened(res: Resources, actor: Actor, public_id: str) -> Draft:
    """The stored draft."""
    found = service.open_draft(res, actor, public_id)
    assert found is not None
    return found.draft


def with_income(draft: Draft, amount: int) -> Draft:
    """The draft with an amount in its first income line."""
    return draft.with_amount(draft.of_kind(LineKind.INCOME)[0].public_id, amount)


def saved(res: Resources, company: Company, draft: Draft) -> Draft:
    """The draft after a save."""
    done = service.save_draft(res, company.preparer, draft)
    return replace(draft, version=done.version)


def signed_in(monkeypatch: pytest.MonkeyPatch, res: Resources, actor: Actor) -> None:
    """Let the handlers of the room's states run as this person over this database."""
    from ser_app.declarations.state import beginning, form, listing, summary, variables

    modules: tuple[Any, ...] = (beginning, form, listing, summary, variables)
    for module in modules:
        monkeypatch.setattr(module, "resources", lambda: res)
        if hasattr(module, "current_actor"):
            monkeypatch.setattr(module, "current_actor", lambda: actor)
