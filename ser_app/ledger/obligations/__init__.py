"""Debts that an act of the Ministry creates: rights, fines and instalments; and pledges to pay."""
