"""A payment gateway of our own for demonstrations and tests, speaking PlacetoPay's wire."""
