"""Simulations and worked examples for anybody, without an account."""
