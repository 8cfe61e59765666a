"""The reconciliation desk: money of a bank's file that no FUR explains by itself."""
