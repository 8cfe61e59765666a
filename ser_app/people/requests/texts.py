"""The Spanish words of requests of users."""

from typing import Final

ASKED: Final = (
    "Le enviamos un enlace a su correo. Ábralo, adjunte los anexos y envíe la solicitud: sirve "
    "durante 24 horas. Hasta entonces nadie la revisa."
)
TOO_MANY: Final = (
    "Desde esta conexión o con este correo ya se pidieron varias solicitudes en la última hora. "
    "No se envió nada; espere una hora y vuelva a intentarlo."
)
LINK_EXPIRED: Final = (
    "Ese enlace ya no sirve: la solicitud se envió, o pasó el plazo. Si ya la envió, consulte su "
    "estado con el número y el código que recibió por correo."
)
NOT_DECLARED: Final = "Marque la declaración para enviar la solicitud."
NO_ANNEX: Final = (
    "Adjunte al menos un anexo antes de enviar: el formulario firmado, la cédula o el certificado. "
    "No se envió nada; lo que escribió sigue aquí."
)
NO_ANNEX_CAME: Final = (
    "La solicitud no trae ningún anexo: pida los que faltan para poder aprobarla. Nada cambió."
)
NOT_TRACKED: Final = (
    "El número o el código no coinciden con ninguna solicitud. Revise el correo que le enviamos."
)
TOO_MANY_TRIES: Final = "Demasiadas consultas en un minuto. Espere un momento y repita."
REASON_NEEDED: Final = "Escriba la razón, de 10 a 500 letras: la persona la recibe por correo."
NOTE_NEEDED: Final = (
    "Hay datos distintos del registro. Escriba por qué se aprueba así, de 10 a 500 letras."
)
NOT_IN_QUEUE: Final = "Esa solicitud ya no está en este paso: otra persona la decidió. Nada cambió."
SECOND_PERSON: Final = (
    "La segunda aprobación la da otra persona: usted ya revisó esta solicitud. Nada cambió."
)
UNKNOWN_OPERATOR: Final = (
    "Ese NIT no está en el registro de operadores. Rechace la solicitud o pida el dato correcto; "
    "sin operador no hay a quién dar una cuenta."
)
EMAIL_TAKEN: Final = "El correo de la persona ya tiene una cuenta en SER. Pídale otro; nada cambió."
UNKNOWN_ADMIN: Final = (
    "El operador no tiene un administrador con esa cédula. Pida el dato correcto o una creación; "
    "nada cambió."
)
DECLARED: Final = (
    "Declaro que los datos son ciertos y que el representante legal del operador conoce y firma "
    "esta solicitud."
)
TITLE: Final = "Solicitud de Creación y/o Modificación de Usuarios en el SER"
MENU: Final = "Solicitudes"
SHORTEST: Final = 10
LONGEST: Final = 500
