"""Which rules a command of the law uses: the packaged ones, or an installation's."""

from ser_app.cli.arguments import Parser
from ser_app.law.parameters import RuleBook, packaged_rules


def add_database_option(parser: Parser) -> None:
    """Let the command take the values that an installation approved."""
    parser.add_argument(
        "--database",
        metavar="URL",
        nargs="?",
        const="",
        help="Con los parámetros aprobados de esa base de datos; sin URL, la de esta instalación.",
    )


def rules_of(database: str | None) -> RuleBook:
    """The rules to use.

    Args:
        database: An address; empty for the one of this installation; None for no database at all,
            which needs neither settings nor a connection.
    """
    if database is None:
        return packaged_rules()
    from ser_app.base.database import Database  # noqa: PLC0415  the database is only needed now
    from ser_app.base.resources import base_rules  # noqa: PLC0415  same reason
    from ser_app.base.rules.stored import current_rules  # noqa: PLC0415  same reason
    from ser_app.settings import settings  # noqa: PLC0415  same reason

    configuration = settings()
    base = base_rules(demo=configuration.demo)
    return current_rules(Database(database or configuration.database_url), base)
