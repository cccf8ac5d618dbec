"""Two methods on two dimensions: enough of a topic for a grid."""

from types import MappingProxyType

from opsmethods.domain.facts import DimensionFact, FactBase, MethodFact


def method(slug, slot):
    return MethodFact(slug=slug, name=slug.title(), slot=slot, definitions=(), outputs=(), sequences=(), leaks=())


def dimension(code):
    return DimensionFact(
        code=code,
        label=f"About {code}",
        scale_low=1,
        scale_high=3,
        most="most",
        least="least",
        more="more",
        less="less",
    )


FACTS = FactBase(
    topic="ways",
    version=1,
    noun="way",
    noun_plural="ways",
    methods=(method("slow", 1), method("fast", 5)),
    dimensions=(dimension("COST"), dimension("TIME")),
    cells=MappingProxyType({}),
)
