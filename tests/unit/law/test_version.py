"""Other pesos need another version of the engine."""

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

from ser_app.law.liquidation import liquidate
from ser_app.law.parameters import packaged_rules
from ser_app.law.snapshot import completed, rules_from_json
from ser_app.law.version import ENGINE_VERSION
from ser_app.law.wire import case_from_json, liquidation_to_json

DATA = Path(__file__).parent / "data"
DIGESTS = {
    "2.0.0": "c3d4bd6f8b5ffb20",
    # Other pesos for spectrum of PRST under books with its yearly term, and for a day without rate.
    "2.1.0": "c3d4bd6f8b5ffb20",
}
"""What 1 000 cases give under those rules, by version of the engine. A version that was released
stays here: filings of the time name it."""


def unpacked(file: str) -> Any:
    return json.loads(gzip.decompress((DATA / file).read_bytes()))


def digest() -> str:
    kept = rules_from_json(unpacked("rules_of_2026_11_24.json.gz"))
    rules = completed(kept, packaged_rules())
    results = hashlib.sha256()
    for item in unpacked("cases_of_2026_11_24.json.gz"):
        answer = liquidation_to_json(liquidate(case_from_json(item), rules, explain=False))
        pesos = {key: value for key, value in answer.items() if key != "rules_version"}
        results.update(json.dumps(pesos, sort_keys=True).encode())
    return results.hexdigest()[:16]


def test_the_same_version_gives_the_same_pesos() -> None:
    assert DIGESTS.get(ENGINE_VERSION) == digest(), (
        "The same facts under the same rules give other pesos than before. If that is meant, raise "
        "ENGINE_VERSION in ser_app/law/version.py, add its digest here and say why in the "
        "CHANGELOG; filings of the older version will show the difference in `replay`."
    )
