from collections import defaultdict
from collections.abc import Iterable

from essays.domain.lens import LOOKS_AT, Tint, Vocabulary, tints
from essays.domain.text import paragraphs
from essays.models import Prompt, Submission
from opsmethods.models import Term, lines_of


def vocabulary_of(prompt: Prompt) -> Vocabulary:
    """The words that the lens knows: the glossary and the methods of the topic, the firms of the prompt."""
    terms = [name for term in Term.objects.filter(topic=prompt.topic_id, published=True) for name in term.names]
    methods = prompt.topic.methods.filter(published=True).values_list("name", "slug")
    return Vocabulary(
        terms=_lowered(terms),
        methods=_lowered(words for name, slug in methods for words in (name, slug.replace("-", " "))),
        firms=_lowered(lines_of(prompt.firms)),
    )


def tints_for(submission: Submission, *, code: str) -> dict[int, tuple[Tint, ...]]:
    """What the lens finds for a criterion, by the number of the sentence."""
    found: dict[int, tuple[Tint, ...]] = defaultdict(tuple)
    for tint in tints(paragraphs(submission.text), vocabulary_of(submission.draft.prompt)):
        if LOOKS_AT[tint.sign] == code:
            found[tint.sentence] += (tint,)
    return dict(found)


def _lowered(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.lower() for word in words))
