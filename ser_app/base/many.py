"""Conditions over many values at once, as one parameter each.

A list in a statement has a parameter for each value, and the statement is rendered and read anew
for each length of the list: for a thousand values that takes longer than to look them up. One
parameter, an array on PostgreSQL and JSON on SQLite, leaves the statement always the same.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import orjson
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    FromClause,
    Integer,
    and_,
    case,
    cast,
    func,
    literal,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY

from ser_app.base.database import Unit


def among(unit: Unit, column: Any, values: Iterable[int | str]) -> ColumnElement[bool]:
    """Whether a column has one of some values, however many they are."""
    listed = list(values)
    if _on_sqlite(unit):
        each = func.json_each(orjson.dumps(listed).decode()).table_valued("value")
        found: ColumnElement[bool] = column.in_(select(each.c.value))
        return found
    is_one: ColumnElement[bool] = column == func.any(literal(listed, ARRAY(column.type)))
    return is_one


def besides(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """All of some conditions, for rows that are found by other ones.

    SQLite does not know how many values one parameter holds, and would rather go through every
    filed declaration by an index than look a thousand up by their keys.
    """
    return case((and_(*conditions), 1), else_=0) == 1


def pairs(unit: Unit, values: Mapping[int, int]) -> FromClause:
    """Whole numbers by whole numbers as rows with `key` and `value`, to join with."""
    if _on_sqlite(unit):
        text = orjson.dumps(values, option=orjson.OPT_NON_STR_KEYS).decode()
        each = func.json_each(text).table_valued("key", "value")
        return select(cast(each.c.key, Integer).label("key"), each.c.value).subquery()
    keys, numbers = (
        literal([*values], ARRAY(Integer)),
        literal([*values.values()], ARRAY(BigInteger)),
    )
    return func.unnest(keys, numbers).table_valued("key", "value").render_derived()


def _on_sqlite(unit: Unit) -> bool:
    return unit.session.get_bind().dialect.name == "sqlite"
