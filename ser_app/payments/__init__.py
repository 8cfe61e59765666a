"""Paying a FUR: attempts and their states, gateways, and what banks collect on paper."""
