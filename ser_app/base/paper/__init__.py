"""Paper: a page as a grid in millimetres, with the house's typeface, for any room that draws."""
