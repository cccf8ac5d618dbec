from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("classrooms", "0002_time_limits_and_answers")]

    operations = [
        migrations.AddField(
            "assignment",
            "training_required",
            models.BooleanField(
                default=False, help_text="An essay is marked by its writer only after training on samples."
            ),
        ),
        migrations.AlterField(
            "assignment", "minutes", models.PositiveSmallIntegerField(blank=True, help_text="Time limit.", null=True)
        ),
        migrations.RemoveConstraint("assignment", "assignment_lasts_1_to_240_minutes"),
        migrations.AddConstraint(
            "assignment",
            models.CheckConstraint(
                condition=Q(minutes__isnull=True) | Q(minutes__range=(1, 240)), name="assignment_lasts_1_to_240_minutes"
            ),
        ),
        migrations.AddConstraint(
            "assignment",
            models.CheckConstraint(
                condition=Q(training_required=False) | Q(kind="essay"), name="training_is_for_essays"
            ),
        ),
    ]
