"""Texts may only name norms on which something rests."""

import pytest

from ser_app.law.norms import BESIDE_THE_RULES, Norm, UnknownNorm, address_of
from ser_app.law.parameters import packaged_rules


def test_a_norm_of_the_rules_has_the_address_of_the_rules() -> None:
    penalty = packaged_rules().parameters["late_filing_monthly_rate.PRST"].values[0].citations[0]

    assert address_of(Norm(penalty.norm, penalty.article)) == penalty.url != ""


def test_an_article_that_nothing_cites_is_unknown() -> None:
    with pytest.raises(UnknownNorm, match=r"Decreto 1161 de 2010, art\. 99"):
        address_of(Norm("Decreto 1161 de 2010", "art. 99"))


@pytest.mark.parametrize("norm", BESIDE_THE_RULES, ids=lambda norm: norm.text)
def test_a_norm_beside_the_rules_gives_no_figure(norm: Norm) -> None:
    cited = {
        (citation.norm, citation.article)
        for parameter in packaged_rules().parameters.values()
        for dated in parameter.values
        for citation in dated.citations
    }
    assert (norm.name, norm.article) not in cited
    assert address_of(norm) == ""
