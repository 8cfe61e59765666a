"""What a job of the help is: who does it, where, by which norm, and its steps in pictures."""

from dataclasses import dataclass

from ser_app.law.norms import Norm


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a job, with its picture.

    Attributes:
        text: What to do, in plain Spanish.
        alt: What the picture shows, for who does not see it.
    """

    text: str
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A job, from its first step to its last.

    Attributes:
        anchor: Its place on the page and the first part of its pictures' names.
        title: What is done.
        who: Which roles do it.
        summary: A sentence about it.
        route: The page where it begins.
        norms: The norms behind it.
        steps: Its steps, in order.
    """

    anchor: str
    title: str
    who: str
    summary: str
    route: str
    norms: tuple[Norm, ...] = ()
    steps: tuple[Step, ...]

    def step_anchor(self, number: int) -> str:
        """Place of a step on the page, and the name of its picture; the first is 1."""
        return f"{self.anchor}-{number}"
