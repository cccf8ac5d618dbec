import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '__first__'),
        ('essays', '0002_drafts_and_revisions'),
        ('opsmethods', '0008_hard_sets'),
    ]

    operations = [
        migrations.AddField(
            model_name='draft',
            name='closed_at',
            field=models.DateTimeField(blank=True, help_text='When its writer chose to see the samples: it is not redrafted after that.', null=True),
        ),
        migrations.AddField(
            model_name='draft',
            name='plan_page',
            field=models.UUIDField(blank=True, help_text='The page that saved the plan last.', null=True),
        ),
        migrations.AddField(
            model_name='draft',
            name='plan_revision',
            field=models.PositiveIntegerField(default=0, help_text='How often the plan was saved.'),
        ),
        migrations.AddField(
            model_name='submission',
            name='reminded_at',
            field=models.DateTimeField(blank=True, help_text='When its writer was told that it waits.', null=True),
        ),
        migrations.AddField(
            model_name='criterionchoice',
            name='answer',
            field=models.TextField(blank=True, help_text='What the marker says to the evidence question.'),
        ),
        migrations.AddField(
            model_name='criterionchoice',
            name='confidence',
            field=models.PositiveSmallIntegerField(blank=True, help_text='How sure the marker is, 1 to 3. It is not scored.', null=True),
        ),
        migrations.AddField(
            model_name='draft',
            name='thinned_until',
            field=models.DateTimeField(blank=True, help_text='Of what was saved before this hand-in only a part is kept.', null=True),
        ),
        migrations.AddField(
            model_name='evidence',
            name='end',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='evidence',
            name='start',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='marking',
            name='reason',
            field=models.CharField(blank=True, help_text='Why it is marked another time.', max_length=200),
        ),
        migrations.AddField(
            model_name='prompt',
            name='firms',
            field=models.TextField(blank=True, help_text='Firms that answers often name, one on each line.'),
        ),
        migrations.AddField(
            model_name='prompt',
            name='starters',
            field=models.TextField(blank=True, help_text='Ways to begin a sentence, one on each line.'),
        ),
        migrations.AddField(
            model_name='prompt',
            name='weaknesses',
            field=models.TextField(blank=True, help_text='What often goes wrong, one on each line.'),
        ),
        migrations.AddField(
            model_name='promptvariant',
            name='depth',
            field=models.TextField(blank=True, help_text='What is expected at this level.'),
        ),
        migrations.AddConstraint(
            model_name='criterionchoice',
            constraint=models.CheckConstraint(condition=models.Q(('confidence__isnull', True), ('confidence__range', (1, 3)), _connector='OR'), name='confidence_is_1_to_3'),
        ),
        migrations.CreateModel(
            name='Exemplar',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('import_hash', models.CharField(blank=True, editable=False, max_length=64)),
                ('published', models.BooleanField(default=True, help_text='A draft is seen by editors only.')),
                ('revision', models.PositiveIntegerField(default=1, editable=False, help_text='Rises with each save, so that nobody saves over what they have not seen.')),
                ('code', models.CharField(help_text='For example p1w.', max_length=12)),
                ('band', models.CharField(choices=[('weak', 'Weak'), ('secure', 'Secure'), ('excellent', 'Excellent')], max_length=10)),
                ('status', models.CharField(choices=[('provisional', 'Sample marks'), ('confirmed', 'Confirmed by a teacher')], default='provisional', max_length=12)),
                ('text', models.TextField()),
                ('next_step', models.TextField(blank=True)),
                ('prompt', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='exemplars', to='essays.prompt')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('prompt', 'code'), name='one_exemplar_per_prompt_and_code')],
            },
        ),
        migrations.CreateModel(
            name='ExemplarMark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('criterion', models.CharField(help_text='Code of the criterion, for example C1.', max_length=4)),
                ('mark', models.PositiveSmallIntegerField()),
                ('reason', models.TextField()),
                ('exemplar', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='marks', to='essays.exemplar')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('exemplar', 'criterion'), name='one_mark_per_exemplar_and_criterion')],
            },
        ),
        migrations.CreateModel(
            name='ExemplarCap',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('criterion', models.CharField(max_length=4)),
                ('cap', models.CharField(max_length=12)),
                ('holds', models.BooleanField()),
                ('exemplar', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='caps', to='essays.exemplar')),
            ],
            options={
                'verbose_name': 'cap answer',
                'constraints': [models.UniqueConstraint(fields=('exemplar', 'criterion', 'cap'), name='one_answer_per_exemplar_and_cap')],
            },
        ),
        migrations.CreateModel(
            name='ExemplarNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('criterion', models.CharField(max_length=4)),
                ('quote', models.TextField()),
                ('note', models.TextField()),
                ('exemplar', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='essays.exemplar')),
            ],
            options={
                'verbose_name': 'note in the margin',
                'verbose_name_plural': 'notes in the margin',
                'constraints': [models.UniqueConstraint(fields=('exemplar', 'position'), name='one_note_per_exemplar_and_position')],
            },
        ),
        migrations.CreateModel(
            name='IndicativePoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('import_hash', models.CharField(blank=True, editable=False, max_length=64)),
                ('published', models.BooleanField(default=True, help_text='A draft is seen by editors only.')),
                ('revision', models.PositiveIntegerField(default=1, editable=False, help_text='Rises with each save, so that nobody saves over what they have not seen.')),
                ('number', models.PositiveSmallIntegerField()),
                ('text', models.TextField()),
                ('objectives', models.CharField(help_text='One assessment objective or two, for example AO3 AO4.', max_length=20)),
                ('methods', models.CharField(blank=True, help_text='Slugs with spaces between. Empty: all of them.', max_length=120)),
                ('references', models.CharField(blank=True, help_text='Codes with spaces between, for example UC WIP.', max_length=60)),
                ('prompt', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='points', to='essays.prompt')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('prompt', 'number'), name='one_point_per_prompt_and_number')],
            },
        ),
        migrations.CreateModel(
            name='ScaffoldRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('import_hash', models.CharField(blank=True, editable=False, max_length=64)),
                ('published', models.BooleanField(default=True, help_text='A draft is seen by editors only.')),
                ('revision', models.PositiveIntegerField(default=1, editable=False, help_text='Rises with each save, so that nobody saves over what they have not seen.')),
                ('position', models.PositiveSmallIntegerField()),
                ('label', models.CharField(max_length=120)),
                ('hint', models.TextField(blank=True)),
                ('prompt', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='scaffold', to='essays.prompt')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('prompt', 'position'), name='one_scaffold_row_per_prompt_and_position')],
            },
        ),
        migrations.CreateModel(
            name='PlanRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('label', models.CharField(max_length=120)),
                ('hint', models.TextField(blank=True)),
                ('text', models.TextField(blank=True)),
                ('draft', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='plan', to='essays.draft')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('draft', 'position'), name='one_plan_row_per_draft_and_position')],
            },
        ),
        migrations.CreateModel(
            name='PointTick',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ticked_at', models.DateTimeField()),
                ('point', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ticks', to='essays.indicativepoint')),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ticks', to='essays.submission')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('submission', 'point'), name='one_tick_per_submission_and_point')],
            },
        ),
        migrations.CreateModel(
            name='Comparison',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('own_is_better', models.BooleanField()),
                ('compared_at', models.DateTimeField()),
                ('submission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comparisons', to='essays.submission')),
                ('exemplar', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comparisons', to='essays.exemplar')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('submission', 'exemplar'), name='one_comparison_per_submission_and_exemplar')],
            },
        ),
        migrations.CreateModel(
            name='Trial',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('guest_key', models.CharField(blank=True, db_index=True, max_length=43)),
                ('criterion', models.CharField(max_length=4)),
                ('level', models.PositiveSmallIntegerField()),
                ('mark', models.PositiveSmallIntegerField()),
                ('sample_level', models.PositiveSmallIntegerField()),
                ('sample_mark', models.PositiveSmallIntegerField()),
                ('marked_at', models.DateTimeField()),
                ('exemplar', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='trials', to='essays.exemplar')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('guest_key', ''), ('user__isnull', False)), models.Q(('user__isnull', True), models.Q(('guest_key', ''), _negated=True)), _connector='OR'), name='trial_has_exactly_one_owner'), models.UniqueConstraint(condition=models.Q(('user__isnull', False)), fields=('user', 'exemplar', 'criterion'), name='one_trial_per_user_exemplar_and_criterion'), models.UniqueConstraint(condition=models.Q(('guest_key', ''), _negated=True), fields=('guest_key', 'exemplar', 'criterion'), name='one_trial_per_guest_exemplar_and_criterion')],
            },
        ),
        migrations.CreateModel(
            name='EvidenceHint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('import_hash', models.CharField(blank=True, editable=False, max_length=64)),
                ('published', models.BooleanField(default=True, help_text='A draft is seen by editors only.')),
                ('revision', models.PositiveIntegerField(default=1, editable=False, help_text='Rises with each save, so that nobody saves over what they have not seen.')),
                ('criterion', models.CharField(help_text='Code of the criterion, for example C1.', max_length=4)),
                ('position', models.PositiveSmallIntegerField()),
                ('question', models.TextField()),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evidence_hints', to='opsmethods.topic')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('topic', 'criterion', 'position'), name='one_hint_per_topic_criterion_and_position')],
            },
        ),
    ]
