from django.db import models
from django.db.models import Q

from accounts.models import OwnedModel
from essays.models.exemplar import Exemplar


class Trial(OwnedModel):
    """The first time a student marked a criterion of an exemplar, and the sample mark as it stood then."""

    exemplar = models.ForeignKey(Exemplar, on_delete=models.CASCADE, related_name="trials")
    criterion = models.CharField(max_length=4)
    level = models.PositiveSmallIntegerField()
    mark = models.PositiveSmallIntegerField()
    sample_level = models.PositiveSmallIntegerField()
    sample_mark = models.PositiveSmallIntegerField()
    marked_at = models.DateTimeField()

    class Meta(OwnedModel.Meta):
        constraints = [
            *OwnedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["user", "exemplar", "criterion"],
                condition=Q(user__isnull=False),
                name="one_trial_per_user_exemplar_and_criterion",
            ),
            models.UniqueConstraint(
                fields=["guest_key", "exemplar", "criterion"],
                condition=~Q(guest_key=""),
                name="one_trial_per_guest_exemplar_and_criterion",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.exemplar_id} {self.criterion}: {self.mark}"
