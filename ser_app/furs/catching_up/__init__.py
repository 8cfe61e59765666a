"""«Póngase al día»: all missing periods at once, filed today to stop their penalties."""
