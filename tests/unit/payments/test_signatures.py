"""The published examples of PlacetoPay's two digests, and what makes them differ."""

import base64
import hashlib

import pytest

from ser_app.payments.gateways.placetopay import notification_signature, tran_key


def test_published_example_of_the_tran_key_with_sha1() -> None:
    key = tran_key(b"WmEyvut9GgvcMWrV", "2016-08-30T16:21:35+00:00", "ABCD1234", "sha1")
    assert key == "i/RFwSHAh8d7YgtO3HME5kCnYy8="
    assert base64.b64encode(b"WmEyvut9GgvcMWrV") == b"V21FeXZ1dDlHZ3ZjTVdyVg=="


def test_published_example_of_the_notification_signature_with_sha1() -> None:
    signature = notification_signature(
        "126", "REJECTED", "2016-10-12T01:44:37-05:00", "024h1IlD", "sha1"
    )
    assert signature == "554fa6c36bd5d1376b192b8bc3a1e3dd9a01e448"


def test_the_default_digest_is_sha256_raw_over_nonce_seed_and_key() -> None:
    nonce = b"\x00\xffnot text"
    expected = hashlib.sha256(nonce + b"2023-06-21T09:56:06-05:00" + b"secret").digest()
    key = tran_key(nonce, "2023-06-21T09:56:06-05:00", "secret")
    assert key == base64.b64encode(expected).decode()


def test_a_notification_signed_with_sha256_says_so() -> None:
    signature = notification_signature("7", "APPROVED", "2019-01-01T12:00:00-05:00", "secret")
    digest = hashlib.sha256(b"7APPROVED2019-01-01T12:00:00-05:00secret").hexdigest()
    assert signature == f"sha256:{digest}"


@pytest.mark.parametrize("algorithm", ["md5", "SHA256", ""])
def test_no_other_algorithm_is_taken(algorithm: str) -> None:
    with pytest.raises(ValueError, match="Unknown algorithm"):
        tran_key(b"nonce", "seed", "key", algorithm)
