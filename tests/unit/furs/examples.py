"""A FUR to draw: the worked case of PRST 2013-Q1, late by 66 days."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, Final

from ser_app.declarations.states import Channel, Use
from ser_app.furs.form import Form, Obligor, Signatory, Verification
from ser_app.law.explanation import Citation, Figure, Provenance
from ser_app.law.money import Pesos

CODE: Final = "7K2M9QXD4TRW8ZHA"
VERIFICATION: Final = Verification(
    code=CODE,
    address=f"https://ser.example/verificar?numero=FUR-2013-000123&codigo={CODE}",
    page="https://ser.example/verificar",
)
_LAW: Final = Citation("Decreto 1161 de 2010", "art. 7", "https://ser.example", date(2010, 4, 13))

LEVY: Final = Figure(
    code="levy",
    label="Contraprestación",
    amount=Pesos(20_900_000),
    exact="20900000.000000",
    sentence="Se paga un porcentaje de los ingresos brutos menos las devoluciones.",
    formula="base × tarifa",
    substitution="950.000.000 × 2,2 % = 20.900.000",
    citations=(_LAW,),
    provenance=Provenance.ASSUMED,
)
INTEREST: Final = Figure(
    code="arrears_interest",
    label="Intereses de mora",
    amount=Pesos(1_178_000),
    exact="1177766.393443",
    sentence="Cada día de mora cuesta la tasa certificada para ese día sobre la contraprestación.",
    formula="Σ K × TU ÷ 366 × d",
    substitution="20.900.000 × 31,25 % ÷ 366 × 66 = 1.177.766,39 → 1.178.000",
    citations=(_LAW, replace(_LAW, norm="Ley 1607 de 2012", article="art. 141")),
    provenance=Provenance.CONFIRMED,
    figures=(
        Figure(
            code="stretch",
            label="Del 16 abr 2013 al 20 jun 2013, 66 días al 31,25 %",
            amount=Pesos(1_177_766),
            exact="1177766.393443",
            sentence="La tasa de este tramo.",
            formula="K × TU ÷ 366 × d",
            substitution="20.900.000 × 31,25 % ÷ 366 × 66",
        ),
    ),
)
PENALTY: Final = replace(
    LEVY,
    code="late_filing_penalty",
    label="Sanción por extemporaneidad",
    amount=Pesos(941_000),
    sentence="Presentar tarde cuesta el 1,5 % de la contraprestación por cada mes o fracción.",
    formula="contraprestación × 1,5 % × meses",
    substitution="20.900.000 × 1,5 % × 3 = 940.500 → 941.000",
)


def form(**changes: Any) -> Form:
    """The worked case, with some values changed."""
    whole = Form(
        number="FUR-2013-000123",
        use=Use.FILING_AND_PAYMENT,
        channel=Channel.ELECTRONIC,
        issued_at=datetime(2013, 6, 20, 15, 3, 4, tzinfo=UTC),
        obligor=Obligor(
            name="Andina Conecta S.A.S. E.S.P.",
            nit="900.123.456-8",
            address="Carrera 7 n.º 71-21, torre B, oficina 1202",
            municipality="Bogotá, D. C.",
            email="impuestos@andinaconecta.example",
        ),
        expediente="96000123",
        regime="Redes y servicios de telecomunicaciones",
        service="Acceso a Internet",
        concept="Contraprestación periódica",
        period="T1 ene–mar 2013",
        kind="Inicial",
        gross_income=950_000_000,
        returns=0,
        base=950_000_000,
        rate="2,2 %",
        levy=20_900_000,
        balance_applied=0,
        late_filing_penalty=941_000,
        arrears_interest=1_178_000,
        total=23_019_000,
        due_on=date(2013, 4, 15),
        filing_day=date(2013, 6, 20),
        payment_day=date(2013, 6, 20),
        signatories=(
            Signatory(
                role="legal_representative",
                title="Representante legal",
                name="María Fernanda Peñalosa Gutiérrez",
                document="CC 52.123.456",
            ),
            Signatory(
                role="accountant",
                title="Contador",
                name="Jorge Iván Núñez Ávila",
                document="CC 79.456.789",
                professional_card="123456-T",
            ),
        ),
        reference="2013000123482136",
        gln="7709998726789",
        rules_version="2026.11",
        demo=True,
        figures=(LEVY, PENALTY, INTEREST),
    )
    return replace(whole, **changes)
