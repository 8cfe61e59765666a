"""The use cases of FURs: issue, sign, replace, find again, verify."""

from ser_app.furs.service.along import furs_along
from ser_app.furs.service.consulting import (
    PAGE_SIZE,
    FurDetail,
    FurFile,
    FurList,
    fur_detail,
    furs_page,
    pdf,
)
from ser_app.furs.service.issuing import annul_and_edit, issue
from ser_app.furs.service.paying import (
    PaymentQuote,
    issue_payment_fur,
    payment_quote,
    reliquidate,
)
from ser_app.furs.service.reviewing import Review, current_fur, review
from ser_app.furs.service.signing import SignOutcome, sign
from ser_app.furs.service.verifying import (
    VerifiedCertificate,
    VerifiedFur,
    VerifiedSignature,
    as_printed,
    issued_document,
    verify,
    verify_certificate,
)

__all__ = [
    "PAGE_SIZE",
    "FurDetail",
    "FurFile",
    "FurList",
    "PaymentQuote",
    "Review",
    "SignOutcome",
    "VerifiedCertificate",
    "VerifiedFur",
    "VerifiedSignature",
    "annul_and_edit",
    "as_printed",
    "current_fur",
    "fur_detail",
    "furs_along",
    "furs_page",
    "issue",
    "issue_payment_fur",
    "issued_document",
    "payment_quote",
    "pdf",
    "reliquidate",
    "review",
    "sign",
    "verify",
    "verify_certificate",
]
