"""Everything that a program can ask, in the order of the main job."""

from http import HTTPStatus
from typing import Final

from ser_app.api.v1 import declarations, furs, payments, schemas, statement
from ser_app.api.v1.operation import Operation
from ser_app.api.v1.requests import (
    DraftText,
    Listing,
    NewDeclaration,
    NewFur,
    NewNote,
    NewPayment,
    Renewal,
)
from ser_app.people.permissions import Permission

_P: Final = Permission
_NOT_FOUND: Final = HTTPStatus.NOT_FOUND
_CONFLICT: Final = HTTPStatus.CONFLICT
_SILENT: Final = HTTPStatus.SERVICE_UNAVAILABLE
DECLARE: Final = "Declarar"
FORM: Final = "FUR"
PAY: Final = "Pagar"
ACCOUNT: Final = "Estado de cuenta"

OPERATIONS: Final = (
    Operation(
        name="listExpedientes", method="GET", path="/expedientes", tag=DECLARE,
        summary="Los expedientes del operador",
        permission=_P.DECLARATION_VIEW, work=declarations.expedientes,
        reply=schemas.Expedientes,
    ),
    Operation(
        name="listPeriods", method="GET", path="/expedientes/{number}/periods", tag=DECLARE,
        summary="Los períodos de un expediente que se pueden declarar",
        permission=_P.DECLARATION_PREPARE, work=declarations.periods,
        reply=schemas.Periods, refusals=(_NOT_FOUND,),
    ),
    Operation(
        name="listDeclarations", method="GET", path="/declarations", tag=DECLARE,
        summary="Las declaraciones, por vencimiento, la última primero",
        words="`from` y `to` miran el vencimiento que rige, también si un acto lo trasladó.",
        permission=_P.DECLARATION_VIEW, work=declarations.declarations,
        query=Listing, reply=schemas.Declarations,
    ),
    Operation(
        name="beginDeclaration", method="POST", path="/declarations", tag=DECLARE,
        summary="Empezar la declaración de un período",
        words="Si ya hay una, responde esa: un borrador, una con FUR o la presentada.",
        permission=_P.DECLARATION_PREPARE, work=declarations.begin, status=HTTPStatus.CREATED,
        body=NewDeclaration, reply=schemas.Declaration, refusals=(_NOT_FOUND, _CONFLICT),
    ),
    Operation(
        name="getDeclaration", method="GET", path="/declarations/{id}", tag=DECLARE,
        summary="Una declaración, con lo que debe y lo que le falta",
        permission=_P.DECLARATION_VIEW, work=declarations.declaration,
        reply=schemas.Declaration, refusals=(_NOT_FOUND,),
    ),
    Operation(
        name="saveDraft", method="PUT", path="/declarations/{id}", tag=DECLARE,
        summary="Guardar el texto completo de un borrador",
        words="Lo que no se envía queda como dice el esquema; los renglones se reemplazan todos.",
        permission=_P.DECLARATION_PREPARE, work=declarations.save,
        body=DraftText, reply=schemas.Declaration, refusals=(_NOT_FOUND, _CONFLICT),
    ),
    Operation(
        name="discardDraft", method="DELETE", path="/declarations/{id}", tag=DECLARE,
        summary="Descartar un borrador",
        permission=_P.DECLARATION_PREPARE, work=declarations.discard,
        reply=schemas.Declaration, refusals=(_NOT_FOUND, _CONFLICT),
    ),
    Operation(
        name="beginCorrection", method="POST", path="/declarations/{id}/corrections", tag=DECLARE,
        summary="Empezar la corrección de una declaración presentada",
        words="Si ya hay una en curso, responde esa.",
        permission=_P.DECLARATION_PREPARE, work=declarations.correct, status=HTTPStatus.CREATED,
        reply=schemas.Declaration, refusals=(_NOT_FOUND, _CONFLICT),
    ),
    Operation(
        name="addAlertNote", method="POST", path="/declarations/{id}/alert-notes", tag=DECLARE,
        summary="Agregar una nota a las alertas de una declaración",
        words="Se puede antes y después de presentar; no se borra ni se cambia. La misma nota "
        "enviada dos veces es una.",
        permission=_P.ALERT_NOTE, work=declarations.note, status=HTTPStatus.CREATED,
        body=NewNote, reply=schemas.Declaration, refusals=(_NOT_FOUND, _CONFLICT),
    ),
    Operation(
        name="listFurs", method="GET", path="/furs", tag=FORM,
        summary="Los FUR generados, el más reciente primero",
        words="`from` y `to` miran el día en que se generaron.",
        permission=_P.FUR_VIEW, work=furs.furs, query=Listing, reply=schemas.Furs,
    ),
    Operation(
        name="issueFur", method="POST", path="/furs", tag=FORM,
        summary="Generar un FUR",
        words="De un borrador terminado, de una declaración presentada sin pagar, o de deudas del "
        "estado de cuenta. El de un borrador queda «generado, NO presentado»: lo firman las dos "
        "personas en SER o con su certificado, o se presenta en papel al pagarlo en un banco. "
        "Pedido dos veces es el mismo.",
        permission=_P.FUR_ISSUE, work=furs.issue, status=HTTPStatus.CREATED,
        body=NewFur, reply=schemas.Fur, refusals=(_NOT_FOUND, _CONFLICT),
    ),
    Operation(
        name="getFur", method="GET", path="/furs/{number}", tag=FORM,
        summary="Un FUR y quién falta por firmar",
        permission=_P.FUR_VIEW, work=furs.fur, reply=schemas.Fur, refusals=(_NOT_FOUND,),
    ),
    Operation(
        name="getFurPdf", method="GET", path="/furs/{number}/pdf", tag=FORM,
        summary="El PDF de un FUR, byte por byte como se generó",
        permission=_P.FUR_VIEW, work=furs.pdf, reply=None, refusals=(_NOT_FOUND,),
    ),
    Operation(
        name="renewFur", method="POST", path="/furs/{number}/renewals", tag=FORM,
        summary="Cambiar un FUR por otro para otro día de pago",
        permission=_P.FUR_ISSUE, work=furs.renew, status=HTTPStatus.CREATED,
        body=Renewal, reply=schemas.Fur, refusals=(_NOT_FOUND, _CONFLICT),
    ),
    Operation(
        name="sendSignedCopy", method="POST", path="/furs/{number}/signed-copies", tag=FORM,
        summary="Entregar el PDF que las personas firmaron con su certificado digital",
        words="Cada firma prueba de quién es, sea quien sea el que la entrega; con la última, la "
        "declaración queda presentada en ese instante (Ley 527 de 1999).",
        permission=_P.FUR_ISSUE, work=furs.take_signed, status=HTTPStatus.CREATED,
        takes_file=True, reply=schemas.SignedCopy, refusals=(_NOT_FOUND, _CONFLICT, _SILENT),
    ),
    Operation(
        name="listPayments", method="GET", path="/payments", tag=PAY,
        summary="Los pagos, el más reciente primero",
        words="`from` y `to` miran el día en que empezaron.",
        permission=_P.PAYMENT_VIEW, work=payments.payments, query=Listing,
        reply=schemas.Payments,
    ),
    Operation(
        name="startPayment", method="POST", path="/payments", tag=PAY,
        summary="Abrir la sesión de pago de un FUR",
        words="Responde la dirección a la que va la persona que paga por PSE. Si quedó una sesión "
        "sin terminar responde esa (200).",
        permission=_P.PAYMENT_START, waits=payments.start, status=HTTPStatus.CREATED,
        other={HTTPStatus.OK: "La sesión que había quedado sin terminar"},
        body=NewPayment, reply=schemas.StartedPayment,
        refusals=(_NOT_FOUND, _CONFLICT, _SILENT),
    ),
    Operation(
        name="getPayment", method="GET", path="/payments/{id}", tag=PAY,
        summary="En qué va un pago",
        permission=_P.PAYMENT_VIEW, work=payments.payment,
        reply=schemas.Payment, refusals=(_NOT_FOUND,),
    ),
    Operation(
        name="getStatement", method="GET", path="/statement", tag=ACCOUNT,
        summary="El estado de cuenta a un día",
        words="`to` es el día al que se liquida todo (hoy si falta); `from`, desde cuándo se "
        "muestran movimientos (el 1 de enero si falta); `limit`, de unos cuántos asientos.",
        permission=_P.STATEMENT_VIEW, work=statement.statement, query=Listing,
        reply=schemas.Statement,
    ),
)  # fmt: skip
