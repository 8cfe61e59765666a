"""How often somebody may fail, counted in the database for all processes and across restarts."""
