from django.db import models
from django.db.models import Q

from opsmethods.models import Topic


class ItemSnapshot(models.Model):
    """A question as it was shown, whole (V1). `id` is the SHA-256 of `body` as canonical JSON.

    `body` holds stem, options (id, text, why, note), key and certificate; everything else
    stands beside it, outside the hash.
    """

    id = models.CharField(max_length=64, primary_key=True)
    body = models.JSONField()
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="snapshots")
    topic_version = models.PositiveIntegerField()
    generator_version = models.PositiveIntegerField()
    item_model = models.CharField(max_length=8)
    signature = models.CharField(max_length=200)
    seed = models.BigIntegerField(default=0)
    method = models.SlugField(help_text="The method under test.")
    methods = models.JSONField(default=list, help_text="All that the question names or describes.")
    dimension = models.CharField(max_length=8, blank=True)
    ao = models.CharField(max_length=3, blank=True, help_text="Assessment objective.")
    bloom = models.CharField(max_length=20, blank=True, help_text="Level of thinking.")
    difficulty = models.PositiveSmallIntegerField(default=0, help_text="The guess before data, 1 to 5; 0: none made.")
    boards = models.JSONField(default=list, help_text="Syllabuses that ask for all its methods, as board-level.")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id__regex=r"^[0-9a-f]{64}$"), name="snapshot_id_is_a_sha256"),
        ]

    def __str__(self) -> str:
        return self.id[:12]
