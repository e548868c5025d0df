"""Which of the person's messages an answer belongs to is shown where it could be another one's."""

from channels.whatsapp.connector import Connector
from tests.channels.fakes import Graph
from tests.channels.writing import Person, body


def contexts(graph: Graph) -> list[str | None]:
    """The id of the message that each answer names."""
    return [message.get("context", {}).get("message_id") for message in graph.sent]


async def test_an_answer_to_the_only_message_names_none(
    running: Connector, priya: Person, graph: Graph
) -> None:
    for count, text in enumerate(("namaste", "cart dikhao"), 1):
        await priya.writes(text)
        await graph.gets(count)
    assert contexts(graph) == [None, None]


async def test_answers_to_what_was_written_in_one_go_name_their_messages_but_for_the_last(
    running: Connector, priya: Person, graph: Graph
) -> None:
    messages = [priya.message("text", {"body": text}) for text in ("2 kilo aata", "1 sabun", "bas")]
    await running.receive(body(priya.value(*messages)))
    await graph.gets(3)
    assert contexts(graph) == [messages[0]["id"], messages[1]["id"], None]


async def test_what_another_person_wrote_meanwhile_does_not_count(
    running: Connector, priya: Person, graph: Graph
) -> None:
    arjun = Person(running, "919000000102", "Arjun")
    messages = [person.message("text", {"body": "namaste"}) for person in (priya, arjun)]
    await running.receive(
        body(*(who.value(said) for who, said in zip((priya, arjun), messages, strict=True)))
    )
    await graph.gets(2)
    assert contexts(graph) == [None, None]


async def test_a_reaction_meanwhile_does_not_count(running: Connector, priya: Person, graph: Graph) -> None:
    messages = [
        priya.message("text", {"body": "namaste"}),
        priya.message("reaction", {"message_id": "wamid.x", "emoji": "👍"}),
    ]
    await running.receive(body(priya.value(*messages)))
    await graph.gets(1)
    assert contexts(graph) == [None]
