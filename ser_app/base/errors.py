"""The tree of errors that people may see.

```
SerError
├── NotAllowed          permission missing, or somebody else's data (told apart from nothing)
├── NotFound
├── Refused             the request is understood and the rules say no
├── Conflict            somebody else, or the same person in another window, was first
└── Unavailable         an outside service does not answer; trying again later makes sense
```

Each carries a stable `code` for programs and a `message` in plain Spanish for people: what
happened, that nothing was lost, what to do. Details for the log travel in `__cause__`.
"""


class SerError(Exception):
    """An outcome that the person is told about.

    Args:
        code: Stable machine name, `snake_case`.
        message: A sentence in plain Spanish.
        field: The field that it belongs to, if any.
    """

    def __init__(self, code: str, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.field = field


class NotAllowed(SerError):
    """The person may not do this; says nothing about whether the thing exists."""

    def __init__(self, message: str = "Su usuario no tiene permiso para esta operación.") -> None:
        super().__init__("not_allowed", message)


class NotFound(SerError):
    """Nothing by that identifier is visible to this person."""

    def __init__(self, message: str = "No encontramos lo que busca entre sus documentos.") -> None:
        super().__init__("not_found", message)


class Refused(SerError):
    """The rules say no."""


class Conflict(SerError):
    """The thing changed meanwhile, or something like it is already there."""


class Unavailable(SerError):
    """An outside service failed for now."""
