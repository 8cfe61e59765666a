"""The file of permissions is read strictly: whatever is not clear starts nothing."""

import pytest

from ser_app.law.errors import InvalidParameters
from ser_app.people.permissions import MATRIX, PERMISSIONS_OF, Permission, Role
from ser_app.people.permissions.matrix import FILE, read_matrix
from tests.support.matrix import granted

TEXT = FILE.read_text(encoding="utf-8")


@pytest.mark.parametrize("role", list(Role))
def test_what_the_application_asks_is_what_the_file_says(role: Role) -> None:
    assert {str(permission) for permission in PERMISSIONS_OF[role]} == granted(role)


def test_every_permission_says_in_spanish_what_it_lets_a_person_do() -> None:
    for permission in Permission:
        words = MATRIX.words_of(permission)
        assert words[0].isupper()
        assert not words.endswith(".")
        assert len(words.split()) > 1


def test_what_would_let_one_person_do_both_halves_is_given_to_two_roles_or_checked_by_person() -> (
    None
):
    """Nobody but Administrador SER approves values of the law, and no operator decides refunds."""
    approvers = {role for role in Role if Permission.PARAMETERS_APPROVE in PERMISSIONS_OF[role]}
    assert approvers == {Role.SER_ADMIN}
    deciders = {role for role in Role if Permission.REFUND_APPROVE in PERMISSIONS_OF[role]}
    assert not {role for role in deciders if role.of_operator}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("permission: fur.issue", "permission: fur.isue", "fur.isue"),
        ("roles: [preparer, accountant]", "roles: [preparer, acountant]", "acountant"),
        (
            "roles: [preparer, accountant]",
            "roles: [preparer, preparer]",
            "«preparer» está repetido",
        ),
        ("permission: fur.issue", "permission: fur.view", "«fur.view» está repetido"),
        ("words: Generar un FUR", "words: ''", "no dice nada"),
        ("words: Generar un FUR", "word: Generar un FUR", "«word» no se conoce"),
        ("words: Generar un FUR", "words: Generar\n        words: un FUR", "«words» está repetido"),
        ("rooms:", "salas:", "«salas» no se conoce"),
        ("roles: [preparer, accountant]", "roles: preparer", "no es una lista"),
    ],
)
def test_a_mistake_in_the_file_is_named(old: str, new: str, told: str) -> None:
    assert old in TEXT
    with pytest.raises(InvalidParameters) as refused:
        read_matrix(TEXT.replace(old, new, 1), "matrix.yaml")
    assert told in str(refused.value)


def test_a_permission_without_a_row_is_named() -> None:
    start = TEXT.index("      - permission: mail.watch")
    end = TEXT.find("      - permission:", start + 1)
    with pytest.raises(InvalidParameters, match=r"faltan permisos: mail\.watch"):
        read_matrix(TEXT[:start] + (TEXT[end:] if end > 0 else ""), "matrix.yaml")


def test_a_role_that_may_do_nothing_is_named() -> None:
    without = TEXT.replace(", auditor]", "]").replace("[auditor]", "[treasury]")
    without = without.replace(", auditor,", ",")
    with pytest.raises(InvalidParameters, match="no pueden nada: auditor"):
        read_matrix(without, "matrix.yaml")
