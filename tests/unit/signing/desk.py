"""A company whose signers have certificates of an authority that the installation believes."""

from dataclasses import dataclass, replace
from pathlib import Path

from ser_app.base.resources import Resources
from ser_app.furs import service as furs
from ser_app.people.actor import Actor
from ser_app.people.repository import user_by_id
from ser_app.signing import service
from ser_app.signing.demo_authority import DemoAuthority, Holder, create
from ser_app.signing.report import Report
from tests.factories import Company, make_company
from tests.support.signing.kit import ACCOUNTANT, BORN, NOW, REPRESENTATIVE, signed
from tests.unit.furs.desk import prepare


@dataclass(frozen=True)
class Desk:
    """A FUR of `company` that waits for the holders of two certificates."""

    res: Resources
    company: Company
    authority: DemoAuthority
    representative: Holder
    accountant: Holder
    number: str

    def download(self) -> bytes:
        return service.to_sign(self.res, self.company.preparer, self.number).content

    def upload(self, copy: bytes, actor: Actor | None = None) -> Report:
        parts = [copy[at : at + 10_000] for at in range(0, len(copy), 10_000)]
        return service.accept_upload(
            self.res, actor or self.company.preparer, self.number, iter(parts), address="192.0.2.9"
        )

    def by_representative(self, document: bytes | None = None) -> bytes:
        return signed(document or self.download(), REPRESENTATIVE, self.representative)

    def by_accountant(self, document: bytes | None = None) -> bytes:
        return signed(document or self.download(), ACCOUNTANT, self.accountant)


def desk(res: Resources, folder: Path, **how: object) -> Desk:
    """Everything up to the FUR that waits for its signatures."""
    company = make_company(res)
    authority = create(BORN, key="ec")
    trust = folder / "trust"
    publish(authority, trust)
    believing = replace(res, settings=res.settings.model_copy(update={"signing_trust": str(trust)}))
    number = furs.issue(believing, company.preparer, prepare(res, company, **how))  # type: ignore[arg-type]  # passed on
    return Desk(
        believing,
        company,
        authority,
        _certificate(res, authority, company.representative),
        _certificate(res, authority, company.accountant),
        number,
    )


def publish(authority: DemoAuthority, folder: Path) -> None:
    """Write the trust list with its revocation lists of now."""
    folder.mkdir(exist_ok=True)
    (folder / "roots.pem").write_bytes(authority.roots_pem)
    (folder / "issuers.pem").write_bytes(authority.issuers_pem)
    for at, content in enumerate(authority.crls(NOW)):
        (folder / f"{at}.crl").write_bytes(content)


def _certificate(res: Resources, authority: DemoAuthority, actor: Actor) -> Holder:
    with res.database.reading() as unit:
        user = user_by_id(unit, actor.user_id)
        assert user is not None
        return authority.issue(
            user.full_name, f"{user.document_type} {user.document_number}", key="ec"
        )
