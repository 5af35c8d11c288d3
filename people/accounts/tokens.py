from django.contrib.auth.tokens import PasswordResetTokenGenerator


class NewPasswordTokens(PasswordResetTokenGenerator):
    """Signs the links to a new password.

    A link ends when the password changes, the person signs in, has another address or
    ends every sign-in; none works for who has left.
    """

    key_salt = "people.tokens.NewPasswordTokens"

    def _make_hash_value(self, user, timestamp):
        return (
            f"{user.pk}{user.password_mark}{user.last_login}{timestamp}{user.email}"
            f"{user.signed_out_at or ''}"
        )

    def check_token(self, user, token):
        return bool(user and user.is_active) and super().check_token(user, token)


new_password_tokens = NewPasswordTokens()
