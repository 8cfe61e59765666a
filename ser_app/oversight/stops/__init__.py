"""The log of the service's stops, with the due days that each one touched."""
