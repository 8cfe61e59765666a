"""Whether the books say the same as declarations, FURs and balances, and what they lack."""
