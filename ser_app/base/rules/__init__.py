"""The rules of an installation as they are kept: copies of the books that filings used."""
