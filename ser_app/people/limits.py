"""What remains of a role for somebody who is limited to some expedientes."""

from typing import Final

from ser_app.people.permissions import Permission

WITHIN_EXPEDIENTES: Final = frozenset(
    {
        Permission.ACCOUNT_OWN,
        Permission.HOME_VIEW,
        Permission.DECLARATION_VIEW,
        Permission.DECLARATION_PREPARE,
        Permission.DECLARATION_SIGN,
        Permission.ALERT_NOTE,
        Permission.FUR_VIEW,
        Permission.FUR_ISSUE,
        Permission.PAYMENT_VIEW,
        Permission.PAYMENT_START,
        Permission.CALENDAR_VIEW,
    }
)
"""What is done with one expediente; statement, refunds, paz y salvo and users are of the operator.

A new permission is outside until somebody has looked at its queries.
"""
