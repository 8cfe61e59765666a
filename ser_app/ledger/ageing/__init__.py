"""How old what is owed is, until when it can be collected, and whom to be strict with."""
