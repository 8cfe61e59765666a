"""The Spanish words of obligations."""

from typing import Final

from ser_app.ledger.journal import ObligationKind

NOT_IN_CASE: Final = "«{found}» sobra: déjelo vacío en esta clase de obligación."
UNKNOWN_OPERATOR: Final = "No hay un operador registrado con NIT {nit}. Revise el número."
UNKNOWN_EXPEDIENTE: Final = "«{number}» no es un expediente de {operator}."
FOREIGN_RIGHT: Final = "{right} no se paga en el régimen del expediente {number}."
ALREADY_THERE: Final = (
    "Ya está registrada: el mismo operador, acto, vencimiento y valor. Si de verdad son dos, "
    "distíngalas en el número del acto."
)
SAME_AS_LINE: Final = "Es igual a la línea {line}: déjela una sola vez."
NO_SUCH_DEBT: Final = (
    "«{reference}» no es una deuda vencida de {operator}. Escriba el expediente y el período "
    "(96000123/2026-Q1) o el número del acto."
)
SEVERAL_DEBTS: Final = "«{reference}» puede ser varias deudas. Escriba el expediente y el período."
UNLIKE_DEBTS: Final = (
    "Las deudas que asume una cuota deben ser del mismo régimen y del mismo concepto: regístrela "
    "en cuotas separadas."
)
TOO_MUCH: Final = "Las deudas nombradas tienen {left} de capital vencido: la cuota no puede pasar."
TWO_PEOPLE: Final = (
    "Usted registró esta obligación: debe anularla otra persona de Tesorería. No se cambió nada."
)
REASON_NEEDED: Final = "Escriba la razón en una frase de hasta 300 letras."
TAKEN_BACK_ALREADY: Final = "Esta obligación ya fue anulada. No se cambió nada."
PART_TRANSFERRED: Final = (
    "Parte de su capital pasó a una cuota. Anule primero la cuota; no se cambió nada."
)
INSTALMENT_PAID: Final = (
    "La cuota o las deudas que asumió ya tienen pagos: no se puede anular. No se cambió nada."
)
ONLY_ACTS: Final = (
    "Una declaración no se anula aquí: se corrige desde su página. No se cambió nada."
)
NOTHING_OWED: Final = "Esta deuda no tiene nada por pagar: no hace falta un compromiso."
GIVEN_BACK_STANDS: Final = (
    "Esta deuda son los pesos de un pago que el banco devolvió: no se anula, se paga. No se cambió "
    "nada."
)
PLEDGE_RUNS: Final = "Esta deuda ya tiene un compromiso vigente hasta el {day}."
PLEDGE_DAY: Final = "Escriba un día desde hoy y hasta dentro de un año."
PLEDGE_AMOUNT: Final = "Escriba pesos enteros, de $ 1 a {most}: lo que se debería ese día."
NOTE_NEEDED: Final = "Escriba quién se compromete y cómo, en hasta 300 letras."
FILE_TOO_BIG: Final = (
    "El archivo pasa de 2 MB. No se guardó nada: divídalo en varios y cárguelos uno por uno."
)
FILE_UNKNOWN: Final = (
    "El archivo no es un libro de Excel (.xlsx) ni un CSV de texto. No se guardó nada: guárdelo "
    "en uno de esos formatos y cárguelo de nuevo."
)
FILE_MISSING: Final = "Elija un archivo y vuelva a cargarlo."
FILE_EMPTY: Final = "El archivo no tiene ninguna obligación debajo de los títulos."
FILE_LONG: Final = "El archivo tiene más de {most} obligaciones: divídalo en varios."
HEADINGS_MISSING: Final = (
    "En la primera línea faltan los títulos {missing}. Use la plantilla: los títulos deben quedar "
    "como están, en cualquier orden."
)
HEADINGS_UNKNOWN: Final = "La primera línea tiene títulos que no se conocen: {unknown}."
HEADINGS_TWICE: Final = "La primera línea repite el título {twice}."
NOT_WHOLE: Final = (
    "El archivo tiene {problems} por corregir: no se registró ninguna obligación. Corríjalo y "
    "cárguelo de nuevo."
)
FILE_DONE: Final = "Este archivo ya se registró. No se registró otra vez."
UPLOAD_PROBLEMS: Final = {
    "muy-grande": FILE_TOO_BIG,
    "formato": FILE_UNKNOWN,
    "sin-archivo": FILE_MISSING,
}


def entered_words(kind: ObligationKind, description: str, act: str) -> str:
    """What an obligation is called in the statement."""
    return f"{kind.label}: {description} ({act})"


def returned_words(payment: str) -> str:
    """What the debt of a payment that the bank gave back is called."""
    return f"Pago devuelto por el banco, {payment}"


def transferred_words(description: str, act: str) -> str:
    """What the transfer to an instalment is called in the statement."""
    return f"Paso de capital a la cuota «{description}» ({act})"


def interest_until_words(description: str) -> str:
    """What interest charged before a transfer is called in the statement."""
    return f"Intereses de mora hasta el paso a cuota de {description}"


def taken_back_words(description: str, reason: str) -> str:
    """What an obligation that was taken back is called in the statement."""
    return f"Se anula «{description}»: {reason}"
