from essays.models.draft import Draft, DraftVersion, PlanRow, Submission
from essays.models.exemplar import Exemplar, ExemplarCap, ExemplarMark, ExemplarNote
from essays.models.ledger import Mark, MarkLine
from essays.models.marking import CapAnswer, CriterionChoice, Evidence, JobState, Marking
from essays.models.moderation import PassageComment, SavedComment
from essays.models.prompt import IndicativePoint, Prompt, PromptVariant, ScaffoldRow
from essays.models.reflection import Comparison, PointTick
from essays.models.rubric import Cap, Criterion, EvidenceHint, LevelDescriptor, Rubric
from essays.models.training import Trial

__all__ = [
    "Cap",
    "CapAnswer",
    "Comparison",
    "Criterion",
    "CriterionChoice",
    "Draft",
    "DraftVersion",
    "Evidence",
    "EvidenceHint",
    "Exemplar",
    "ExemplarCap",
    "ExemplarMark",
    "ExemplarNote",
    "IndicativePoint",
    "JobState",
    "LevelDescriptor",
    "Mark",
    "MarkLine",
    "Marking",
    "PassageComment",
    "PlanRow",
    "PointTick",
    "Prompt",
    "PromptVariant",
    "Rubric",
    "SavedComment",
    "ScaffoldRow",
    "Submission",
    "Trial",
]
