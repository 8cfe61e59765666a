from dataclasses import replace
from datetime import date, timedelta

from sqlmodel import col, select

from ser_app.base.clock import MovableClock
from ser_app.base.resources import Resources
from ser_app.declarations.models import Declaration
from ser_app.declarations.service import start_draft
from ser_app.law.liquidation import Case, liquidate
from ser_app.law.periods import Period, Regime
from ser_app.ledger.statement.service import statement_of
from ser_app.oversight.home import Home, Step, home
from ser_app.oversight.views.home import account_view, fur_views, task_view
from ser_app.web.words import day
from tests.factories import make_company, make_expediente
from tests.unit.oversight.conftest import Demo


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def home_of(demo: Demo, mail: str) -> Home:
    return home(demo.res, demo.actor(mail))


def test_an_operator_begins_with_the_oldest_period_that_nobody_filed(res: Resources) -> None:
    company = make_company(res)
    found = home(res, company.preparer)
    assert found.next is not None
    assert (found.next.step, found.next.period) == (Step.DECLARE, Period(2012, 1))
    assert found.next.mine
    view = task_view(found.next, found.today)
    assert plain(view.button) == "Declarar T1 2012"
    assert view.href == f"/declaraciones/nueva?expediente={company.expediente.public_id}"
    assert view.due_help == "venció hace 430 días"
    assert view.amount == ""


def test_a_begun_period_is_a_draft_to_continue_and_no_longer_one_to_declare(
    res: Resources,
) -> None:
    company = make_company(res)
    key = start_draft(res, company.preparer, company.expediente.public_id, "2012-Q2")
    found = home(res, company.preparer)
    [draft] = found.with_step(Step.CONTINUE)
    assert draft.declaration == key
    assert draft.period not in {task.period for task in found.with_step(Step.DECLARE)}
    assert task_view(draft, found.today).href == f"/declaraciones/{key}"


def test_who_may_not_prepare_is_told_whose_turn_it_is(res: Resources) -> None:
    company = make_company(res)
    found = home(res, company.representative)
    assert found.next is not None
    view = task_view(found.next, found.today)
    assert not view.mine
    assert view.href == ""
    assert "declarante" in view.sentence


def test_another_operator_sees_nothing_of_it(res: Resources) -> None:
    company, other = make_company(res), make_company(res, name="Otro S.A.S.")
    start_draft(res, company.preparer, company.expediente.public_id, "2012-Q2")
    assert home(res, other.preparer).with_step(Step.CONTINUE) == []


def test_an_operator_that_owes_nothing_sees_its_running_quarter(res: Resources) -> None:
    company = make_company(res, regime="RADIO", valid_from=date(2013, 2, 1))
    make_expediente(res, company.operator, "PRST", valid_from=date(2013, 4, 1))
    found = home(res, company.preparer)
    assert found.next is None
    assert [item.period for item in found.upcoming] == [Period(2014), Period(2013, 2)]
    assert [item.due_on for item in found.upcoming] == [date(2014, 3, 31), date(2013, 7, 15)]


def test_the_accountant_is_asked_for_the_missing_signature(demo: Demo) -> None:
    found = home_of(demo, "contador@demo.ser")
    [waiting] = found.with_step(Step.SIGN)
    assert waiting.mine
    assert task_view(waiting, found.today).button == "Revisar y firmar"


def test_who_has_signed_waits_for_the_other(demo: Demo) -> None:
    found = home_of(demo, "representante@demo.ser")
    assert found.with_step(Step.SIGN) == []
    [waiting] = found.with_step(Step.AWAIT_SIGNATURES)
    assert not waiting.mine
    assert task_view(waiting, found.today).button == "Ver el FUR"


def test_the_demo_preparer_sees_one_of_everything(demo: Demo) -> None:
    found = home_of(demo, "declarante@demo.ser")
    assert {task.step for task in found.tasks} == {
        Step.DECLARE,
        Step.CONTINUE,
        Step.AWAIT_SIGNATURES,
        Step.PAY,
    }
    assert [payment.attempt.state for payment in found.payments] == ["processing"]
    assert len(found.furs) == 5
    due_days = [task.due_on for task in found.tasks]
    assert due_days == sorted(due_days)


def test_what_is_being_paid_is_no_longer_to_be_paid(demo: Demo) -> None:
    found = home_of(demo, "declarante@demo.ser")
    paying = {payment.declaration_id for payment in found.payments}
    assert len(paying) == 1
    assert len(found.with_step(Step.PAY)) == 1


def test_a_fur_with_a_payment_under_way_does_not_look_expired(demo: Demo) -> None:
    later = replace(demo.res, clock=MovableClock(moved_to=date(2026, 12, 24)))
    found = home(later, demo.actor("declarante@demo.ser"))
    words = {view.number: view.word for view in fur_views(found)}
    assert words[found.payments[0].fur] == "Presentado"
    assert "Vencido" in words.values()


def test_a_paper_form_waits_for_the_bank(demo: Demo) -> None:
    found = home_of(demo, "declarante@pacifico.demo.ser")
    assert len(found.with_step(Step.PRINT)) == 2


def test_a_fur_that_cannot_be_paid_today_is_renewed_first(demo: Demo) -> None:
    found = home_of(demo, "declarante@demo.ser")
    [expired] = found.with_step(Step.PAY)
    assert not expired.payable
    view = task_view(expired, found.today)
    assert view.button == "Actualizar y pagar"
    assert "intereses hasta hoy" in view.sentence


