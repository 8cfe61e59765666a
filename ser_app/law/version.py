"""The version of the engine: which arithmetic a filing was liquidated with."""

from typing import Final

ENGINE_VERSION: Final = "2.1.0"
"""Raised whenever the same case under the same rules would give other pesos.

`tests/unit/law/test_version.py` holds the digest of many results and fails when they change while
this stays the same.
"""
