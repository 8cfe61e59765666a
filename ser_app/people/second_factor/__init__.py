"""The second factor: codes of a telephone (TOTP) and recovery codes."""
