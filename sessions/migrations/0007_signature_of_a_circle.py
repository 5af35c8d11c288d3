import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("groups", "0017_former_circles"),
        ("mentoring_sessions", "0006_kept"),
        ("spaces", "0010_seen"),
    ]

    operations = [
        migrations.AddField(
            model_name="signature",
            name="circle",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="spaces.space",
            ),
        ),
        migrations.AlterField(
            model_name="signature",
            name="seat",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="signatures",
                to="groups.seat",
            ),
        ),
    ]
