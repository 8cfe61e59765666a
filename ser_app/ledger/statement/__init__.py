"""The statement of account (estado de cuenta): what is owed and what happened, on any day."""
