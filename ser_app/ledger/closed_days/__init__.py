"""Days of the books that Tesorería closed: nothing is posted in them any more."""
