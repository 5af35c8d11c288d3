from django.contrib.auth.tokens import PasswordResetTokenGenerator


class NewPasswordTokens(PasswordResetTokenGenerator):
    """Signs the links to a new password.

    A link ends when the password changes, the person signs in or has another address.
    """

    key_salt = "people.tokens.NewPasswordTokens"

    def _make_hash_value(self, user, timestamp):
        return f"{user.pk}{user.password_mark}{user.last_login}{timestamp}{user.email}"


new_password_tokens = NewPasswordTokens()
