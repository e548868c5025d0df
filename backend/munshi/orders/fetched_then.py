"""Who takes goods up at an hour fetches them: "8 baje uthaunga" is a pick-up. The words stand in `fetched_then.yml`."""

from dataclasses import replace

from munshi.orders.kept import Way
from munshi.orders.messages import Message
from munshi.word_lists import WordLists, plain

PICKUP = Way.PICKUP
_words = WordLists(__file__, "fetched_then.yml").words


def with_fetching_then(message: Message) -> Message:
    """The message, in which such a word beside an hour is the way of the goods, and no note or thing."""
    beside, said = message.beside, message.said or ""
    if beside.ways or not beside.says_when:
        return message
    notes = [note for note in beside.notes if not _takes_up(note.text)]
    lines = [line for line in message.lines if line.quantity is not None or not _takes_up(line.name or "")]
    if len(notes) == len(beside.notes) and len(lines) == len(message.lines):
        return message
    telling = [word for word in message.telling if not _takes_up(said[word.start : word.end])]
    beside = replace(beside, ways=(PICKUP,), notes=notes)
    return replace(message, lines=lines, telling=telling, beside=beside)


def _takes_up(words: str) -> bool:
    """Whether it is said that they are taken up, and nothing else."""
    said = plain(words).split()
    return not _words("takes_up").isdisjoint(said) and (_words("takes_up") | _words("who")).issuperset(said)
