"""SMTP that knows whether a lost connection leaves doubt."""

import smtplib

from django.core.mail.backends import smtp


class Watched:
    """A conversation that remembers whether the message itself has begun to leave."""

    begun = False

    def data(self, message):
        self.begun = True
        return super().data(message)


class SmtpConversation(Watched, smtplib.SMTP):
    pass


class SecureConversation(Watched, smtplib.SMTP_SSL):
    pass


class EmailBackend(smtp.EmailBackend):
    @property
    def connection_class(self):
        return SecureConversation if self.use_ssl else SmtpConversation

    @property
    def in_doubt(self) -> bool:
        """Whether a message that failed to be answered for may have been taken."""
        return self.connection is not None and self.connection.begun
