"""What payments do by themselves: news is followed up within seconds, what waits for a gateway within a minute."""

from munshi.billing.payments import attempts, cancelling, events, reconciling, refunding, whatsapp_news


def follow_news() -> None:
    """What the connector has heard of WhatsApp's payments."""
    whatsapp_news.take()


def follow_what_waits() -> None:
    """Events, links, cancellings and refunds that wait for a gateway; and once a day the comparison with it."""
    events.follow_what_waits()
    attempts.follow_up()
    cancelling.cancel_unwanted()
    refunding.carry_out()
    reconciling.reconcile_everywhere()
