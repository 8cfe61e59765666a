"""The desk: nothing typed is lost between the screen and the database."""

from dataclasses import replace
from datetime import date

from ser_app.declarations.desk import PATIENCE_SECONDS, QUIET_SECONDS, STUCK_SECONDS, Desk
from ser_app.declarations.draft import Draft, Line
from ser_app.declarations.states import LineKind
from ser_app.law.periods import Period, Regime

FIRST = Draft(
    public_id="a",
    regime=Regime.PRST,
    period=Period(2013, 1),
    due_on=date(2013, 4, 15),
    payment_day=date(2013, 6, 20),
    lines=(Line("i", LineKind.INCOME, "Internet"),),
)


def desk_with(draft: Draft = FIRST) -> Desk:
    desk = Desk()
    desk.put(draft)
    return desk


def typed(amount: int, base: Draft = FIRST) -> Draft:
    return base.with_amount("i", amount)


def test_a_change_waits_for_silence() -> None:
    desk = desk_with()
    desk.change(typed(1), 100.0)
    assert desk.next_job(100.0 + QUIET_SECONDS - 0.1) is None
    assert desk.next_job(100.0 + QUIET_SECONDS) == typed(1)


def test_somebody_who_never_pauses_is_saved_too() -> None:
    desk = desk_with()
    now = 100.0
    while now < 100.0 + PATIENCE_SECONDS:
        desk.change(typed(int(now * 10)), now)
        now += 0.2
    assert desk.next_job(now) is not None


def test_only_one_save_at_a_time() -> None:
    desk = desk_with()
    desk.change(typed(1), 0.0)
    assert desk.next_job(10.0) is not None
    assert desk.next_job(11.0) is None
    assert desk.busy(11.0)


def test_a_save_that_never_reports_back_is_tried_again() -> None:
    desk = desk_with()
    desk.change(typed(1), 0.0)
    assert desk.next_job(10.0) is not None
    assert desk.next_job(10.0 + STUCK_SECONDS) is not None


def test_what_is_typed_during_a_save_is_saved_next_with_the_new_version() -> None:
    desk = desk_with()
    desk.change(typed(1), 0.0)
    job = desk.next_job(10.0)
    assert job is not None
    desk.change(typed(12), 10.1)
    desk.saved(job, 2, 10.2)
    again = desk.next_job(20.0)
    assert again == replace(typed(12), version=2)


def test_after_a_save_nothing_waits_and_the_version_is_known() -> None:
    desk = desk_with()
    desk.change(typed(1), 0.0)
    job = desk.next_job(10.0)
    assert job is not None
    desk.saved(job, 2, 10.1)
    assert not desk.unsaved
    assert desk.draft == replace(typed(1), version=2)


def test_a_failed_save_is_tried_again_later_and_later() -> None:
    desk = desk_with()
    desk.change(typed(1), 0.0)
    assert desk.next_job(10.0) is not None
    assert desk.failed(10.0) == 2.0
    assert desk.next_job(11.0) is None
    assert desk.next_job(12.0) is not None
    assert desk.failed(12.0) == 4.0
    assert desk.unsaved == {"a": typed(1)}


def test_text_not_saved_yet_wins_over_the_database_when_the_page_opens_again() -> None:
    desk = desk_with()
    desk.change(typed(1), 0.0)
    desk.put(FIRST)
    assert desk.draft == typed(1)


def test_going_to_another_declaration_loses_nothing() -> None:
    other = replace(FIRST, public_id="b")
    desk = desk_with()
    desk.change(typed(1), 0.0)
    desk.put(other)
    desk.change(typed(5, other), 0.1)
    first = desk.next_job(10.0)
    assert first == typed(1)
    assert first is not None
    desk.saved(first, 2, 10.1)
    assert desk.next_job(20.0) == typed(5, other)


def test_a_blocked_draft_is_kept_and_not_saved() -> None:
    desk = desk_with()
    desk.change(typed(1), 0.0)
    job = desk.next_job(10.0)
    assert job is not None
    desk.block(job)
    assert desk.next_job(20.0) is None
    assert desk.unsaved == {"a": typed(1)}


def test_keeping_mine_saves_over_the_other_version() -> None:
    desk = desk_with()
    desk.change(typed(1), 0.0)
    job = desk.next_job(10.0)
    assert job is not None
    desk.block(job)
    desk.keep_mine(7, 11.0)
    assert desk.next_job(20.0) == replace(typed(1), version=7)


def test_giving_mine_up_leaves_room_for_theirs() -> None:
    desk = desk_with()
    desk.change(typed(1), 0.0)
    job = desk.next_job(10.0)
    assert job is not None
    desk.block(job)
    desk.forget()
    desk.put(replace(FIRST, version=7))
    assert desk.draft == replace(FIRST, version=7)
    assert not desk.unsaved
    assert not desk.blocked


def test_one_keeper_is_called_for_many_keystrokes() -> None:
    desk = desk_with()
    desk.change(typed(1), 50.0)
    assert desk.call_keeper(50.0)
    assert not desk.call_keeper(50.1)
    desk.rest()
    assert desk.call_keeper(50.2)


def test_the_screen_gets_only_what_changed() -> None:
    desk = desk_with()
    assert desk.news({"levy": "$ 1", "total": "$ 2"}) == {"levy": "$ 1", "total": "$ 2"}
    assert desk.news({"levy": "$ 1", "total": "$ 3"}) == {"total": "$ 3"}
