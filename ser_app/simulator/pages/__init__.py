"""The parts of `/simulador`: the fields of the case, and the answer beside them."""
