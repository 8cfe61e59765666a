"""An outside accountant for two of twelve expedientes, and a legal representative who comes."""

from datetime import datetime, timedelta

from ser_app.base.clock import bogota_day
from ser_app.oversight.demo import cast
from ser_app.oversight.demo.stage import Stage
from ser_app.oversight.demo.stories import Story
from ser_app.people.grants import service as grants
from ser_app.people.permissions import Role
from ser_app.people.signers.service import register

_WHY = "Acta 41 de la junta de socios, inscrita en la cámara de comercio."


def changing(stage: Stage, now: datetime) -> Story:
    """What administrators of two operators did in the last weeks."""
    yield now - timedelta(days=30)
    admin = stage.actors[cast.ALTIPLANO.person(Role.OPERATOR_ADMIN).email]
    outside = stage.actors[cast.OUTSIDE_PREPARER].public_id
    first = bogota_day(stage.res.clock.now())
    grants.limit(stage.res, admin, outside, limited=True)
    for number, last in (("96002103", ""), ("96002104", (first + timedelta(days=90)).isoformat())):
        grants.grant(stage.res, admin, outside, stage.permits[number], first, last)
    yield now - timedelta(days=10)
    comes = stage.actors[cast.COMING_REPRESENTATIVE]
    register(
        stage.res,
        stage.actors[cast.LLANERA.person(Role.OPERATOR_ADMIN).email],
        comes.role,
        comes.public_id,
        bogota_day(now) + timedelta(days=20),
        _WHY,
    )
