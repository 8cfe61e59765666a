"""The treasury's day: board of banks, deposits of PSE, money that operators may claim."""
