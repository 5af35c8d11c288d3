import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0006_away_and_improve"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="mentorgroup",
            name="mentor",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="mentorgroup",
            name="name",
            field=models.CharField(
                blank=True,
                help_text="Empty: called after the mentor.",
                max_length=120,
                verbose_name="name",
            ),
        ),
        migrations.AlterModelOptions(
            name="mentorgroup",
            options={"ordering": ["mentor__given_name", "mentor__family_name", "pk"]},
        ),
    ]
