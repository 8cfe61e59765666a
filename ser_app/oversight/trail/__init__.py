"""The audit trail: searched, shown with what changed, exported."""
