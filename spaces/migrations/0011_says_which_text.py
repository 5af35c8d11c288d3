from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("spaces", "0010_seen")]
    operations = [
        migrations.AddField(
            model_name="auditevent",
            name="text_id",
            field=models.UUIDField(null=True),
        ),
    ]
