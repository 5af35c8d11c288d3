from django.db import migrations

from writing.waiting import wait_for


class Migration(migrations.Migration):
    dependencies = [("programmes", "0003_zone_of_mails"), ("writing", "0004_waiting")]
    operations = [
        wait_for("programmes_needwords", "programmes.NeedWords"),
    ]
