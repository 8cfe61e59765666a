"""What several commands say alike."""

import errno
import sys
from typing import Final

_REASONS: Final = {
    errno.ENOENT: "no existe",
    errno.EACCES: "no tiene permiso",
    errno.EPERM: "no tiene permiso",
    errno.EISDIR: "es una carpeta",
    errno.ENOTDIR: "una parte de la ruta no es una carpeta",
    errno.EEXIST: "ya existe",
    errno.ENOSPC: "no queda espacio en el disco",
    errno.EROFS: "el disco es de solo lectura",
}


def unreadable(file: str, error: OSError) -> int:
    """Say on standard error that a file cannot be read or written; gives the exit status."""
    why = _REASONS.get(error.errno or 0, "el sistema no lo permitió")
    sys.stderr.write(f"No se pudo leer ni escribir {file}: {why}.\n")
    return 1


def grouped(number: int) -> str:
    """A number with its thousands set apart, as in 1.234.567."""
    return f"{number:,}".replace(",", ".")
