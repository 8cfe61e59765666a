"""Payment agreements with their FURs: the second approval, the schedule, default."""
