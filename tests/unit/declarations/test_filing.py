"""Filing: frozen, signed by two persons, numbered; every step refuses what may not be."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest

from ser_app.base.database import Unit
from ser_app.base.errors import Conflict, Refused
from ser_app.base.resources import Resources
from ser_app.declarations import filing, repository, service
from ser_app.declarations.draft import Draft
from ser_app.declarations.models import Declaration
from ser_app.declarations.states import DeclarationState, SignerRole, Use
from ser_app.declarations.texts import STATEMENT
from ser_app.law.liquidation import Liquidation
from ser_app.people.actor import Actor
from ser_app.people.repository import user_by_id
from tests.factories import Company, make_company
from tests.unit.declarations.support import begun, opened, saved, with_income

AT = datetime(2013, 6, 20, 15, 0, tzinfo=UTC)
TODAY = date(2013, 6, 20)
BOTH = (SignerRole.LEGAL_REPRESENTATIVE, SignerRole.ACCOUNTANT)


def stored(unit: Unit, company: Company, draft: Draft) -> Declaration:
    return repository.declaration_by_public_id(unit, company.preparer.scope, draft.public_id)


def liquidated(
    res: Resources, unit: Unit, declaration: Declaration, paid_on: date = TODAY
) -> Liquidation:
    lines = repository.lines_of(unit, declaration)
    return filing.liquidation_for(unit, declaration, lines, res, filed_on=TODAY, paid_on=paid_on)


def prepare(res: Resources, company: Company, draft: Draft) -> str:
    with res.database.unit() as unit:
        declaration = stored(unit, company, draft)
        lines = repository.lines_of(unit, declaration)
        filing.freeze(unit, declaration, lines, liquidated(res, unit, declaration), AT)
        return declaration.content_hash


def prepared(res: Resources, company: Company, income: int = 950_000_000) -> Draft:
    draft = saved(res, company, with_income(begun(res, company), income))
    prepare(res, company, draft)
    return draft


def sign(
    res: Resources,
    company: Company,
    draft: Draft,
    actor: Actor,
    role: SignerRole,
    statement: str = STATEMENT,
) -> bool:
    with res.database.unit() as unit:
        user = user_by_id(unit, actor.user_id)
        assert user is not None
        return filing.add_signature(
            unit,
            stored(unit, company, draft),
            user=user,
            role=role,
            document_sha256="00" * 32,
            statement=statement,
            at=AT,
            address="127.0.0.1",
        )


def missing(res: Resources, company: Company, draft: Draft) -> tuple[SignerRole, ...]:
    return service.summary(res, company.preparer, draft.public_id).missing


def file(res: Resources, company: Company, draft: Draft) -> str:
    with res.database.unit() as unit:
        declaration = stored(unit, company, draft)
        result = liquidated(res, unit, declaration)
        return filing.file_declaration(
            unit, declaration, result, res=res, filed_at=AT, filed_on=TODAY
        )


def test_preparing_keeps_the_figures_and_closes_the_draft(res: Resources) -> None:
    company = make_company(res)
    draft = prepared(res, company)
    found = service.summary(res, company.preparer, draft.public_id)
    assert found.declaration.state == DeclarationState.PREPARED
    assert found.declaration.total == 23_019_000
    assert [figure.code for figure in found.figures][:3] == [
        "levy", "late_filing_penalty", "arrears_interest",
    ]  # fmt: skip
    assert service.open_draft(res, company.preparer, draft.public_id) is None
    with pytest.raises(Conflict, match="ya fue generado"):
        service.save_draft(res, company.preparer, draft)


def test_a_draft_is_prepared_once(res: Resources) -> None:
    company = make_company(res)
    draft = prepared(res, company)
    with pytest.raises(Conflict):
        prepare(res, company, draft)


def test_with_nothing_to_pay_it_is_filing_only(res: Resources) -> None:
    company = make_company(res, regime="POSTAL")
    draft = prepared(res, company, income=0)
    kept = service.summary(res, company.preparer, draft.public_id).declaration
    assert (kept.total, kept.use) == (0, Use.FILING)


def test_the_hash_binds_the_lines_and_not_the_day(res: Resources) -> None:
    company = make_company(res)
    draft = saved(res, company, with_income(begun(res, company), 950_000_000))
    with res.database.unit() as unit:
        declaration = stored(unit, company, draft)
        declaration.levy = 20_900_000
        lines = repository.lines_of(unit, declaration)
        before = filing.content_hash(declaration, lines)
        declaration.payment_day = date(2013, 12, 1)
        declaration.arrears_interest = 1
        assert filing.content_hash(declaration, lines) == before
        lines[0].description = "otro servicio"
        assert filing.content_hash(declaration, lines) != before


def test_both_have_to_sign_in_any_order(res: Resources) -> None:
    company = make_company(res)
    draft = prepared(res, company)
    assert missing(res, company, draft) == BOTH
    assert not sign(res, company, draft, company.accountant, SignerRole.ACCOUNTANT)
    assert missing(res, company, draft) == (SignerRole.LEGAL_REPRESENTATIVE,)
    representative = company.representative
    assert sign(res, company, draft, representative, SignerRole.LEGAL_REPRESENTATIVE)
    assert missing(res, company, draft) == ()


def test_nobody_signs_twice(res: Resources) -> None:
    company = make_company(res)
    draft = prepared(res, company)
    sign(res, company, draft, company.accountant, SignerRole.ACCOUNTANT)
    with pytest.raises(Conflict, match="ya firmó"):
        sign(res, company, draft, company.accountant, SignerRole.ACCOUNTANT)


@pytest.mark.parametrize("who", ["preparer", "admin", "accountant"])
def test_the_wrong_quality_does_not_sign(res: Resources, who: str) -> None:
    company = make_company(res)
    draft = prepared(res, company)
    with pytest.raises(Refused, match="no firma en esa calidad"):
        sign(res, company, draft, getattr(company, who), SignerRole.LEGAL_REPRESENTATIVE)


def test_another_operators_representative_does_not_sign(res: Resources) -> None:
    company, other = make_company(res), make_company(res, name="Otra S.A.S.")
    draft = prepared(res, company)
    with pytest.raises(Refused, match="no firma"):
        sign(res, company, draft, other.representative, SignerRole.LEGAL_REPRESENTATIVE)


def test_the_oath_is_the_oath(res: Resources) -> None:
    company = make_company(res)
    draft = prepared(res, company)
    with pytest.raises(Refused, match="juramento"):
        sign(res, company, draft, company.accountant, SignerRole.ACCOUNTANT, "De acuerdo")


def test_a_draft_is_not_signed(res: Resources) -> None:
    company = make_company(res)
    draft = begun(res, company)
    with pytest.raises(Refused, match="no está lista"):
        sign(res, company, draft, company.accountant, SignerRole.ACCOUNTANT)


def test_signatures_on_an_older_content_do_not_count(res: Resources) -> None:
    company = make_company(res)
    draft = prepared(res, company)
    sign(res, company, draft, company.accountant, SignerRole.ACCOUNTANT)
    with res.database.unit() as unit:
        filing.return_to_draft(unit, stored(unit, company, draft))
    changed = with_income(opened(res, company.preparer, draft.public_id), 900_000_000)
    saved(res, company, changed)
    prepare(res, company, draft)
    assert missing(res, company, draft) == BOTH


def test_signatures_count_again_when_nothing_was_changed(res: Resources) -> None:
    company = make_company(res)
    draft = prepared(res, company)
    sign(res, company, draft, company.accountant, SignerRole.ACCOUNTANT)
    with res.database.unit() as unit:
        filing.return_to_draft(unit, stored(unit, company, draft))
    prepare(res, company, draft)
    assert missing(res, company, draft) == (SignerRole.LEGAL_REPRESENTATIVE,)


def test_filing_gives_a_receipt_and_the_inputs_for_a_replay(res: Resources) -> None:
    company = make_company(res)
    draft = prepared(res, company)
    assert file(res, company, draft) == "CP-2013-00000001"
    kept = service.summary(res, company.preparer, draft.public_id).declaration
    assert (kept.state, kept.filed_at, kept.filed_on) == (DeclarationState.FILED, AT, TODAY)
    assert kept.inputs["gross_income"] == 950_000_000
    assert (kept.inputs["filed_on"], kept.inputs["paid_on"]) == ("2013-06-20", "2013-06-20")


def test_a_filed_period_leads_to_its_declaration(res: Resources) -> None:
    company = make_company(res)
    draft = prepared(res, company)
    file(res, company, draft)
    again = service.start_draft(res, company.preparer, company.expediente.public_id, "2013-Q1")
    choice = service.period_choices(res, company.preparer, company.expediente.public_id)[0]
    assert again == choice.declaration_id == draft.public_id
    assert choice.state is DeclarationState.FILED


def test_only_a_prepared_declaration_is_filed(res: Resources) -> None:
    company = make_company(res)
    draft = begun(res, company)
    with pytest.raises(Refused):
        file(res, company, draft)
    prepare(res, company, draft)
    file(res, company, draft)
    with pytest.raises(Refused):
        file(res, company, draft)


def test_receipt_numbers_are_never_given_twice(res: Resources) -> None:
    def take(_: int) -> int:
        with res.database.unit() as unit:
            return repository.next_receipt(unit, 2013)

    with ThreadPoolExecutor(max_workers=8) as pool:
        taken = list(pool.map(take, range(40)))
    assert sorted(taken) == list(range(1, 41))


def test_the_first_value_day_of_a_payment_stays(res: Resources) -> None:
    company = make_company(res)
    draft = prepared(res, company)
    with res.database.unit() as unit, pytest.raises(Refused, match="no está presentada"):
        filing.mark_paid(unit, stored(unit, company, draft), TODAY, 23_019_000)
    file(res, company, draft)
    with res.database.unit() as unit:
        filing.mark_paid(unit, stored(unit, company, draft), TODAY, 23_019_000)
        filing.mark_paid(unit, stored(unit, company, draft), date(2013, 7, 1), 1)
        assert stored(unit, company, draft).paid_on == TODAY
