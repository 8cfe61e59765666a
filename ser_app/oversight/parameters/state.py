"""`/parametros`: what is in force, what was proposed, and the forms to propose and decide."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any, Final

import reflex as rx

from ser_app.base.errors import SerError
from ser_app.base.resources import Resources, base_rules, resources
from ser_app.base.rules.models import RuleProposal
from ser_app.base.rules.stored import approved, replaced_values
from ser_app.law.parameters.names import title_of
from ser_app.law.periods import Regime
from ser_app.oversight.parameters import deciding, proposing, repository
from ser_app.oversight.parameters.comparing import (
    ChangeView,
    FilingsView,
    between,
    filings_that_would_change,
)
from ser_app.oversight.parameters.proposing import (
    LONGEST,
    Source,
    missing_month,
    missing_rate_sentence,
)
from ser_app.oversight.parameters.rows import RowView, moved_rows, rate_rows, wage_rows
from ser_app.oversight.parameters.usage import take_stock, uses
from ser_app.oversight.parameters.views import (
    CertaintyView,
    ChapterView,
    Past,
    ProposalView,
    at_hand,
    certainty_views,
    chapter_views,
    parameter_views,
    proposal_views,
)
from ser_app.oversight.reliquidation.preview import preview
from ser_app.oversight.reliquidation.running import work_off
from ser_app.oversight.stops.listing import stop_choices
from ser_app.people.actor import Actor
from ser_app.people.guard import current_actor, requires
from ser_app.people.permissions import Permission
from ser_app.people.proof.state import ask_for_proof
from ser_app.web.fields import Option

_DONE: Final = "Propuesta guardada: entra en vigor cuando otra persona la apruebe."


class ParametersState(rx.State):
    """What the page shows; forms keep their text in the browser until they are taken."""

    loaded: bool = False
    words: str = ""
    certainty: str = ""
    chapters: list[ChapterView] = []
    searching: bool = False
    count: str = ""
    proposals: list[ProposalView] = []
    older: list[ProposalView] = []
    certainties: list[CertaintyView] = []
    rates: list[RowView] = []
    wages: list[RowView] = []
    moved: list[RowView] = []
    names: list[Option] = []
    may_propose: bool = False
    reminder: str = ""
    missing: str = ""
    version: str = ""
    done: str = ""
    problem: str = ""
    errors: dict[str, str] = {}
    earlier: str = ""
    later: str = ""
    known: str = ""
    changes: list[ChangeView] = []
    compared: bool = False
    filings: FilingsView = FilingsView()
    may_replay: bool = False
    looking: bool = False
    reaches: dict[str, str] = {}
    reaching: str = ""
    stops: list[Option] = []

    @rx.event
    @requires(Permission.PARAMETERS_VIEW)
    async def open(self) -> None:
        """Show everything, filtered as the address asks."""
        asked = self.router.url.query_parameters
        self.words = str(asked.get("texto", ""))[:LONGEST]
        self.certainty = str(asked.get("procedencia", ""))[:LONGEST]
        self.done = self.problem = ""
        self.errors = {}
        self.earlier = str(asked.get("desde", ""))[:LONGEST]
        self.later = str(asked.get("hasta", ""))[:LONGEST]
        self.known = "1" if str(asked.get("conocidas", "")) == "1" else ""
        self.filings = FilingsView()
        self._compare()
        await self._show()
        self.loaded = True

    def _compare(self) -> None:
        self.changes, self.compared = [], False
        if not (self.earlier or self.later):
            return
        try:
            self.changes = between(
                resources(),
                current_actor(),
                self.earlier,
                self.later,
                as_known=self.known == "1",
            )
            self.compared = True
        except SerError as error:
            self.problem = error.message

    @rx.event
    @requires(Permission.DASHBOARD_VIEW)
    async def look_at_filings(self) -> AsyncIterator[None]:
        """Say which filings today's rules would liquidate otherwise."""
        self.looking = True
        yield
        found = filings_that_would_change
        self.filings = await asyncio.to_thread(found, resources(), current_actor())
        self.looking = False

    @rx.event
    @requires(Permission.PARAMETERS_VIEW)
    async def look_at_reach(self, proposal_id: Any = "") -> AsyncIterator[None]:
        """Say what a proposed move of due days would change of what was filed."""
        wanted = str(proposal_id)[:LONGEST]
        self.reaching = wanted
        yield
        try:
            found = await asyncio.to_thread(preview, resources(), current_actor(), wanted)
            self.reaches = {**self.reaches, wanted: found.sentence}
        except SerError as error:
            self.problem = error.message
        self.reaching = ""

    @rx.event
    @requires(Permission.PARAMETERS_PROPOSE)
    async def propose_value(self, form: dict[str, Any]) -> None:
        """Propose a value of a parameter."""
        text = _reader(form)
        await self._do(
            lambda res, actor: proposing.propose_value(
                res,
                actor,
                name=text("name"),
                value=text("value"),
                valid_from=text("valid_from"),
                source=_source(text),
            )
        )

    @rx.event
    @requires(Permission.PARAMETERS_PROPOSE)
    async def propose_rate(self, form: dict[str, Any]) -> None:
        """Propose the rate of a month: two fields, and where it was certified."""
        text = _reader(form)
        await self._do(
            lambda res, actor: proposing.propose_rate(
                res,
                actor,
                month=text("month"),
                usury=text("usury"),
                source=Source(
                    norm="Superintendencia Financiera de Colombia",
                    article=f"certificación para {text('month')}",
                    url="https://www.superfinanciera.gov.co/",
                ),
            )
        )

    @rx.event
    @requires(Permission.PARAMETERS_PROPOSE)
    async def propose_wage(self, form: dict[str, Any]) -> None:
        """Propose the minimum wage of a year."""
        text = _reader(form)
        await self._do(
            lambda res, actor: proposing.propose_wage(
                res, actor, year=text("year"), pesos=text("pesos"), source=_source(text)
            )
        )

    @rx.event
    @requires(Permission.PARAMETERS_PROPOSE)
    async def propose_due_day(self, form: dict[str, Any]) -> None:
        """Propose that some due days move: by a norm, or by a contingency."""
        text = _reader(form)
        marked = form if isinstance(form, dict) else {}
        await self._do(
            lambda res, actor: proposing.propose_due_day(
                res,
                actor,
                regimes=[each.value for each in Regime if marked.get(f"regime-{each.value}")],
                first=text("first"),
                last=text("last"),
                new=text("new"),
                kind=text("kind"),
                reason=text("due_reason"),
                stop=text("stop"),
                source=_source(text),
            )
        )

    @rx.event
    @requires(Permission.PARAMETERS_APPROVE)
    async def approve(self, proposal_id: Any = "") -> None:
        """Put another person's proposal in force."""
        wanted = str(proposal_id)[:LONGEST]
        await self._do(
            lambda res, actor: approve_and_work_off(res, actor, wanted),
            "Aprobada: ya está en vigor.",
        )

    @rx.event
    @requires(Permission.PARAMETERS_APPROVE)
    async def reject(self, form: dict[str, Any]) -> None:
        """Turn a proposal down with a reason."""
        text = _reader(form)
        await self._do(
            lambda res, actor: deciding.reject(res, actor, text("proposal"), text("reason")),
            "Rechazada. Quien la propuso verá la razón.",
        )

    @rx.event
    @requires(Permission.PARAMETERS_PROPOSE)
    async def withdraw(self, proposal_id: Any = "") -> None:
        """Take the own proposal back."""
        wanted = str(proposal_id)[:LONGEST]
        await self._do(lambda res, actor: deciding.withdraw(res, actor, wanted), "Retirada.")

    async def _do(self, act: Callable[[Resources, Actor], object], done: str = _DONE) -> None:
        self.done = self.problem = ""
        self.errors = {}
        try:
            await asyncio.to_thread(act, resources(), current_actor())
            self.done = done
        except SerError as error:
            await ask_for_proof(self, error)
            self.errors = {error.field: error.message} if error.field else {}
            self.problem = error.message
        await self._show()

    async def _show(self) -> None:
        res, actor = resources(), current_actor()
        proposals, self.certainties, past = await asyncio.to_thread(_read, res, actor)
        found = parameter_views(res.rules, self.words, self.certainty, past)
        self.chapters = chapter_views(found)
        self.searching = bool(self.words or self.certainty)
        self.rates, self.wages = rate_rows(res.rules), wage_rows(res.rules)
        self.moved = moved_rows(res.rules)
        self.count = f"{len(found)} de {len(res.rules.parameters)} parámetros"
        names = {title_of(name): name for name in res.rules.parameters}
        self.names = [Option(name, title) for title, name in sorted(names.items())]
        self.version = res.rules.version
        views = proposal_views(proposals, actor, res.rules, past)
        self.proposals, self.older = at_hand(views)
        self.may_replay = actor.may(Permission.DASHBOARD_VIEW)
        self.may_propose = actor.may(Permission.PARAMETERS_PROPOSE)
        self.stops = [Option(*each) for each in await asyncio.to_thread(stop_choices, res, actor)]
        self.missing = missing_month(res)
        self.reminder = missing_rate_sentence(res)


def approve_and_work_off(res: Resources, actor: Actor, proposal_id: str) -> None:
    """Approve, and liquidate again at once what a moved due day reaches; the job does the rest."""
    deciding.approve(res, actor, proposal_id)
    work_off(res)


def _read(res: Resources, actor: Actor) -> tuple[list[RuleProposal], list[CertaintyView], Past]:
    actor.require(Permission.PARAMETERS_VIEW)
    take_stock(res)
    base = base_rules(demo=res.settings.demo)
    with res.database.reading() as unit:
        replaced = replaced_values(base, approved(unit))
        certainties = certainty_views(repository.paid_figures(unit))
        proposals = repository.all_proposals(unit)
    return proposals, certainties, Past(replaced, uses(res.database))


def _reader(form: object) -> Callable[[str], str]:
    """Reads texts of a form; whatever else a browser sends counts as empty."""
    given = form if isinstance(form, dict) else {}

    def text(name: str) -> str:
        value = given.get(name)
        return value[: LONGEST + 1] if isinstance(value, str) else ""

    return text


def _source(text: Callable[[str], str]) -> Source:
    return Source(
        norm=text("norm"),
        article=text("article"),
        url=text("url"),
        provenance=text("provenance"),
        note=text("note"),
    )
