"""Many attempts at once: copies of one, made in SQL, that belong to guests who never come."""

import psycopg

BATCH = 20_000
PER_GUEST = 50


class Copies:
    """Copies of an attempt with the first `questions` of its questions and their answers."""

    def __init__(self, connection: psycopg.Connection, attempt: str, *, key: str, questions: int = 10) -> None:
        self.connection = connection
        self.attempt = attempt
        self.key = key
        self.questions = questions
        self.made = 0

    def make(self, count: int, *, state: str) -> None:
        """So many more, handed in an hour ago, and when `scored` with their marks."""
        for start in range(self.made, self.made + count, BATCH):
            self._batch(start, min(start + BATCH, self.made + count), state=state)
        self.made += count
        self.connection.execute("ANALYZE")

    def count(self, state: str) -> int:
        return self._value("SELECT count(*) FROM quizzes_attempt WHERE guest_key LIKE %s AND state = %s", state)

    def seconds_of_scoring(self) -> float:
        span = "extract(epoch FROM max(scored_at) - min(scored_at))"
        return float(
            self._value(f"SELECT {span} FROM quizzes_attempt WHERE guest_key LIKE %s AND state = %s", "scored")
        )

    def _value(self, sql: str, state: str) -> int:
        return self.connection.execute(sql, [f"{self.key}-%", state]).fetchone()[0]

    def _batch(self, start: int, end: int, *, state: str) -> None:
        run = self.connection.execute
        run("DROP TABLE IF EXISTS made")
        numbers = f"generate_series({start}, {end - 1}) AS number"
        run(f"CREATE TEMP TABLE made AS SELECT gen_random_uuid() AS id, number FROM {numbers}")
        at = "now() - interval '1 hour' - made.number * interval '1 second'"
        own = {
            "id": "made.id",
            "user_id": "NULL",
            "guest_key": f"'{self.key}-' || made.number / {PER_GUEST}",
            "state": f"'{state}'",
            "started_at": at,
            "submitted_at": at,
            "scored_at": at if state == "scored" else "NULL",
            "reviewed_at": at if state == "scored" else "NULL",
            "scoring_state": "'done'" if state == "scored" else "'queued'",
        }
        self._copy("quizzes_attempt", own, "CROSS JOIN made WHERE old.id = %s")
        below = f"CROSS JOIN made WHERE old.attempt_id = %s AND old.position <= {self.questions}"
        self._copy("quizzes_attemptitem", {"attempt_id": "made.id"}, below)
        self._copy("quizzes_answerevent", {"attempt_id": "made.id", "item_id": "new_item.id"}, ITEMS + ITEM_OF_EVENT)
        if state == "scored":
            self._copy("quizzes_mark", {"attempt_id": "made.id"}, "CROSS JOIN made WHERE old.attempt_id = %s")
            self._copy("quizzes_markline", {"mark_id": "new_mark.id", "item_id": "new_item.id"}, ITEMS + MARK_OF_LINE)
            self._copy("quizzes_receipt", {"attempt_id": "made.id"}, "CROSS JOIN made WHERE old.attempt_id = %s")

    def _copy(self, table: str, changed: dict[str, str], joined: str) -> None:
        wanted = "SELECT column_name FROM information_schema.columns WHERE table_name = %s ORDER BY ordinal_position"
        names = [name for (name,) in self.connection.execute(wanted, [table])]
        columns = [name for name in names if name != "id" or "id" in changed]
        values = [changed.get(name, f'old."{name}"') for name in columns]
        told = ", ".join(f'"{name}"' for name in columns)
        sql = f"INSERT INTO {table} ({told}) SELECT {', '.join(values)} FROM {table} AS old {joined}"
        self.connection.execute(sql, [self.attempt])


ITEMS = (
    "JOIN quizzes_attemptitem AS old_item ON old_item.id = old.item_id CROSS JOIN made "
    "JOIN quizzes_attemptitem AS new_item ON new_item.attempt_id = made.id AND new_item.position = old_item.position "
)
ITEM_OF_EVENT = "WHERE old.attempt_id = %s"
MARK_OF_LINE = (
    "JOIN quizzes_mark AS old_mark ON old_mark.id = old.mark_id "
    "JOIN quizzes_mark AS new_mark ON new_mark.attempt_id = made.id WHERE old_mark.attempt_id = %s"
)
