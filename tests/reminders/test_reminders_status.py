import pytest
from django.core.management import call_command

from reminders.models import Mail


@pytest.mark.django_db
def test_the_status_counts_and_quotes_nothing(posted, capsys):
    posted()
    posted(object_id=8)
    sent = posted(object_id=9)
    Mail.objects.filter(pk=sent.pk).update(state=Mail.State.SENT)

    call_command("reminders_status")

    assert capsys.readouterr().out.split() == [
        *("waiting", "2", "claimed", "0", "sent", "1", "unknown", "0"),
        *("dropped", "0", "failed", "0", "kept", "0"),
        *("held", "0", "ready", "2"),
    ]
