"""Who appears in the demonstration. Everything here is made up.

The NITs begin with 999, which the DIAN does not assign, and carry a right check digit. Mail
addresses end in `demo.ser`, a domain that does not exist.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from ser_app.law.periods import Regime
from ser_app.people.permissions import Role

OPENING_DAY: Final = date(2012, 7, 3)
"""The day on which everybody got an account."""

_NETWORKS: Final = "Provisión de redes y servicios de telecomunicaciones"
_INTERNET: Final = "Acceso a Internet"
_COURIER: Final = "Mensajería expresa"
_MONEY_ORDERS: Final = "Servicios postales de pago"


@dataclass(frozen=True, slots=True)
class Person:
    """A made-up person; the password is the demonstration's."""

    name: str
    document: str
    role: Role
    email: str
    card: str = ""
    statutory_auditor: bool = False


@dataclass(frozen=True, slots=True)
class Permit:
    """A made-up expediente."""

    number: str
    regime: Regime
    service: str
    valid_from: date
    valid_to: date | None = None
    levy_rate: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """A made-up operator with its expedientes and people."""

    nit: str
    name: str
    address: str
    municipality: str
    phone: str
    permits: tuple[Permit, ...]
    people: tuple[Person, ...]

    @property
    def email(self) -> str:
        """Where the operator gets its mail: the domain of its people."""
        return "contacto@" + self.people[0].email.partition("@")[2]

    def person(self, role: Role) -> Person:
        """The first person with a role."""
        return next(person for person in self.people if person.role is role)


OUTSIDE_PREPARER: Final = "externa@altiplano.demo.ser"
"""Prepares for two expedientes of a group that has twelve."""
COMING_REPRESENTATIVE: Final = "nueva.representante@llanera.demo.ser"
"""Signs from a day that comes."""


def _team(domain: str, first_document: int, *names: str) -> tuple[Person, ...]:
    """Preparer, legal representative, accountant and administrator, in that order of names."""
    roles = (
        ("declarante", Role.PREPARER),
        ("representante", Role.LEGAL_REPRESENTATIVE),
        ("contador", Role.ACCOUNTANT),
        ("admin", Role.OPERATOR_ADMIN),
    )

    def person(place: int, name: str) -> Person:
        mailbox, role = roles[place]
        document = first_document + 137_911 * place
        card = f"{document % 1_000_000:06d}-T" if role is Role.ACCOUNTANT else ""
        return Person(name, str(document), role, f"{mailbox}@{domain}", card)

    return tuple(person(place, name) for place, name in enumerate(names))


