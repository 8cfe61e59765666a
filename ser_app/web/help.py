"""What a page says about itself when somebody asks: what it is for, how, and by which norm."""

from dataclasses import dataclass

from ser_app.law.norms import Norm


@dataclass(frozen=True, slots=True, kw_only=True)
class PageHelp:
    """The help of a page, as data.

    Attributes:
        purpose: What the page is for, in plain Spanish.
        steps: How its job is done, a sentence each, in order.
        norms: The norms behind it; none where the page is a decision of the service.
        job: Anchor of its job on `/ayuda`, where the same is told in pictures; empty where it
            belongs to none.
    """

    purpose: str
    steps: tuple[str, ...]
    norms: tuple[Norm, ...] = ()
    job: str


HELP_PAGE = "/ayuda"
"""Where every job is told step by step."""


def job_address(job: str) -> str:
    """Address of a job's part of the help; of all of it where a page belongs to no job."""
    return f"{HELP_PAGE}#{job}" if job else HELP_PAGE
