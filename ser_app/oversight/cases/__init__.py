"""One ZIP a case: everything about a filing or FUR, with the proof that the audit is whole."""
