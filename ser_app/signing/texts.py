"""The Spanish words of this room: what each finding means and what to do about it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from ser_app.signing.report import Verdict

VERDICT_WORDS: Final[Mapping[Verdict, str]] = MappingProxyType(
    {
        Verdict.VALID: "VÁLIDA",
        Verdict.INDETERMINATE: "INDETERMINADA",
        Verdict.INVALID: "INVÁLIDA",
    }
)
OBSERVED: Final = "VÁLIDA CON OBSERVACIÓN"
NO_STAMP: Final = "sin estampa"
_AGAIN: Final = "No se presentó nada y lo ya firmado sigue guardado."
_DOWNLOAD: Final = (
    "Descargue el FUR de su página y fírmelo con su programa de firma, sin guardarlo antes con "
    "otro."
)


def _told(verdict: Verdict, sentence: str) -> tuple[Verdict, str]:
    return verdict, sentence


VALIDATOR_DOWN: Final = (
    "En este momento no se pueden revisar firmas digitales. Cargue el archivo otra vez en un "
    "minuto, o use la firma electrónica. No se presentó nada."
)
VALIDATOR_BUSY: Final = (
    "En este momento se revisan muchos archivos a la vez. Envíe el suyo otra vez en un minuto. No "
    "se presentó nada y lo ya firmado sigue guardado."
)
TOO_FAST: Final = (
    "Se cargaron muchos archivos seguidos. Espere un minuto y cargue el suyo otra vez; lo ya "
    "firmado sigue guardado."
)
NOT_PREPARED: Final = (
    "Este FUR se expidió antes de que hubiera firma digital y no trae los campos para ella. "
    "Fírmelo con la firma electrónica, o genere otro FUR. Nada se cambió."
)

SENTENCES: Final[Mapping[str, tuple[Verdict, str]]] = MappingProxyType(
    {
        # Of a copy.
        "all_valid": _told(Verdict.VALID, "Las firmas digitales de este documento son válidas."),
        "issued": _told(
            Verdict.VALID, "Es exactamente el FUR que se expidió; no trae ninguna firma digital."
        ),
        "unsigned": _told(
            Verdict.INVALID,
            f"El archivo es el FUR pero no trae ninguna firma digital. Fírmelo con su programa en "
            f"el campo que lleva su calidad y cárguelo de nuevo. {_AGAIN}",
        ),
        "not_a_pdf": _told(Verdict.INVALID, f"El archivo no es un PDF. {_DOWNLOAD} {_AGAIN}"),
        "too_large": _told(
            Verdict.INVALID,
            f"El archivo es más grande que un FUR firmado (máximo 5 MB). {_DOWNLOAD} {_AGAIN}",
        ),
        "not_the_issued": _told(
            Verdict.INVALID,
            f"El archivo no es este FUR tal como se expidió: es otro, o un programa lo guardó de "
            f"nuevo antes de firmar. {_DOWNLOAD} {_AGAIN}",
        ),
        "too_many_revisions": _told(
            Verdict.INVALID,
            f"El archivo trae más cambios de los que deja una firma. {_DOWNLOAD} {_AGAIN}",
        ),
        "too_many_signatures": _told(
            Verdict.INVALID,
            f"El archivo trae más firmas de las que este FUR admite. {_DOWNLOAD} {_AGAIN}",
        ),
        "byte_ranges": _told(
            Verdict.INVALID,
            f"Una firma del archivo deja partes del documento sin cubrir. {_DOWNLOAD} {_AGAIN}",
        ),
        "unreadable": _told(
            Verdict.INVALID,
            f"PDF ilegible: el archivo está dañado. {_DOWNLOAD} {_AGAIN}",
        ),
        "strange_update": _told(
            Verdict.INVALID,
            "El archivo trae cambios que cada programa puede leer de otra manera, como no los "
            f"escribe ninguno que solo firma. {_DOWNLOAD} {_AGAIN}",
        ),
        "changed_after": _told(
            Verdict.INVALID,
            f"Después de la última firma se cambió el documento. {_DOWNLOAD} {_AGAIN}",
        ),
        # Of a signature.
        "valid": _told(Verdict.VALID, "La firma es válida y es de quien debe firmar."),
        "changed_before": _told(
            Verdict.INVALID,
            f"Lo que esta firma cubre no es lo que se expidió: alguien cambió el documento antes "
            f"de firmarlo. {_DOWNLOAD} {_AGAIN}",
        ),
        "certified": _told(
            Verdict.INVALID,
            "La firma certifica el documento de modo que nadie más puede firmarlo. Firme sin "
            f"certificar ni bloquear el documento. {_AGAIN}",
        ),
        "altered": _told(
            Verdict.INVALID,
            f"El documento cambió después de esta firma, o la firma está dañada. {_DOWNLOAD} "
            f"{_AGAIN}",
        ),
        "not_all_covered": _told(
            Verdict.INVALID,
            f"La firma no cubre el documento entero. {_DOWNLOAD} {_AGAIN}",
        ),
        "foreign_field": _told(
            Verdict.INVALID,
            f"Se firmó en un campo que no es de este FUR. Firme en el campo que lleva su calidad. "
            f"{_AGAIN}",
        ),
        "unreadable_signature": _told(
            Verdict.INVALID,
            f"La firma está dañada y no puede leerse. Firme de nuevo el FUR descargado. {_AGAIN}",
        ),
        "expired": _told(
            Verdict.INVALID,
            f"El certificado ya estaba vencido al recibir la firma. Renuévelo con su entidad de "
            f"certificación o use la firma electrónica. {_AGAIN}",
        ),
        "not_yet_valid": _told(
            Verdict.INVALID,
            f"El certificado todavía no está vigente. Espere a su fecha de inicio o use la firma "
            f"electrónica. {_AGAIN}",
        ),
        "revoked": _told(
            Verdict.INVALID,
            f"El certificado está revocado. Pida otro a su entidad de certificación o use la firma "
            f"electrónica. {_AGAIN}",
        ),
        "unknown_authority": _told(
            Verdict.INVALID,
            f"El certificado no viene de una entidad de certificación acreditada por ONAC que este "
            f"sistema conozca. Use el suyo de una acreditada o la firma electrónica. {_AGAIN}",
        ),
        "nobody_trusted": _told(
            Verdict.INDETERMINATE,
            "No se sabe si la entidad que dio el certificado está acreditada: aquí no hay ninguna "
            f"lista de entidades en que confiar. Use la firma electrónica. {_AGAIN}",
        ),
        "key_usage": _told(
            Verdict.INVALID,
            f"El certificado no es para firmar documentos (le falta «no repudio»). Use uno de "
            f"firma o la firma electrónica. {_AGAIN}",
        ),
        "weak": _told(
            Verdict.INVALID,
            f"La firma usa un algoritmo que ya no es seguro. Firme con SHA-256 o mejor. {_AGAIN}",
        ),
        "untrusted": _told(
            Verdict.INVALID,
            f"El certificado no pasa la validación de su entidad de certificación. Consulte con "
            f"ella o use la firma electrónica. {_AGAIN}",
        ),
        "other_person": _told(
            Verdict.INVALID,
            f"El certificado es de una persona con otro documento, no de quien firma en esa "
            f"calidad. Firme cada uno en su propio campo con su certificado. {_AGAIN}",
        ),
        "swapped": _told(
            Verdict.INVALID,
            f"Cada persona firmó en el campo de la otra. Firme cada una en el campo que lleva su "
            f"calidad. {_AGAIN}",
        ),
        "revocation_unknown": _told(
            Verdict.INDETERMINATE,
            "Falta la lista de certificados revocados al día, y sin ella no se sabe si el "
            f"certificado sigue vigente. Cargue el archivo otra vez en unos minutos. {_AGAIN}",
        ),
        "too_slow": _told(
            Verdict.INDETERMINATE,
            f"La revisión del archivo tardó demasiado y se detuvo. Cárguelo otra vez en un minuto; "
            f"si se repite, use la firma electrónica. {_AGAIN}",
        ),
        "several_numbers": _told(
            Verdict.INDETERMINATE,
            "El certificado trae varios números de documento distintos, y no se sabe cuál es el de "
            f"su dueño. Use otro certificado o la firma electrónica. {_AGAIN}",
        ),
        "no_number": _told(
            Verdict.INDETERMINATE,
            "El certificado no dice el número de documento de su dueño, y sin él no se sabe si es "
            f"quien debe firmar. Use otro certificado o la firma electrónica. {_AGAIN}",
        ),
    }
)
"""For each finding its verdict and its sentence."""

SOME_VALID: Final = (
    "La firma que trae este documento es válida; falta la de quien firma como {missing}."
)
"""Instead of `all_valid` while somebody has not signed it."""

OBSERVATIONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "later_changes": "Un programa escribió algo más que su firma en el documento. Se comparó "
        "con lo expedido: no cambia nada de lo que se ve ni de lo que se declara.",
        "timestamp": "La estampa cronológica no pudo comprobarse; se juzgó con la hora de recibo.",
    }
)
SEAL_SENTENCES: Final[Mapping[str, tuple[Verdict, str]]] = MappingProxyType(
    {
        "valid": _told(Verdict.VALID, "El sello del sistema es auténtico."),
        "altered": _told(Verdict.INVALID, "El sello del sistema no corresponde al documento."),
        "other_seal": _told(
            Verdict.INVALID, "El documento lleva un sello que no es el del sistema."
        ),
        "unknown_seal": _told(
            Verdict.INDETERMINATE,
            "Sin el certificado público del sello no se sabe si es el del sistema.",
        ),
    }
)


def verdict_words(verdict: Verdict, *, observed: bool) -> str:
    """A verdict as people read it."""
    return OBSERVED if observed and verdict is Verdict.VALID else VERDICT_WORDS[verdict]
