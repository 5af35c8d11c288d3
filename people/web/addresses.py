"""An e-mail address is one, however it was typed."""

import unicodedata

from django import forms


def one_address(typed: str) -> str:
    """The address as it is kept: small letters, one form of each sign, no blanks.

    An @ of full width is an @, and what nobody sees (zero-width signs) is not there.
    """
    plain = unicodedata.normalize("NFKC", typed)
    visible = "".join(sign for sign in plain if unicodedata.category(sign) != "Cf")
    return unicodedata.normalize("NFKC", visible.strip().lower())


class AddressInput(forms.EmailField):
    """A typed address, as it is kept."""

    def to_python(self, value):
        return one_address(super().to_python(value) or "")
