"""What rooms tell each other, and what is done without being asked: wired once in each process.

The server of pages and `python -m ser_app worker` begin alike, so that a job does in either what a
person does in the other.
"""

from ser_app.base.audit_chain.sealing_task import SEALING_JOB
from ser_app.base.audit_chain.sealing_task import SWEEPING_JOB as AUDIT_SWEEPING_JOB
from ser_app.base.compacting_task import COMPACTING_JOB
from ser_app.base.jobs.job import register
from ser_app.base.mail.sending import MAIL_JOB
from ser_app.declarations.good_standing.service import tell_undeclared
from ser_app.furs.agreements.task import AGREEMENTS_JOB
from ser_app.furs.debts.under_way import tell_under_way
from ser_app.furs.sessions import join
from ser_app.furs.signers.task import SIGNERS_JOB
from ser_app.ledger.statement.given_back import join_given_back
from ser_app.ledger.statement.undeclared import join_undeclared
from ser_app.ledger.statement.under_way import join_under_way
from ser_app.oversight.calendar.job import CALENDAR_JOB
from ser_app.oversight.reliquidation.running import RELIQUIDATION_JOB
from ser_app.payments.bank_files.posting_task import POSTING_JOB
from ser_app.payments.cancelling import GatewaySessions
from ser_app.payments.polling import POLLING_JOB
from ser_app.payments.reconciliation.given_back.telling import tell_given_back
from ser_app.people.sweeping import SWEEPING_JOB
from ser_app.signing.reminding_task import REMINDING_JOB
from ser_app.signing.task import REVOCATION_JOB

JOBS = (
    POLLING_JOB,
    POSTING_JOB,
    RELIQUIDATION_JOB,
    MAIL_JOB,
    REMINDING_JOB,
    CALENDAR_JOB,
    SIGNERS_JOB,
    AGREEMENTS_JOB,
    REVOCATION_JOB,
    SEALING_JOB,
    AUDIT_SWEEPING_JOB,
    COMPACTING_JOB,
    SWEEPING_JOB,
)
"""Every job of the application, in the order in which administrators read them."""


def wire() -> None:
    """Join the rooms and register the jobs; a second time changes nothing."""
    join(GatewaySessions())
    join_undeclared(tell_undeclared)
    join_under_way(tell_under_way)
    join_given_back(tell_given_back)
    register(*JOBS)
