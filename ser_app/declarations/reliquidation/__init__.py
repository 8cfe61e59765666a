"""Filings liquidated again because a norm or a contingency moved their due day.

What is filed stays as it was filed: a re-liquidation is a record of its own beside it.
"""
