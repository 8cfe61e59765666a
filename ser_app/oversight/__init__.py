"""What people oversee: the operator's home, the supervisor's board, the audit trail, the demo."""
