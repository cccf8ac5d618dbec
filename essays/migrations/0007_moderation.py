import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

KEY = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")
CRITERION = {"blank": True, "help_text": "Code of the criterion, or empty.", "max_length": 4}


class Migration(migrations.Migration):
    dependencies = [
        ("essays", "0006_hashes_of_prompts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PassageComment",
            fields=[
                ("id", KEY.clone()),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("quote", models.TextField()),
                ("text", models.CharField(max_length=500)),
                ("criterion", models.CharField(**CRITERION)),
                ("created_at", models.DateTimeField()),
                (
                    "marking",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="passages", to="essays.marking"
                    ),
                ),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=Q(start__lt=F("end")), name="passage_has_a_length")]
            },
        ),
        migrations.CreateModel(
            name="SavedComment",
            fields=[
                ("id", KEY.clone()),
                ("criterion", models.CharField(**CRITERION)),
                ("text", models.CharField(max_length=500)),
                ("used_at", models.DateTimeField()),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_comments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("author", "criterion", "text"),
                        name="one_saved_comment_per_author_criterion_and_text",
                    )
                ]
            },
        ),
        migrations.AddField(
            model_name="submission",
            name="leased_by",
            field=models.ForeignKey(
                blank=True,
                help_text="The teacher who has it open to mark.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="leased_submissions",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="leased_until",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.CheckConstraint(
                condition=Q(leased_by__isnull=True) | Q(leased_until__isnull=False), name="a_lease_has_an_end"
            ),
        ),
    ]
