"""When the service was up: a beat of each running process, and the stops between them."""
