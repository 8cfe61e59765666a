"""Who may print the form of a request: its applicant by link or code, and whoever decides."""

from ser_app.base.errors import NotFound
from ser_app.base.resources import Resources
from ser_app.people.actor import Actor
from ser_app.people.permissions import Permission
from ser_app.people.requests import form, repository
from ser_app.people.requests.asking import open_link
from ser_app.people.requests.paper import draw
from ser_app.people.requests.texts import NOT_TRACKED
from ser_app.people.requests.tracking import tracked_form

Printed = tuple[str, bytes]
"""Name of the file, and its bytes."""


def printed_by_link(res: Resources, token: str) -> Printed:
    """The form as it was kept last, before it is sent.

    Raises:
        RequestLinkExpired: The link does not work (any more).
    """
    opened = open_link(res, token)
    number = opened.number if opened.sent_before else ""
    content = draw(opened.asked, number, res.clock.now(), demo=res.settings.demo)
    return "solicitud-de-usuario.pdf", content


def printed_by_code(res: Resources, number: str, code: str) -> Printed:
    """The form that was sent.

    Raises:
        NotFound: Number and code do not match.
    """
    found = tracked_form(res, number, code)
    if found is None:
        raise NotFound(NOT_TRACKED)
    known, asked, at = found
    return f"solicitud-{known}.pdf", draw(asked, known, at, demo=res.settings.demo)


def printed_for(res: Resources, actor: Actor, request_id: str) -> Printed:
    """The form that was sent, for whoever decides on requests.

    Raises:
        NotAllowed: The role does not decide on requests.
        NotFound: There is none by that id.
    """
    actor.require(Permission.REQUEST_REVIEW)
    with res.database.reading() as unit:
        request = repository.by_public_id(unit, request_id)
    at = request.sent_at or request.created_at
    content = draw(form.from_text(request.content), request.number, at, demo=res.settings.demo)
    return f"solicitud-{request.number}.pdf", content
