"""What several commands say alike."""

import sys


def unreadable(file: str, error: OSError) -> int:
    """Say on standard error that a file cannot be read or written; gives the exit status."""
    sys.stderr.write(f"No se pudo leer ni escribir {file}: {error.strerror}.\n")
    return 1


def grouped(number: int) -> str:
    """A number with its thousands set apart, as in 1.234.567."""
    return f"{number:,}".replace(",", ".")
