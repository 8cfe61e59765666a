"""Keep the rule book that a filing used, and rebuild it in ten years."""

import json
import zlib
from datetime import datetime
from typing import Final

from ser_app.base.database import Unit
from ser_app.base.rules.models import RulesSnapshot
from ser_app.law.parameters import RuleBook
from ser_app.law.snapshot import rules_from_json, rules_to_json

_LEVEL: Final = 9


def keep(unit: Unit, rules: RuleBook, at: datetime) -> None:
    """Keep a book under its version; one that is kept already stays as it is.

    Args:
        unit: The transaction of the filing that uses it.
        rules: The book.
        at: The real instant.
    """
    if unit.session.get(RulesSnapshot, rules.version) is not None:
        return
    text = json.dumps(rules_to_json(rules), ensure_ascii=False, separators=(",", ":"))
    content = zlib.compress(text.encode(), _LEVEL)
    unit.session.add(RulesSnapshot(version=rules.version, content=content, kept_at=at))
    unit.flush()


def load(unit: Unit, version: str) -> RuleBook | None:
    """The book of that version as it was kept, or None when no filing of this base used it.

    Raises:
        InvalidParameters: What is read has another version than what was written.
    """
    found = unit.session.get(RulesSnapshot, version)
    if found is None:
        return None
    return rules_from_json(json.loads(zlib.decompress(found.content)))
