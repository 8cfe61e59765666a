"""Declarations (autoliquidaciones): drafts that save themselves, and the act of filing.

`draft` is the pure core, `service` the use cases of the screen, `filing` what the furs room calls
inside its own transactions.
"""
