"""Which new passwords are refused, and which pass."""

import pytest

from ser_app.base.errors import Refused
from ser_app.base.password_rules import check_new_password, known_passwords

OWN = ("ana.gomez@andinaconecta.example", "Ana Gómez Peláez", "Andina Conecta S.A. E.S.P.")
REFUSED = [
    ("", "password_short"),
    ("once letras", "password_short"),
    ("a" * 129, "password_long"),
    ("contraseña2026", "password_common"),
    ("Contraseña123!", "password_common"),
    ("C0ntr4s3ñ4!!!!", "password_common"),
    ("Colombia2026!!", "password_common"),
    ("Bogotá.2026.Bogotá", "password_common"),
    ("bogotacolombia1", "password_common"),
    ("123Medellin456", "password_common"),
    ("teamomucho123", "password_common"),
    ("Millonarios#14", "password_common"),
    ("password1234", "password_common"),
    ("P@ssw0rd2026", "password_common"),
    ("iloveyou12345", "password_common"),
    ("1qaz2wsx3edc", "password_common"),
    ("qwertyuiop123", "password_simple"),
    ("demostracion-2026", "password_common"),
    ("administrador1", "password_common"),
    ("aaaaaaaaaaaa", "password_simple"),
    ("ababababababab", "password_simple"),
    ("9876543210987", "password_simple"),
    ("3105557788991", "password_simple"),
    ("xk7jwxk7jwxk7jw", "password_simple"),
    ("rtyuiop fghjkl", "password_simple"),
    ("anagomez2026!", "password_own"),
    ("GómezPeláez99", "password_own"),
    ("AndinaConecta#1", "password_own"),
    ("ana.gomez@andinaconecta.example", "password_own"),
]
ACCEPTED = [
    "caballo correcto batería grapa",
    "la vaca azul come mangos",
    "una clave larga de prueba",
    "mi tía Gómez cocina ajiaco los martes",
    "Vq8#tL2p!zR4",
    "arroz con coco y pescado",
    "ñandúes en la neblina",
    "密码很长的一个句子没有人知道",
    "x" * 60 + "la vaca azul come mangos",
]


@pytest.mark.parametrize(("password", "code"), REFUSED)
def test_what_could_be_guessed_is_refused_with_its_reason(password: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        check_new_password(password, OWN)
    assert (refused.value.code, refused.value.field) == (code, "new_password")
    assert "No se cambió nada." in refused.value.message
    assert not password or password not in refused.value.message


@pytest.mark.parametrize("password", ACCEPTED)
def test_a_phrase_or_a_random_password_passes(password: str) -> None:
    check_new_password(password, OWN)


def test_length_counts_from_12_to_128() -> None:
    phrase = "la vaca azul come mangos y papayas "
    check_new_password("vaca y yegua")
    check_new_password((phrase * 4)[:128])
    with pytest.raises(Refused):
        check_new_password("vaca y yegu")


def test_temporary_passwords_pass() -> None:
    from ser_app.people.administration import temporary_password

    for _ in range(200):
        check_new_password(temporary_password(), OWN)


def test_the_lists_are_read_without_their_comments() -> None:
    known = known_passwords()
    assert len(known) > 15_000
    assert {"password", "contrasena", "bogota"} <= known
    assert not any(word.startswith("#") for word in known)
