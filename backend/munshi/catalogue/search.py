"""Finding products by how their names sound: first the words that may be meant, then the names made of them."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Select, delete, func, select, text
from sqlalchemy.orm import Session

from munshi.catalogue import matching, rules
from munshi.catalogue.matching import Sound
from munshi.catalogue.models import Product, SearchKey
from munshi.columns import among

LEAST_WORD = 0.7  # how alike two words must sound, to be taken for each other
NAMES = 60  # that are looked at
MOST_WORDS = 8  # of what was said; a name has no more

Named = tuple[str, str, str]
"""A product's sku, with the key and the skeleton of one of its names."""

LEARN_NAMES = text(
    """
    INSERT INTO search_keys (business_id, sku, key, skeleton, words)
    SELECT :business_id, sku, key, skeleton, string_to_array(key, ' ')
    FROM unnest(CAST(:skus AS text[]), CAST(:keys AS text[]), CAST(:skeletons AS text[])) AS _ (sku, key, skeleton)
    """
)

# A word that no name has any more stays: it then leads to no name.
LEARN_WORDS = text(
    """
    INSERT INTO search_words (business_id, word, skeleton)
    SELECT :business_id, word, bones FROM unnest(CAST(:words AS text[]), CAST(:bones AS text[])) AS _ (word, bones)
    ON CONFLICT DO NOTHING
    """
)

WRITTEN_TOGETHER = text(
    """
    SELECT said.key, known.sku, known.key, known.skeleton
    FROM unnest(CAST(:keys AS text[]), CAST(:bones AS text[])) AS said (key, bones)
    CROSS JOIN LATERAL (
        SELECT sku, key, skeleton FROM search_keys
        WHERE business_id = :business_id AND skeleton = said.bones
        ORDER BY key <> said.key
        LIMIT 60
    ) AS known
    """
)

WORDS_ALIKE = text(
    """
    SELECT said.word, known.word
    FROM unnest(CAST(:said AS text[]), CAST(:bones AS text[])) AS said (word, bones)
    CROSS JOIN LATERAL (
        SELECT word FROM search_words
        WHERE business_id = :business_id AND (word % said.word OR skeleton = said.bones)
        ORDER BY skeleton <> said.bones, similarity(word, said.word) DESC
        LIMIT 60
    ) AS known
    """
)


def learn(session: Session, business_id: str, products: Sequence[Product]) -> None:
    """Makes products findable by all their names as they are now."""
    skus = [product.sku for product in products]
    session.execute(delete(SearchKey).where(SearchKey.business_id == business_id, among(SearchKey.sku, skus)))
    named = [(product.sku, sound) for product in products for sound in sounds_of(product)]
    columns = {
        "skus": [sku for sku, _ in named],
        "keys": [sound.key for _, sound in named],
        "skeletons": [sound.skeleton for _, sound in named],
    }
    session.execute(LEARN_NAMES, {"business_id": business_id, **columns})
    words = sorted({word for _, sound in named for word in sound.key.split()})
    bones = [matching.bones(word) for word in words]
    session.execute(LEARN_WORDS, {"business_id": business_id, "words": words, "bones": bones})


def sounds_of(product: Product) -> set[Sound]:
    """How the names of a product sound; what has no words has no sound."""
    return {sound for name in product.names if (sound := matching.sound(name)).key}


def scores(session: Session, business_id: str, said: Mapping[str, Sound]) -> dict[str, dict[str, float]]:
    """The best score of each product that each name may mean, by name and sku; without words it means nothing."""
    together = _written_together(session, business_id, {sound for sound in said.values() if sound.key})
    return {
        name: _best(session, business_id, sound, together.get(sound.key, [])) for name, sound in said.items()
    }


def _best(session: Session, business_id: str, said: Sound, together: Sequence[Named]) -> dict[str, float]:
    """Where some are called just so, only those."""
    named_so = [sku for sku, key, _ in together if key == said.key]
    if named_so:
        return dict.fromkeys(named_so, rules.EXACT)
    best: dict[str, float] = {}
    for sku, key, skeleton in [*together, *_made_of(session, business_id, said)]:
        best[sku] = max(matching.likeness(said, Sound(key, skeleton)), best.get(sku, 0.0))
    return best


def _written_together(session: Session, business_id: str, said: Collection[Sound]) -> dict[str, list[Named]]:
    """By what was said, names with the same consonants, however their words are parted: *chaipatti*, *chay patti*."""
    if not said:
        return {}
    together: dict[str, list[Named]] = {}
    bones = {sound.key: sound.skeleton for sound in said}
    asked = {"business_id": business_id, "keys": list(bones), "bones": list(bones.values())}
    for said_key, sku, key, skeleton in session.execute(WRITTEN_TOGETHER, asked):
        together.setdefault(said_key, []).append((sku, key, skeleton))
    return together


def _made_of(session: Session, business_id: str, said: Sound) -> Sequence[Named]:
    """The shortest names that have all the words that were said, or all but the shortest ones."""
    alike = _words_alike(session, business_id, said.key.split()[:MOST_WORDS])
    wanted = sorted(alike, key=len)
    while wanted:
        query = _names(business_id).order_by(func.cardinality(SearchKey.words)).limit(NAMES)
        for word in wanted:
            query = query.where(SearchKey.words.overlap(alike[word]))
        found = session.execute(query).all()
        if found:
            return found
        wanted = wanted[1:]
    return []


def _words_alike(session: Session, business_id: str, said: Sequence[str]) -> dict[str, list[str]]:
    """For words that were said, the words of the business's names that each may stand for, if any."""
    found = session.execute(
        WORDS_ALIKE,
        {"business_id": business_id, "said": list(said), "bones": [matching.bones(word) for word in said]},
    )
    alike: dict[str, list[str]] = {}
    for word, known in found:
        if matching.word_likeness(word, known) >= LEAST_WORD:
            alike.setdefault(word, []).append(known)
    return alike


def _names(business_id: str) -> Select[str, str, str]:
    return select(SearchKey.sku, SearchKey.key, SearchKey.skeleton).where(
        SearchKey.business_id == business_id
    )
