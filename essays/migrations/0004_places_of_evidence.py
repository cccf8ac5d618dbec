from django.db import migrations


def find_places(apps, schema_editor):
    """Where each chosen sentence stands in the text handed in; sentences of one essay are looked for in their order."""
    evidence = apps.get_model("essays", "Evidence").objects
    rows = evidence.filter(end=0).select_related("choice__marking__submission")
    reached = {}
    for row in rows.order_by("choice_id", "sentence").iterator():
        text = row.choice.marking.submission.text
        start = max(text.find(row.text, reached.get(row.choice_id, 0)), 0)
        reached[row.choice_id] = start + len(row.text)
        evidence.filter(pk=row.pk).update(start=start, end=start + max(len(row.text), 1))


class Migration(migrations.Migration):
    dependencies = [("essays", "0003_essay_studio")]

    operations = [migrations.RunPython(find_places, migrations.RunPython.noop)]
