"""Every act that the code writes into the trail has words for the person who reads it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import ser_app
from ser_app.oversight.trail.texts import ACTION_WORDS, SUBJECT_WORDS
from ser_app.oversight.trail.views import subject_words
from ser_app.people.permissions import Permission

_ACT = re.compile(r"([a-z_]+)\.[a-z_]+")
_FAMILIES = {action.split(".")[0] for action in ACTION_WORDS}


def _texts() -> Iterator[str]:
    for file in Path(ser_app.__file__).parent.rglob("*.py"):
        yield from _texts_in(ast.parse(file.read_text()))


def _texts_in(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Job":
        return  # the name of a job has the same form
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    for child in ast.iter_child_nodes(node):
        yield from _texts_in(child)


def _acts() -> set[str]:
    found = {text for text in _texts() if (match := _ACT.fullmatch(text)) and match[1] in _FAMILIES}
    columns = {text for text in found if text.endswith((".id", ".yaml", ".code"))}
    return found - columns - set(Permission)


def test_no_act_is_shown_by_its_code() -> None:
    assert len(_acts()) > 40
    assert _acts() - set(ACTION_WORDS) == set()


def test_an_agreement_and_an_operator_have_their_name() -> None:
    assert (SUBJECT_WORDS["agreement"], SUBJECT_WORDS["operator"]) == (
        "Acuerdo de pago",
        "Operador",
    )


def test_what_an_act_was_done_to_is_named_with_its_number_where_there_are_several() -> None:
    assert subject_words("operator:7") == "Operador 7"
    assert subject_words("demo_clock:1") == "Fecha de la demostración"
    assert subject_words("fur:FUR-2026-000001") == "FUR-2026-000001"
