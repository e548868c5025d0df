"""How well each listing fits what was said: what it has of it, what is over, and what speaks against it. Pure."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from munshi.catalogue import goods, matching, rules
from munshi.catalogue.endings import same_but_number
from munshi.catalogue.figures import Figure, agree
from munshi.catalogue.goods import Kind
from munshi.catalogue.heard import Heard, Token
from munshi.catalogue.index import Index
from munshi.catalogue.listings import Listing, Place, Wording, term
from munshi.catalogue.rules import Fit

OTHER_WORD = 0.99  # chawal, of basmati rice
OF_ITS_CLASS = 0.95  # biscuit, of Parle-G
WITHOUT_QUALITY = 0.95  # red chilli, of a listing that says only chilli
OF_A_PHRASE = 0.85  # each word of a phrase; by less, sugar free is sugar and something
LEAST_SIZE = 20
LEAST_SURE = 0.87  # of every word: machine and something like bp are no bp machine
OF_A_FIGURE = 5.0  # of weight: as much as a short word
EACH_PLACE = 0.01  # of likeness, that a word may lack which does more in the name


@dataclass(frozen=True)
class Likely:
    """What was said means these, the likeliest first; `left` and `against` as in `service.Match`."""

    kind: rules.Kind
    fits: tuple[Fit, ...] = ()
    left: str = ""
    against: bool = False


def likeliest(name: str, index: Index) -> Likely:
    """What somebody who says this may mean on a shelf."""
    heard = index.hears(name)
    kind, found = rules.verdict(_contending(heard, index), index.size)
    if not found:
        return Likely(kind, left=name)
    if kind is rules.Kind.SURE and any(goods.is_remedy(token.words) for token in heard.tokens):
        kind = rules.Kind.DOUBTFUL  # against what it helps is said, and not which one
    return Likely(kind, tuple(found), heard.left(set(found[0].used)), found[0].lost > 0)


@dataclass(frozen=True)
class Held:
    """What a listing has of one token; `lacks`: the words of it that it does not have; `class_only`: not by name."""

    likeness: float
    place: Place
    words: frozenset[str]
    lacks: tuple[int, ...] = ()
    vague: bool = False
    named: bool = False


def fits(heard: Heard, index: Index, aside: Collection[int] = (), *, by_little: bool = False) -> list[Fit]:
    """The listings that may be meant, the likeliest first; `aside`: where words stand that name nothing here.

    `by_little`: a size by itself is enough.
    """
    tokens = _written_as_one([token for token in heard.tokens if token.at[0] not in aside], index)
    listings = (index.listing(number) for number, _ in index.candidates(tokens))
    found = (fit_of(tokens, listing, index, by_little, heard.figures) for listing in listings)
    return rules.likeliest_first(fit for fit in found if fit is not None)


def _contending(heard: Heard, index: Index) -> list[Fit]:
    """The listings that may be meant. What can only have too little of it, beside one that has more, is not read."""
    tokens = _written_as_one(heard.tokens, index)
    by_figures = OF_A_FIGURE * len(heard.figures)
    found: list[Fit] = []
    least = 0.0
    for number, weight in index.candidates(tokens):
        if weight + by_figures < least:
            continue
        fit = fit_of(tokens, index.listing(number), index, figures=heard.figures)
        if fit is not None:
            found.append(fit)
            least = max(least, rules.contends_from(fit))
    return found


def tells_more(heard: Heard, aside: Collection[int]) -> bool:
    """Whether something is said that tells goods apart, beside these words."""
    return any(token.tells and token.at[0] not in aside for token in heard.tokens)


def fit_of(
    tokens: Sequence[Token],
    listing: Listing,
    index: Index,
    by_little: bool = False,
    figures: Sequence[Figure] = (),
) -> Fit | None:
    """What one listing has of what was said; None when it has nothing that tells."""
    held = _meant_by(tokens, listing, index)
    telling = [place for place in held if tokens[place].tells or held[place].place >= Place.BRAND]
    if not any(tokens[place].kind is not Kind.TALK for place in telling):
        telling = [place for place in held if by_little or not tokens[place].is_number]
    if not telling or not (by_little or any(_names(tokens[place], figures) for place in telling)):
        return None
    sized = OF_A_FIGURE * agree(figures, listing.figures)
    weight = sum(tokens[place].weight for place in telling)
    score = sum(tokens[place].weight * held[place].likeness for place in telling) / weight
    against = _against(tokens, held)
    goods_named = [place for place, token in enumerate(tokens) if token.kind is Kind.GOODS]
    named = max(goods_named, key=lambda place: (not _may_be_talk(tokens[place]), place), default=None)
    counting = _telling_more(tokens, held, named)
    lost = sum(tokens[place].weight for place in against)
    lost += sum(len(held[place].lacks) for place in held) + max(-sized, 0.0)
    lost += _has_other_letter(tokens, listing)
    used = {at for place, has in held.items() for at in tokens[place].at if at not in has.lacks}
    if sized > 0 and not any(figure.may_be_amount for figure in figures):
        used |= {at for token in tokens if token.is_size for at in token.at}
    words = frozenset(word for has in held.values() for word in has.words)
    said = [word for place in sorted(held) for word in tokens[place].words]
    missing = min((_missing(wording, words) for wording in listing.wordings if wording.is_name), default=0)
    return Fit(
        listing.key,
        100 * score,
        covered=sum(tokens[place].weight * held[place].likeness for place in counting) + max(sized, 0.0),
        lost=lost,
        portion=sum(tokens[place].weight for place, has in held.items() if has.place is Place.VARIANT),
        place=max(_rank(tokens[place], held[place]) for place in telling),
        whole=missing == 0 and any(held[place].place is Place.HEAD for place in telling),
        missing=missing,
        enough=any(_enough(tokens[place], held[place]) for place in telling)
        and min(held[place].likeness for place in telling) >= LEAST_SURE,
        exact=_is_called(said, listing),
        headed=named is None or named in held,
        used=frozenset(used),
        core=listing.core,
        turn=(listing.shortest, listing.branded, listing.place),
    )


def _telling_more(tokens: Sequence[Token], held: Mapping[int, Held], named: int | None) -> Collection[int]:
    """What counts for it; what only its category has goods of is no likelier for being loose, or red, as they are."""
    if named is None or named not in held or held[named].place is not Place.CATEGORY:
        return held
    return [place for place in held if tokens[place].kind is not Kind.QUALITY]


def _is_called(said: Sequence[str], listing: Listing) -> bool:
    """Whether a listing is called just so; each word of its name may be said in its other number: *veg momo*."""
    if "".join(said) in listing.called:
        return True
    names = (name.parts for name in listing.wordings if name.is_name and len(name.parts) == len(said))
    return any(all(_same(word, part.word) for word, part in zip(said, parts, strict=True)) for parts in names)


def _same(word: str, other: str) -> bool:
    return word == other or same_but_number(word, other)


def _names(token: Token, figures: Sequence[Figure]) -> bool:
    """A figure carries no match, nor what it counts: 500 names no tablet, 4 inch no brush."""
    return not (token.is_size if figures else token.is_number)


def _meant_by(tokens: Sequence[Token], listing: Listing, index: Index) -> dict[int, Held]:
    """What the listing has of each token. Where it is not called after any, only what it may be named by counts."""
    held = {place: has for place, token in enumerate(tokens) if (has := _held(token, listing, index))}
    if any(has.place is Place.HEAD for has in held.values()) or _all_stand(tokens, held):
        return held
    return {place: has for place, has in held.items() if _lends(tokens[place], has, listing)}


def _all_stand(tokens: Sequence[Token], held: Mapping[int, Held]) -> bool:
    """Whether several words were said, and each that tells stands in its name: *basmati rice*, of Basmati Rice Long."""
    telling = [place for place, token in enumerate(tokens) if token.tells and not token.is_number]
    stands = (place in held and held[place].place >= Place.INNER for place in telling)
    return len(telling) > 1 and all(stands) and all(not held[place].lacks for place in telling)


def _held(token: Token, listing: Listing, index: Index) -> Held | None:
    """The best of what a listing has of a token: its meaning, its words, or its words written as one."""
    found = [*_by_meaning(token, listing), *_by_words(token, listing, index)]
    return max(found, key=lambda has: (has.likeness + has.place * EACH_PLACE, has.place), default=None)


def _lends(token: Token, has: Held, listing: Listing) -> bool:
    """Goods that are named are meant by what is called after them, or is made of them."""
    named = [concept for concept in token.concepts if concept.kind is Kind.GOODS]
    if not named or has.place <= Place.KIND or has.place is Place.UNDER:
        return True
    return any(listing.lends(concept, has.words) for concept in named)


def _by_meaning(token: Token, listing: Listing) -> Iterator[Held]:
    for concept in token.concepts:
        if concept.kind is Kind.TALK:
            continue
        place = listing.roles.get(term(concept.name))
        if place is Place.UNDER and concept.kind is Kind.GOODS and not concept.classes:
            continue  # dawai, of machhar ki dawai
        if place is not None:
            likeness = OF_ITS_CLASS if place <= Place.KIND else OTHER_WORD
            vague = place <= Place.KIND and not (concept.classes and listing.is_called_by_brand)
            named = not listing.is_called_by_brand and concept.name in listing.classes
            yield Held(
                likeness * token.likeness, place, frozenset({term(concept.name)}), vague=vague, named=named
            )


def _by_words(token: Token, listing: Listing, index: Index) -> Iterator[Held]:
    roles = listing.roles
    if len(token.words) > 1:
        one = index.alike("".join(token.words))
        for other in (each for each in one.keys() & roles.keys() if one[each] >= OF_A_PHRASE):
            yield Held(one[other], roles[other], frozenset({other}))
    least = OF_A_PHRASE if len(token.words) > 1 else 0.0
    had: dict[int, tuple[float, Place, str]] = {}
    for at, word in zip(token.at, token.words, strict=True):
        alike = index.alike(word)
        found = [
            (alike[other], roles[other], other)
            for other in alike.keys() & roles.keys()
            if alike[other] >= least and _counts(token, word, alike[other], roles[other])
        ]
        if found:
            had[at] = max(found)
    if not had or (token.at[-1] not in had and token.kind is not Kind.BRAND):
        return
    lacks = tuple(at for at in token.at if at not in had)
    if lacks and not _may_lack(token, lacks):
        return
    likeness = sum(each[0] for each in had.values()) / len(had)
    place = max(each[1] for each in had.values())
    words = frozenset(each[2] for each in had.values())
    yield Held(likeness * (WITHOUT_QUALITY if lacks else 1.0), place, words, lacks, vague=place <= Place.KIND)


def _counts(token: Token, word: str, likeness: float, place: Place) -> bool:
    """Whether having a word says anything.

    A small figure says how many, not which size: *milk 1 amul* is no litre, *500 wala* is one. A category is said or
    not said, and what names a whole class is no head within another thing's name.
    """
    if place is Place.SIZE:
        return word.isdigit() and int(word) >= LEAST_SIZE
    if place is Place.CATEGORY:
        return likeness >= matching.MORE_ENDING
    return place is not Place.UNDER or not _is_class(token)


def _is_class(token: Token) -> bool:
    return token.kind is Kind.GOODS and not any(concept.classes for concept in token.concepts)


def _may_lack(token: Token, lacks: Sequence[int]) -> bool:
    """Where a shelf has only chilli, red chilli is at least asked about; where it has butter, peanut butter is not."""
    words = (token.words[token.at.index(at)] for at in lacks)
    return all(goods.known().is_quality(word) for word in words)


def _against(tokens: Sequence[Token], held: dict[int, Held]) -> list[int]:
    """The tokens that are over and part of the name: what tells goods apart, or stands next to what was found."""
    against: list[int] = []
    for place, token in enumerate(tokens):
        if place in held or not token.tells or _may_be_talk(token):
            continue
        if token.kind is not None or _next_to(place, tokens, held):
            against.append(place)
    return against


def _may_be_talk(token: Token) -> bool:
    """Whether it names goods by itself, and beside others says how they shall come: *thandi*, of a lassi."""
    return any(concept.kind is Kind.TALK for concept in token.concepts)


def _has_other_letter(tokens: Sequence[Token], listing: Listing) -> bool:
    """Whether it comes in another size than the letter that was said: a diaper in M, where L is wanted."""
    said = goods.letter_sizes().intersection(word for token in tokens for word in token.words)
    listed = goods.letter_sizes() & listing.roles.keys()
    return bool(said) and bool(listed) and said.isdisjoint(listed)


def _next_to(place: int, tokens: Sequence[Token], held: dict[int, Held]) -> bool:
    """Whether nothing but words that tell, and figures, stands between this and what was found: n95 mask."""
    for step in (-1, 1):
        at = place + step
        while 0 <= at < len(tokens) and (tokens[at].tells or tokens[at].is_number or at in held):
            if at in held:
                return True
            at += step
    return False


def _missing(wording: Wording, words: frozenset[str]) -> int:
    """How many words of a name, without brand and size, were not said."""
    if wording.together in words or any(meaning in words for meaning, _ in wording.wide):
        return 0
    return sum(
        part.core and part.word not in words and part.meanings.isdisjoint(words) for part in wording.parts
    )


def _rank(token: Token, has: Held) -> Place:
    """What a word does in the name; who says a brand, or the class of a thing, calls the product after it."""
    by_brand = token.kind is Kind.BRAND and has.place is Place.BRAND
    by_class = has.place is Place.KIND and token.kind is Kind.GOODS and has.named
    return Place.HEAD if by_brand or by_class else has.place


def _enough(token: Token, has: Held) -> bool:
    """Whether so little names a product: its head does, or its brand, but no butter names butter naan."""
    if has.vague or token.kind is Kind.QUALITY:
        return False
    return has.place is Place.HEAD or has.place <= Place.KIND or token.kind is not Kind.GOODS


def _written_as_one(tokens: Sequence[Token], index: Index) -> tuple[Token, ...]:
    """Brings together words that this shelf writes as one: sabu dana."""
    kept: list[Token] = []
    for token in tokens:
        if kept and _are_one(kept[-1], token, index):
            before = kept.pop()
            token = Token((*before.at, *token.at), (*before.words, *token.words))
        kept.append(token)
    return tuple(kept)


def _are_one(before: Token, token: Token, index: Index) -> bool:
    if before.is_number or token.is_number or (index.knows(before.words[-1]) and index.knows(token.words[0])):
        return False
    one = "".join((*before.words, *token.words))
    return any(likeness >= matching.MORE_ENDING for likeness in index.alike(one).values())


@lru_cache(maxsize=1 << 12)
def says(text: str, name: str) -> bool:
    """Whether a name of few words stands in a text, by its words or by what they mean: *aadha* says half."""
    known = goods.known()
    said = goods.heard(text)
    meant = {
        each.name for phrase in known.phrases(said) for each in phrase.concepts if each.kind is not Kind.TALK
    }
    return bool(goods.heard(name)) and all(
        part in said or any(each.name in meant for each in known.meaning(part)) for part in goods.heard(name)
    )
