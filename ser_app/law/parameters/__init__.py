"""Dated parameters of the law."""


class RuleBook:
    """All rules, immutable (being written)."""


def packaged_rules() -> RuleBook:
    """The rules that come with the program."""
    raise NotImplementedError
