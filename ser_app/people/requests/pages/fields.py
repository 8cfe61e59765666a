"""The boxes of the form, the same when it is begun and when it is completed."""

from typing import Any

import reflex as rx

from ser_app.people.requests.states import KIND_WORDS, RequestKind
from ser_app.web.blocks import stack
from ser_app.web.fields import Option, field_row, fieldset, radio_group, text_area, text_field

_HINTS = {
    RequestKind.CREATION: "El operador pide su usuario Administrador.",
    RequestKind.MODIFICATION: "Cambian el nombre o el correo de un administrador que ya existe.",
    RequestKind.REMOVAL: "Un administrador deja de actuar por el operador.",
}
_KINDS = [Option(kind, words, _HINTS[kind]) for kind, words in KIND_WORDS.items()]


def request_fields(values: Any, errors: Any, *, contact: bool) -> rx.Component:
    """Draw the boxes.

    Args:
        values: State's values by name.
        errors: State's errors by name.
        contact: Whether the contact address may still be written.
    """

    def text(label: str, name: str, **more: Any) -> rx.Component:
        more.setdefault("max_length", 120)
        return text_field(label, name=name, value=values[name], error=errors[name], **more)

    return stack(
        radio_group(
            "Qué solicita", name="kind", options=_KINDS, value=values["kind"],
            error=errors["kind"],
        ),
        fieldset(
            "Operador",
            field_row(
                text("Nombre o razón social", "operator_name", autocomplete="organization"),
                text(
                    "NIT", "nit", hint="Con dígito de verificación: 899.999.053-1", max_length=24,
                    autocomplete="off",
                ),
            ),
            field_row(
                text("Dirección de notificación", "address", autocomplete="street-address"),
            ),
            field_row(
                text("Municipio", "municipality", autocomplete="address-level2"),
                text("Teléfono", "phone", type="tel", max_length=30, autocomplete="tel"),
            ),
        ),
        fieldset(
            "Representante legal",
            field_row(
                text("Nombre y apellidos", "representative_name", autocomplete="off"),
                text(
                    "Cédula", "representative_document", input_mode="numeric", max_length=10,
                    hint="Solo números, sin puntos", autocomplete="off",
                ),
            ),
        ),
        fieldset(
            "Usuario Administrador del Operador",
            field_row(
                text("Nombre y apellidos del administrador", "admin_name", autocomplete="off"),
                text(
                    "Cédula del administrador", "admin_document", input_mode="numeric",
                    max_length=10, hint="Solo números, sin puntos", autocomplete="off",
                ),
            ),
            field_row(
                text("Cargo", "admin_position", autocomplete="off"),
                text(
                    "Correo del administrador", "admin_email", type="email", autocomplete="off",
                    hint="Con él ingresará a SER; no lo comparta con nadie",
                ),
            ),
        ),
        text_area(
            "Observaciones", name="remarks", rows=3, value=values["remarks"],
            error=errors["remarks"], required=False, max_length=1000,
            hint="Si es una modificación o un retiro, qué cambia y por qué",
        ),
        text(
            "Correo para esta solicitud", "contact_email", type="email", autocomplete="email",
            hint="A este correo enviamos el enlace y cada respuesta",
        ) if contact else rx.el.p(
            "Correo para esta solicitud: ", rx.el.strong(values["contact_email"]),
            class_name="hint",
        ),
    )  # fmt: skip
