"""When another person signs: FURs that wait are issued anew, and what to do on a due day."""
