"""Agreements with banks (convenios de recaudo): whose files are taken in."""

import re
from typing import Final

from ser_app.base import audit
from ser_app.base.errors import Conflict, Refused
from ser_app.base.resources import Resources
from ser_app.base.tokens import public_id
from ser_app.payments.bank_files import repository
from ser_app.payments.bank_files.models import BankAgreement

_CODE: Final = re.compile(r"[0-9]{3}")
_ACCOUNT: Final = re.compile(r"[0-9A-Za-z-]{1,17}")
_LONGEST_NAME: Final = 80


def agree(res: Resources, code: str, name: str, account: str) -> str:
    """Register an agreement, so that the bank's files of that account are taken in.

    Args:
        res: Resources.
        code: The bank's code, three digits, as the header of its files has it.
        name: Name of the bank.
        account: Number of the account, as its files have it.

    Returns:
        Public id of the agreement.

    Raises:
        Refused: A value is missing or does not fit into a file's header.
        Conflict: There is one for that bank and account.
    """
    code, name, account = code.strip(), name.strip(), account.strip()
    if not _CODE.fullmatch(code):
        raise Refused("bank_code", "El código del banco son tres cifras, como 007.", field="code")
    if not name or len(name) > _LONGEST_NAME:
        raise Refused("bank_name", "Escriba el nombre del banco.", field="name")
    if not _ACCOUNT.fullmatch(account):
        raise Refused(
            "bank_account", "La cuenta son hasta 17 cifras o letras, sin espacios.", field="account"
        )
    agreement = BankAgreement(
        public_id=public_id(), code=code, name=name, account=account, since=res.clock.today()
    )
    with res.database.unit() as unit:
        if not repository.add_agreement(unit, agreement):
            raise Conflict("agreement_exists", "Ya hay un convenio con ese banco y esa cuenta.")
        audit.record(
            unit,
            at=res.clock.now(),
            subject=f"bank_agreement:{agreement.public_id}",
            action="bank_agreement.made",
            author=None,
            source="cli",
            detail={"code": code, "name": name, "account": account},
            of=agreement,
        )
    return agreement.public_id
