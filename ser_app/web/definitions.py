"""The words of the field in plain Spanish: the one source of screen, help and docs/glossary.md."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ser_app.web.words import plain


@dataclass(frozen=True, slots=True)
class Definition:
    """What a word of the field means.

    Attributes:
        word: The word, as a list of words shows it.
        meaning: One or two plain sentences.
    """

    word: str
    meaning: str


DEFINITIONS: Final[Mapping[str, Definition]] = {
    "levy": Definition(
        "Contraprestación",
        "Lo que el operador debe al Fondo Único de TIC por el servicio que tiene autorizado.",
    ),
    "declaration": Definition(
        "Autoliquidación",
        "La declaración en la que el mismo operador calcula, bajo juramento, lo que debe.",
    ),
    "expediente": Definition(
        "Expediente",
        "Un servicio autorizado a un operador, con su número, su régimen y los días en que rige.",
    ),
    "regime": Definition(
        "Régimen",
        "El conjunto de normas que se aplica a un expediente: redes y servicios (PRST), postal, "
        "radiodifusión o títulos anteriores a 2009.",
    ),
    "gross_income": Definition(
        "Ingresos brutos",
        "Todo lo que el operador causó por el servicio en el período, antes de restar nada.",
    ),
    "base": Definition(
        "Base gravable",
        "Los ingresos brutos del período menos las devoluciones. Nunca es menor que cero.",
    ),
    "late_filing_penalty": Definition(
        "Sanción por extemporaneidad",
        "Lo que se suma por presentar después del vencimiento. Solo mira el día en que se "
        "presenta, no el día en que se paga.",
    ),
    "correction_penalty": Definition(
        "Sanción por corrección",
        "Lo que se suma, según el régimen, cuando una corrección aumenta lo que se había "
        "declarado.",
    ),
    "arrears_interest": Definition(
        "Intereses de mora",
        "Lo que se suma por cada día de retraso en el pago, con la tasa certificada para ese día.",
    ),
    "balance_in_favour": Definition(
        "Saldo a favor",
        "Lo que se pagó de más. Se aplica a otra contraprestación o se pide de vuelta.",
    ),
    "fur": Definition(
        "FUR",
        "Formulario Único de Recaudo: el documento con el que se presenta, se paga o se hacen las "
        "dos cosas.",
    ),
    "reference": Definition(
        "Referencia de pago",
        "El número que une un pago con su FUR. Un FUR nuevo trae otra referencia.",
    ),
    "filing_receipt": Definition(
        "Constancia de presentación",
        "El número y la hora que prueban que una declaración quedó presentada.",
    ),
    "cus": Definition(
        "CUS",
        "Código Único de Seguimiento: el número que el banco da a un pago por PSE.",
    ),
    "pse": Definition(
        "PSE",
        "Pagos Seguros en Línea: pagar desde una cuenta bancaria, en la página del propio banco.",
    ),
    "value_day": Definition(
        "Fecha valor",
        "El día desde el que el dinero cuenta como pagado, aunque se haya registrado después.",
    ),
    "statement": Definition(
        "Estado de cuenta",
        "Lo que el operador debe en un día, por concepto y período, y los movimientos que "
        "llevaron a ello.",
    ),
    "imputation": Definition(
        "Imputación",
        "Qué parte de un pago va a sanción, cuál a intereses y cuál a capital, en el orden de la "
        "norma.",
    ),
    "partial_payment": Definition(
        "Abono",
        "Un pago menor que la deuda. Se imputa a la deuda más antigua primero.",
    ),
    "right": Definition(
        "Liquidación de derecho",
        "Lo que un acto del Ministerio cobra por una concesión, un registro o el uso del espectro.",
    ),
    "fine": Definition(
        "Multa",
        "Una sanción en dinero que impone un acto del Ministerio.",
    ),
    "returned_payment": Definition(
        "Pago devuelto por el banco",
        "Un pago ya abonado cuyo dinero el banco se llevó. Lo que había pagado vuelve a deberse; "
        "si hay cifras posteriores que dependen de él, dos personas de Tesorería deciden cómo.",
    ),
    "pledge": Definition(
        "Compromiso de pago",
        "La promesa de pagar una suma de una deuda hasta un día. No cambia la deuda.",
    ),
    "agreement": Definition(
        "Acuerdo de pago",
        "Pagar en cuotas lo que está en mora, aprobado por dos personas de Cartera.",
    ),
    "first_payment": Definition(
        "Cuota inicial",
        "La primera cuota de un acuerdo de pago. Sin ella el acuerdo no empieza.",
    ),
    "acceleration": Definition(
        "Cláusula aceleratoria",
        "Si se incumple una cuota del acuerdo, se hace exigible todo lo que falta.",
    ),
    "good_standing": Definition(
        "Paz y salvo",
        "El certificado de que en un día no hay nada vencido ni períodos sin declarar.",
    ),
    "firmness": Definition(
        "Firmeza",
        "Pasado su plazo, una declaración queda en firme: ya no se puede corregir.",
    ),
    "correction": Definition(
        "Corrección",
        "Una declaración que reemplaza a otra del mismo período: se debe la diferencia, o queda "
        "un saldo a favor.",
    ),
    "ageing": Definition(
        "Cartera por edades",
        "Lo vencido, ordenado por el tiempo que lleva vencido.",
    ),
    "prescription": Definition(
        "Prescripción de la acción de cobro",
        "Pasado su plazo, una deuda ya no se puede cobrar.",
    ),
    "coercive_collection": Definition(
        "Cobro coactivo",
        "El procedimiento con el que el Ministerio cobra por sí mismo lo que no se pagó.",
    ),
    "due_day": Definition(
        "Vencimiento",
        "El último día para presentar y pagar a tiempo. Si no es hábil, pasa al siguiente hábil.",
    ),
    "provisional": Definition(
        "Provisional",
        "Una cifra que depende de una tasa o de un salario mínimo que aún no se ha certificado.",
    ),
    "minimum_wage": Definition(
        "SMLMV",
        "Salario mínimo legal mensual vigente; de él salen los mínimos y máximos de las sanciones.",
    ),
    "provenance": Definition(
        "Procedencia",
        "Qué tan seguros estamos de una regla: si se leyó la norma, si se supone o si la decidió "
        "este servicio.",
    ),
    "bank_file": Definition(
        "Archivo de recaudo",
        "Lo que un banco recaudó en un día, en el formato Asobancaria 2001.",
    ),
    "unidentified": Definition(
        "Recaudo por identificar",
        "Dinero que llegó al Fondo y que todavía no se sabe de quién es.",
    ),
    "day_close": Definition(
        "Cierre del día",
        "Un día de recaudo que Tesorería firmó sin diferencias. Lo que llegue después entra en "
        "el siguiente día abierto.",
    ),
    "electronic_signature": Definition(
        "Firma electrónica",
        "Firmar desde la propia cuenta: contraseña otra vez y juramento aceptado.",
    ),
    "digital_signature": Definition(
        "Firma digital",
        "Firmar el PDF con un certificado propio de una entidad acreditada.",
    ),
    "api_key": Definition(
        "Clave de API",
        "Con ella un programa del operador prepara, paga y consulta. Nunca firma.",
    ),
}
"""Definitions by the name that the code gives the word."""


_BEGIN: Final = "<!-- python -m ser_app glossary-doc -->\n"
_END: Final = "<!-- end -->\n"


def in_order() -> list[tuple[str, Definition]]:
    """Every definition with its name, by the alphabet of its word."""
    return sorted(DEFINITIONS.items(), key=lambda each: plain(each[1].word))


def with_definitions(document: str) -> str:
    """The glossary with the present definitions between its two marks.

    Args:
        document: Text of docs/glossary.md.

    Raises:
        ValueError: The document has lost its marks.
    """
    before, begun, rest = document.partition(_BEGIN)
    _, ended, after = rest.partition(_END)
    if not (begun and ended):
        raise ValueError(f"the glossary needs the marks «{_BEGIN.strip()}» and «{_END.strip()}»")
    rows = "".join(f"| {each.word} | {each.meaning} |\n" for _, each in in_order())
    return f"{before}{_BEGIN}| palabra | lo que dice la pantalla |\n|---|---|\n{rows}{_END}{after}"
