"""Due days: as a list, by months, in a person's own calendar, and by mail before and after them."""
