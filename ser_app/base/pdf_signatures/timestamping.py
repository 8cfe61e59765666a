"""Asks and reads a timestamp server (RFC 3161); the network is the caller's."""

import hashlib
import secrets
from typing import Final

from asn1crypto import algos, core, tsp

REQUEST_TYPE: Final = "application/timestamp-query"
_NONCE_BYTES: Final = 8


def request_for(content: bytes) -> bytes:
    """A request to vouch for the SHA-256 of a content, with a nonce, DER."""
    imprint = tsp.MessageImprint(
        {
            "hash_algorithm": algos.DigestAlgorithm({"algorithm": "sha256"}),
            "hashed_message": hashlib.sha256(content).digest(),
        }
    )
    return bytes(
        tsp.TimeStampReq(
            {
                "version": 1,
                "message_imprint": imprint,
                "nonce": core.Integer(int.from_bytes(secrets.token_bytes(_NONCE_BYTES), "big")),
                "cert_req": True,
            }
        ).dump()
    )


def token_in(answer: bytes, request: bytes) -> bytes | None:
    """The token in a server's answer, DER; None when it refused or answers another question."""
    asked = tsp.TimeStampReq.load(request)
    try:
        response = tsp.TimeStampResp.load(answer)
        if response["status"]["status"].native not in {"granted", "granted_with_mods"}:
            return None
        token = response["time_stamp_token"]
        said = token["content"]["encap_content_info"]["content"].parsed
        same = (
            said["message_imprint"].dump() == asked["message_imprint"].dump()
            and said["nonce"].native == asked["nonce"].native
        )
    except (ValueError, TypeError, KeyError):
        return None
    return bytes(token.dump()) if same else None
