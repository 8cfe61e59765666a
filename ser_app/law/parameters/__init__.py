"""Dated parameters of the law: YAML files and tables, read strictly into one `RuleBook`."""

from ser_app.law.parameters.exceptions import DueException, ExceptionKind
from ser_app.law.parameters.rulebook import (
    RuleBook,
    build_rules,
    packaged_files,
    packaged_rules,
)
from ser_app.law.parameters.tables import RateRow, WageRow
from ser_app.law.parameters.values import Alternative, AnyDated, Dated, Parameter

__all__ = [
    "Alternative",
    "AnyDated",
    "Dated",
    "DueException",
    "ExceptionKind",
    "Parameter",
    "RateRow",
    "RuleBook",
    "WageRow",
    "build_rules",
    "packaged_files",
    "packaged_rules",
]
