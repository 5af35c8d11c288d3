"""What an identity provider says of somebody who comes by it."""

from dataclasses import dataclass

from people.web.addresses import one_address

# OpenID Connect's own word, and that of Microsoft Entra, which leaves the other out.
SAY_VERIFIED = ("email_verified", "xms_edov")
TRUE = {"true", "1"}
LONGEST = 254


@dataclass(frozen=True)
class Claims:
    """`address` is as it came; `verified` is None where nothing is said of it."""

    issuer: str
    subject: str
    address: str
    verified: bool | None

    def believed(self, *, trusting: bool) -> bool:
        """Whether the address counts; `trusting`: also when nothing is said of it."""
        return trusting if self.verified is None else self.verified

    @property
    def kept_address(self) -> str:
        """The address as ours are kept; "" for one that only looks like one of them.

        Capitals make no other address, but a sign that is folded into another one
        (a full-width letter, the sign for Kelvin) may be somebody else's.
        """
        kept = one_address(self.address)
        plain = "".join(
            sign.lower() if sign.isascii() else sign for sign in self.address
        )
        return kept if kept == plain else ""


def claims_of(documents: dict) -> Claims:
    """Read the signed ID token and what the provider's own address tells besides."""
    token = documents.get("id_token") or {}
    sources = [document for document in (documents.get("userinfo"), token) if document]
    addresses = [
        document["email"] for document in sources if is_text(document.get("email"))
    ]
    address = addresses[0] if addresses else ""
    subjects = {document.get("sub") for document in sources}
    return Claims(
        issuer=token.get("iss") or "",
        # Two documents about two people are about nobody (OpenID Connect Core, 5.3.2).
        subject=token.get("sub", "") if len(subjects) == 1 else "",
        address=address,
        verified=verified(sources, address),
    )


def is_text(value) -> bool:
    return isinstance(value, str) and 0 < len(value) <= LONGEST and "\0" not in value


def verified(sources: list[dict], address: str) -> bool | None:
    """False where any says false; True where one does of this very address."""
    answers = [
        (str(document[name]).strip().lower() in TRUE, document.get("email") == address)
        for document in sources
        for name in SAY_VERIFIED
        if document.get(name) is not None
    ]
    if not all(true for true, _ours in answers):
        return False
    return True if any(ours for _true, ours in answers) else None