def test_an_expired_debt_costs_what_the_statement_says_today(demo: Demo) -> None:
    actor = demo.actor("declarante@demo.ser")
    found = home(demo.res, actor)
    [expired] = found.with_step(Step.PAY)
    answer = statement_of(demo.res, actor, "", None, None)
    owed = {each.debt.source: each for each in answer.statement.debts}
    debt = owed[f"filing:{expired.declaration}"]
    assert debt.running > 0
    assert expired.amount == debt.total
    assert task_view(expired, found.today).amount_label == "Total a hoy"


def test_without_the_rate_of_today_the_amount_is_that_at_the_filing(demo: Demo) -> None:
    later = replace(demo.res, clock=MovableClock(moved_to=date(2031, 6, 20)))
    found = home(later, demo.actor("declarante@demo.ser"))
    [expired] = found.with_step(Step.PAY)
    with demo.res.database.reading() as unit:
        declaration = unit.session.exec(
            select(Declaration).where(Declaration.public_id == expired.declaration)
        ).one()
    assert (expired.as_filed, expired.amount) == (True, declaration.total)
    assert task_view(expired, found.today).amount_label == "Total al presentarla"


def test_a_draft_of_an_overdue_period_tells_the_day_of_its_total_once_that_has_passed(
    demo: Demo,
) -> None:
    [draft] = home_of(demo, "declarante@demo.ser").with_step(Step.CONTINUE)
    assert task_view(draft, found_today(demo)).amount_label == "Total"
    assert draft.as_of is not None
    assert draft.due_on < draft.as_of
    later = replace(demo.res, clock=MovableClock(moved_to=draft.as_of + timedelta(days=1)))
    found = home(later, demo.actor("declarante@demo.ser"))
    [same] = found.with_step(Step.CONTINUE)
    assert task_view(same, found.today).amount_label == f"Total al {day(draft.as_of)}"
    in_time = replace(same, due_on=found.today)  # it would still be the same today
    assert task_view(in_time, found.today).amount_label == "Total"


def test_who_may_pay_but_not_renew_is_told_who_does_and_only_looks(demo: Demo) -> None:
    found = home_of(demo, "admin.operador@demo.ser")
    [expired, *_] = [task for task in found.with_step(Step.PAY) if not task.payable]
    view = task_view(expired, found.today)
    assert (view.mine, view.button) == (False, "Ver el FUR")
    assert "lo genera el declarante" in view.sentence
    assert "genere uno" not in view.sentence


def test_a_fur_of_today_is_paid_with_its_amount(demo: Demo) -> None:
    on_the_day = replace(demo.res, clock=MovableClock(moved_to=date(2026, 7, 14)))
    found = home(on_the_day, demo.actor("declarante@demo.ser"))
    [payable] = [task for task in found.with_step(Step.PAY) if task.expediente == "97000456"]
    assert plain(task_view(payable, found.today).button) == "Pagar $ 24.747.000"


def test_on_an_earlier_day_nothing_of_later_days_shows(demo: Demo) -> None:
    earlier = replace(demo.res, clock=MovableClock(moved_to=date(2013, 6, 20)))
    found = home(earlier, demo.actor("declarante@demo.ser"))
    assert [(task.step, task.period) for task in found.tasks] == [(Step.DECLARE, Period(2013, 1))]
    assert {fur.issued_on.year for fur in found.furs} == {2012, 2013}
    assert found.payments == []
    assert [item.period for item in found.upcoming] == [Period(2013, 2)]


def test_the_account_is_what_the_statement_says(demo: Demo) -> None:
    actor = demo.actor("declarante@demo.ser")
    account = home(demo.res, actor).account
    debts = statement_of(demo.res, actor, "", None, None).statement.debts
    assert account is not None
    assert account.owed == sum(debt.total for debt in debts) > 0
    assert account.overdue == sum(debt.total for debt in debts if debt.overdue)
    view = account_view(account)
    assert plain(view.owed).startswith("$ ")
    assert view.note.startswith("Vencido")


def test_who_is_limited_to_some_expedientes_sees_no_account(demo: Demo) -> None:
    actor = replace(demo.actor("declarante@demo.ser"), expedientes=frozenset({1}))
    assert home(demo.res, actor).account is None


def test_what_nobody_began_is_estimated_by_the_last_filing(demo: Demo) -> None:
    """Sabana never filed: nothing is made up. Quindío's oldest gap costs what the law says."""
    never = home_of(demo, "declarante@sabana.demo.ser").next
    assert never is not None
    assert (never.step, never.amount) == (Step.DECLARE, None)
    gap = home_of(demo, "declarante@postal.demo.ser").next
    assert gap is not None
    assert (gap.step, gap.period, gap.estimated) == (Step.DECLARE, Period(2024, 3), True)
    with demo.res.database.reading() as unit:
        last = unit.session.exec(
            select(Declaration)
            .where(Declaration.regime == "POSTAL", Declaration.state == "filed")
            .where(Declaration.operator_id == demo.actor("declarante@postal.demo.ser").operator_id)
            .order_by(col(Declaration.period).desc())
        ).first()
    assert last is not None
    case = Case(
        regime=Regime.POSTAL,
        period=Period(2024, 3),
        gross_income=last.gross_income,
        returns=last.returns,
        filed_on=found_today(demo),
        paid_on=found_today(demo),
    )
    assert gap.amount == liquidate(case, demo.res.rules, explain=False).total
    assert task_view(gap, found_today(demo)).amount_label.startswith("Estimado")


def found_today(demo: Demo) -> date:
    return demo.res.clock.today()
