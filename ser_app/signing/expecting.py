"""From the form that a FUR shows to what a copy of it is held against."""

from ser_app.furs.form import Form
from ser_app.signing.issued import ExpectedSigner, Issued


def issued_as(form: Form, content: bytes) -> Issued:
    """A FUR as the validator takes it: its bytes and who must sign them."""
    return Issued(
        number=form.number,
        content=content,
        made_at=form.issued_at,
        signers=tuple(
            ExpectedSigner(
                role=each.role,
                title=each.title,
                name=each.name,
                document=each.document.replace(".", ""),
            )
            for each in form.signatories
        ),
    )
