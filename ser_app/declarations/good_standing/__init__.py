"""Ask for the certificate of good standing: the books and what was declared, looked at together."""
