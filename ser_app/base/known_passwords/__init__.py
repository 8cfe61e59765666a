"""Lists of passwords that many people choose."""
