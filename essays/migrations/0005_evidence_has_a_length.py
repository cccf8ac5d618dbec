from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("essays", "0004_places_of_evidence")]

    operations = [
        migrations.AlterField("evidence", "start", models.PositiveIntegerField()),
        migrations.AlterField("evidence", "end", models.PositiveIntegerField()),
        migrations.AddConstraint(
            "evidence", models.CheckConstraint(condition=Q(start__lt=F("end")), name="evidence_has_a_length")
        ),
    ]