ANDINA: Final = Company(
    nit="999100200",
    name="Andina Conecta S.A.S.",
    address="Carrera 7 # 71-21, oficina 902",
    municipality="Bogotá D.C.",
    phone="(601) 555 01 20",
    permits=(
        Permit("96000123", Regime.PRST, _NETWORKS, date(2012, 7, 1), date(2013, 6, 30)),
        Permit("97000456", Regime.PRST, _NETWORKS, date(2024, 7, 1)),
        Permit("97000911", Regime.PRST, _INTERNET, date(2025, 10, 1)),
        Permit("52000871", Regime.RADIO, "Radiodifusión sonora comercial en FM", date(2023, 5, 1)),
    ),
    people=(
        Person("Laura Milena Ospina Rojas", "52888101", Role.PREPARER, "declarante@demo.ser"),
        Person(
            "Jorge Iván Salcedo Peña",
            "79555202",
            Role.LEGAL_REPRESENTATIVE,
            "representante@demo.ser",
        ),
        Person(
            "Martha Cecilia Duarte Ríos",
            "51777303",
            Role.ACCOUNTANT,
            "contador@demo.ser",
            "088303-T",
        ),
        Person(
            "Camilo Andrés Bernal Mora",
            "80444404",
            Role.OPERATOR_ADMIN,
            "admin.operador@demo.ser",
        ),
    ),
)
QUINDIO: Final = Company(
    nit="999200310",
    name="Quindío Exprés Mensajería S.A.",
    address="Calle 21 # 14-08",
    municipality="Armenia",
    phone="(606) 555 02 31",
    permits=(Permit("94000310", Regime.POSTAL, _COURIER, date(2024, 1, 1)),),
    people=_team(
        "postal.demo.ser",
        41_900_210,
        "Diana Patricia Londoño Gil",
        "Hernán Darío Botero Arias",
        "Gloria Inés Marulanda Vélez",
        "Sebastián Cardona Henao",
    ),
)
CARIBE: Final = Company(
    nit="999300420",
    name="Telecomunicaciones Mar Caribe S.A. E.S.P.",
    address="Avenida Pedro de Heredia # 31-45, torre B",
    municipality="Cartagena de Indias",
    phone="(605) 555 03 42",
    permits=(Permit("96000742", Regime.PRST, _NETWORKS, date(2022, 7, 1)),),
    people=_team(
        "caribe.demo.ser",
        45_510_320,
        "Yolima Esther Puello Batista",
        "Álvaro José Martelo Gómez",
        "Rosario del Carmen Julio Díaz",
        "Kevin David Barrios Luna",
    ),
)
SIERRA: Final = Company(
    nit="999400530",
    name="Sierra Clara Internet Rural S.A.S.",
    address="Calle 10 # 6-27, barrio Centro",
    municipality="Minca, Santa Marta",
    phone="(605) 555 04 53",
    permits=(Permit("96001533", Regime.PRST, _INTERNET, date(2025, 1, 15)),),
    people=_team(
        "sierra.demo.ser",
        36_640_430,
        "Nohora Stella Izquierdo Torres",
        "Efraín Villafaña Mestre",
        "Óscar Mauricio Daza Polo",
    ),
)
PACIFICO: Final = Company(
    nit="999500640",
    name="Correos del Pacífico Sur Ltda.",
    address="Carrera 3 # 2-40",
    municipality="Buenaventura",
    phone="(602) 555 05 64",
    permits=(Permit("94000718", Regime.POSTAL, _COURIER, date(2025, 4, 1)),),
    people=_team(
        "pacifico.demo.ser",
        66_750_540,
        "Yesenia Riascos Valencia",
        "Wilmer Antonio Hurtado Cuero",
        "Luz Dary Angulo Mosquera",
    ),
)
LLANERA: Final = Company(
    nit="999600750",
    name="Red Llanera de Comunicaciones S.A. E.S.P.",
    address="Calle 38 # 30-15",
    municipality="Villavicencio",
    phone="(608) 555 06 75",
    permits=(
        Permit("96000977", Regime.PRST, _NETWORKS, date(2025, 7, 1)),
        Permit("94000641", Regime.POSTAL, _MONEY_ORDERS, date(2025, 10, 1)),
        Permit(
            "10000052",
            Regime.D1972,
            "Valor agregado y telemáticos",
            date(2025, 1, 1),
            levy_rate="0.03",
        ),
    ),
    people=(
        *_team(
            "llanera.demo.ser",
            40_360_650,
            "Adriana Lucía Parales Rey",
            "Gustavo Adolfo Baquero Ladino",
            "Blanca Nieves Cubides Roa",
            "Julián Camilo Garzón Niño",
        ),
        Person(
            "Nidia Esperanza Rojas Achagua",
            "40388120",
            Role.LEGAL_REPRESENTATIVE,
            COMING_REPRESENTATIVE,
        ),
    ),
)
RADIO_CUMBRE: Final = Company(
    nit="999700860",
    name="Emisora La Voz de la Cumbre Ltda.",
    address="Carrera 9 # 9-51",
    municipality="Tunja",
    phone="(608) 555 07 86",
    permits=(
        Permit("52000934", Regime.RADIO, "Radiodifusión sonora comercial en AM", date(2022, 3, 1)),
    ),
    people=_team(
        "cumbre.demo.ser",
        40_010_760,
        "Elsa Victoria Fonseca Pulido",
        "Ricardo Alfonso Suárez Cely",
        "Nubia Stella Cárdenas Moreno",
    ),
)
_TWELVE: Final = (
    ("96002101", Regime.PRST, _NETWORKS, ""),
    ("96002102", Regime.PRST, _NETWORKS, ""),
    ("96002103", Regime.PRST, _INTERNET, ""),
    ("96002104", Regime.PRST, _INTERNET, ""),
    ("96002105", Regime.PRST, "Telefonía fija", ""),
    ("96002106", Regime.PRST, "Portador", ""),
    ("96002107", Regime.PRST, "Televisión por suscripción", ""),
    ("94002108", Regime.POSTAL, _COURIER, ""),
    ("94002109", Regime.POSTAL, _COURIER, ""),
    ("94002110", Regime.POSTAL, _MONEY_ORDERS, ""),
    ("10002111", Regime.D1972, "Valor agregado y telemáticos", "0.03"),
    ("10002112", Regime.D1972, "Portador nacional", "0.05"),
)
"""Twelve expedientes: what an accountant fills in at the end of each quarter."""

