"""A bucket of tries: a burst, then a rate, in bounded memory."""

from ser_app.base.pace import Pace


class Seconds:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_burst_goes_through_and_then_the_rate() -> None:
    clock = Seconds()
    pace = Pace(2, burst=3, clock=clock)
    assert [pace.allows("a") for _ in range(4)] == [True, True, True, False]
    clock.now = 0.5
    assert [pace.allows("a") for _ in range(2)] == [True, False]


def test_a_pause_never_saves_up_more_than_the_burst() -> None:
    clock = Seconds()
    pace = Pace(2, burst=3, clock=clock)
    pace.allows("a")
    clock.now = 1_000.0
    assert [pace.allows("a") for _ in range(4)] == [True, True, True, False]


def test_who_is_refused_does_not_wait_longer_for_it() -> None:
    clock = Seconds()
    pace = Pace(1, burst=1, clock=clock)
    pace.allows("a")
    for _ in range(10):
        assert not pace.allows("a")
    clock.now = 1.0
    assert pace.allows("a")


def test_others_go_on() -> None:
    pace = Pace(1, burst=1, clock=Seconds())
    assert pace.allows("a")
    assert pace.allows("b")


def test_memory_is_bounded_whoever_calls() -> None:
    pace = Pace(1, burst=1, clock=Seconds(), most=10)
    for number in range(1_000):
        pace.allows(str(number))
    assert len(pace._buckets) == 10
