from django.db import migrations

from writing.waiting import wait_for


class Migration(migrations.Migration):
    dependencies = [
        ("mentoring_sessions", "0010_question_at"),
        ("writing", "0004_waiting"),
    ]
    operations = [
        wait_for("mentoring_sessions_sessionnote", "mentoring_sessions.SessionNote"),
        wait_for(
            "mentoring_sessions_groupagreement", "mentoring_sessions.GroupAgreement"
        ),
    ]
