from django.db import migrations

MOVE = "INSERT INTO {to} (session_key, session_data, expire_date) SELECT session_key, session_data, expire_date FROM {of}"
THERE = MOVE.format(to="accounts_session", of="django_session")
BACK = MOVE.format(to="django_session", of="accounts_session") + " WHERE true ON CONFLICT DO NOTHING"


class Migration(migrations.Migration):
    """Whoever was signed in stays so, and a guest keeps their key. A row learns its user when it is next saved."""

    dependencies = [
        ("accounts", "0002_session"),
        ("sessions", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(THERE, BACK),
    ]
