"""Form fields: a label, a hint, a control and its error, tied together for every reader."""

from ser_app.web.fields.choice import Option, checkbox, radio_group, select_field
from ser_app.web.fields.file import file_field
from ser_app.web.fields.frame import field_row, fieldset
from ser_app.web.fields.sheet import money_cell, money_sheet
from ser_app.web.fields.summary import FieldError, error_summary
from ser_app.web.fields.text import (
    date_field,
    money_field,
    password_field,
    text_area,
    text_field,
)

__all__ = [
    "FieldError",
    "Option",
    "checkbox",
    "date_field",
    "error_summary",
    "field_row",
    "fieldset",
    "file_field",
    "money_cell",
    "money_field",
    "money_sheet",
    "password_field",
    "radio_group",
    "select_field",
    "text_area",
    "text_field",
]
