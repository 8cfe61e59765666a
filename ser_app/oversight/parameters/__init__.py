"""Administration of the law's parameters: see them, propose values, approve as a second person."""
