"""The law: pure rules of the contraprestaciones, without input or output.

`liquidation.liquidate` is the door; `parameters.packaged_rules` gives the dated rules it needs.
Nothing here imports another room, the web, the database or the clock.
"""
