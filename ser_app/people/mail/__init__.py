"""Mail on the screen: what could not leave, and the demonstration's mailbox."""
