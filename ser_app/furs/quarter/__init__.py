"""*Hoja del trimestre*: one row for each expediente, filed and paid together."""
