"""The command line: one module a command, imported only when that command is called.

To add a command, write `ser_app/cli/name.py` with `run(arguments: list[str]) -> int` (the exit
status) and add its line to `registry.COMMANDS`. Import whatever is heavy (web framework, database,
settings) inside the functions, never at the top.

Arguments are read with `arguments.Parser`, the standard library's parser in Spanish: typer builds
pydantic validators for each option, and that alone takes longer than the half second that a command
may take to start.
"""
