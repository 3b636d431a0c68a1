"""spaCy beside the rules: pipelines that need no model weights, with our own names as their patterns."""

from collections.abc import Callable, Mapping
from typing import Any

from annotate.heuristics.actors.words import words

# What our stance layer also looks for, as far as a token pattern can say it.
STANCE = (
    [{"LOWER": {"IN": ["said", "says", "told", "added", "denied", "accused", "warned"]}}],
    [{"LOWER": "according"}, {"LOWER": "to"}],
    [{"LOWER": {"IN": ["was", "were", "is", "are", "been"]}}, {"LOWER": "accused"}, {"LOWER": "of"}],
)


def peers() -> Mapping[str, Callable[[str], object]]:
    """Return the peers by name, none if spaCy is not installed: of the actors, and of all layers together."""
    try:
        import spacy  # a peer, not a dependency
    except ImportError:
        return {}
    names = [{"label": "ACTOR", "pattern": name} for name in words().known]
    actors = _blank(spacy)
    actors.add_pipe("entity_ruler").add_patterns(names)
    layers = _blank(spacy)
    layers.add_pipe("sentencizer")
    layers.add_pipe("entity_ruler").add_patterns(names)
    layers.add_pipe("span_ruler").add_patterns([{"label": "CUE", "pattern": pattern} for pattern in STANCE])
    return {
        "spaCy blank, EntityRuler (actors)": actors,
        "the same, sentences, 3 SpanRulers": layers,
    }


def _blank(spacy: Any) -> Any:
    pipeline = spacy.blank("en")
    pipeline.max_length = 10_000_000
    return pipeline
