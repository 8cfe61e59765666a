"""What the tests of payments share."""

import pytest

from ser_app.payments.gateways.scripted import ScriptedGateway


@pytest.fixture
def gateway() -> ScriptedGateway:
    """A gateway that answers what a test tells it to."""
    return ScriptedGateway()