ALTIPLANO: Final = Company(
    nit="999800970",
    name="Grupo Altiplano Comunicaciones S.A.S.",
    address="Calle 72 # 10-07, piso 8",
    municipality="Bogotá D.C.",
    phone="(601) 555 08 97",
    permits=tuple(
        Permit(number, regime, service, date(2026, 4, 1), levy_rate=rate)
        for number, regime, service, rate in _TWELVE
    ),
    people=(
        *_team(
            "altiplano.demo.ser",
            52_310_870,
            "María Fernanda Ávila Pinzón",
            "Luis Ernesto Camargo Niño",
            "Carmenza Isabel Torres Vargas",
            "Andrés Felipe Mojica Díaz",
        ),
        Person("Lucía Amaya Barón", "52990415", Role.PREPARER, OUTSIDE_PREPARER),
    ),
)
SABANA: Final = Company(
    nit="999900180",
    name="Sabana Digital Telecomunicaciones S.A.S.",
    address="Calle 7 # 4-31",
    municipality="Yopal",
    phone="(608) 555 09 18",
    permits=(Permit("96002201", Regime.PRST, _INTERNET, date(2023, 7, 1)),),
    people=_team(
        "sabana.demo.ser",
        47_430_910,
        "Leidy Tatiana Cuevas Roa",
        "Germán Arturo Pidiache Lara",
        "Olga Lucía Barrera Sáenz",
    ),
)
"""Three years without declaring: a visitor takes it from there to an agreement."""
GUAVIO: Final = Company(
    nit="999900290",
    name="Cable Guavio S.A.S.",
    address="Carrera 5 # 5-20",
    municipality="Gachetá",
    phone="(601) 555 09 29",
    permits=(Permit("96002305", Regime.PRST, "Televisión por suscripción", date(2025, 1, 1)),),
    people=_team(
        "guavio.demo.ser",
        20_540_290,
        "Astrid Carolina Beltrán Prieto",
        "Nelson Enrique Acosta Garzón",
        "Flor Alba Linares Romero",
    ),
)
"""Pays its arrears in instalments."""
SUMAPAZ: Final = Company(
    nit="999900300",
    name="Redes del Sumapaz S.A.S.",
    address="Calle 6 # 6-15",
    municipality="Fusagasugá",
    phone="(601) 555 09 30",
    permits=(Permit("96002317", Regime.PRST, _INTERNET, date(2026, 1, 1)),),
    people=_team(
        "sumapaz.demo.ser",
        39_620_300,
        "Johana Marcela Díaz Rubio",
        "Édgar Fabián Romero Cely",
        "Martha Lucía Poveda Ruiz",
    ),
)
"""Proposes an agreement that waits for Cartera."""
COMBEIMA: Final = Company(
    nit="999900740",
    name="Envíos del Combeima S.A.S.",
    address="Carrera 3 # 12-36",
    municipality="Ibagué",
    phone="(608) 555 09 74",
    permits=(Permit("94002404", Regime.POSTAL, _COURIER, date(2025, 10, 1), date(2026, 3, 31)),),
    people=_team(
        "combeima.demo.ser",
        65_740_740,
        "Luz Marina Oviedo Guarnizo",
        "Jairo Antonio Bocanegra Lozano",
        "Sandra Milena Rengifo Cruz",
    ),
)
"""Stopped paying the instalments of its agreement, which is due at once since then."""
NEVADO: Final = Company(
    nit="999900410",
    name="Nevado Fibra S.A.S.",
    address="Carrera 4 # 11-32",
    municipality="Manizales",
    phone="(606) 555 09 41",
    permits=(Permit("96002401", Regime.PRST, _INTERNET, date(2023, 10, 1)),),
    people=_team(
        "nevado.demo.ser",
        30_290_410,
        "Beatriz Elena Giraldo Salazar",
        "Mauricio Hoyos Aristizábal",
        "Clara Inés Patiño Duque",
    ),
)
"""Declares nothing after years of income, and says why."""
GUAJIRA: Final = Company(
    nit="999900520",
    name="Guajira Conectada S.A.S.",
    address="Calle 2 # 7-14",
    municipality="Riohacha",
    phone="(605) 555 09 52",
    permits=(Permit("96002402", Regime.PRST, _NETWORKS, date(2025, 7, 1)),),
    people=_team(
        "guajira.demo.ser",
        56_070_520,
        "Remedios Pushaina Epieyú",
        "Alcides Brito Mengual",
        "Yaneth Cecilia Curvelo Pinto",
    ),
)
"""One of those who make the regime's average."""
PATIA: Final = Company(
    nit="999900630",
    name="Patía Inalámbrica S.A.S.",
    address="Carrera 3 # 4-55",
    municipality="El Bordo, Patía",
    phone="(602) 555 09 63",
    permits=(Permit("96002403", Regime.PRST, _INTERNET, date(2025, 7, 1)),),
    people=_team(
        "patia.demo.ser",
        34_560_630,
        "Liliana Mosquera Zúñiga",
        "Arley Fernando Ibarra Caicedo",
        "Omaira Solarte Burbano",
    ),
)
"""Falls far from the regime's average."""

COMPANIES: Final = (
    ANDINA, QUINDIO, CARIBE, SIERRA, PACIFICO, LLANERA, RADIO_CUMBRE, ALTIPLANO, SABANA, GUAVIO,
    SUMAPAZ, NEVADO, GUAJIRA, PATIA, COMBEIMA,
)  # fmt: skip
