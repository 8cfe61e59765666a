"""The *Pago* FUR of any selection of debts: what it would pay, and how it is issued."""
