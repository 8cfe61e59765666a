"""Collection files of the banks (Asobancaria 2001): read, checked and made."""
