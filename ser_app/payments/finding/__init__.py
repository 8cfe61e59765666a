"""Finding payments in a list of any length: filter, page and what the filter adds up to."""
