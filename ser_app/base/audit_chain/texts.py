"""What is wrong with a link, in Spanish."""

from typing import Final

from ser_app.base.audit_chain.verifying import Break, Broken

_SENTENCES: Final = {
    Broken.EVENT_CHANGED: "Eslabón {link} roto: el evento {event} cambió después de sellado.",
    Broken.EVENT_DELETED: "Eslabón {link} roto: el evento {event} fue borrado.",
    Broken.LINK_MISSING: "Eslabón {link} roto: falta.",
    Broken.LINK_CHANGED: "Eslabón {link} roto: no coincide con los eslabones anteriores.",
    Broken.OUT_OF_ORDER: "Eslabón {link} roto: está fuera de orden; se selló en otro lugar.",
    Broken.EXTRA_LINK: "Eslabón {link} roto: sobra; nadie selló el evento {event} ahí.",
    Broken.NOT_ANCHORED: "Eslabón {link} roto: su huella no es la que se ancló fuera.",
    Broken.UNLINKED: "El evento {event} lleva más de un minuto sin eslabón.",
}


def sentence(broken: Break) -> str:
    """What is wrong, and with which event."""
    text = _SENTENCES[broken.what].format(link=broken.sequence, event=broken.event_id)
    return f"{text} ({broken.event})" if broken.event else text
