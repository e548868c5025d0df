"""How alike two names sound: phonetic keys and their consonant skeletons, compared by rapidfuzz."""

from dataclasses import dataclass

from munshi_spelling import key, skeleton
from rapidfuzz.distance import Indel

FILLERS = frozenset(key("ka ki ke da di de wala wali wale vaala of the and").split())

KEY_WEIGHT = 0.6
SKELETON_WEIGHT = 0.4


@dataclass(frozen=True)
class Sound:
    """A name as it sounds: its phonetic key, and the key's consonants."""

    key: str
    skeleton: str


def sound(name: str) -> Sound:
    """The name without the filler words that people put in or leave out: *amul ka doodh* is *amul doodh*."""
    words = key(name).split()
    kept = " ".join([word for word in words if word not in FILLERS] or words)
    return Sound(kept, skeleton(kept))


def likeness(said: Sound, listed: Sound) -> float:
    """0 to 100: how alike two names sound; spaces count for nothing: *parle g* is *parleg*."""
    keys = max(
        Indel.normalized_similarity(said.key, listed.key),
        Indel.normalized_similarity(said.key.replace(" ", ""), listed.key.replace(" ", "")),
    )
    skeletons = Indel.normalized_similarity(said.skeleton.replace(" ", ""), listed.skeleton.replace(" ", ""))
    return 100 * (KEY_WEIGHT * keys + SKELETON_WEIGHT * skeletons)
