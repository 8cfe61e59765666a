"""What a moved due day changes of what was filed: preview, work, results."""
