"""Proving identity again before what weighs (step-up)."""
