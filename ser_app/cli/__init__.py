"""The command line: one module a command, imported only when that command is called.

To add a command, write `ser_app/cli/name.py` with `run(arguments: list[str]) -> int` (the exit
status) and add its line to `registry.COMMANDS`. Import whatever is heavy (web framework, database,
settings) inside the functions, never at the top. A command may read its arguments with
`arguments.Parser` or, when its start does not matter, with typer: `run = typer_runner(app)`.

The law's commands use the standard library's parser because typer builds pydantic validators for
each option, and that alone takes longer than the half second that a command may take to start.
"""
