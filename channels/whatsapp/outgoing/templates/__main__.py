"""`python -m channels.whatsapp.outgoing.templates [create]`: compares the texts with what Meta has, for operators."""

import asyncio
import sys
from collections.abc import Sequence

from channels.whatsapp.database import new_pool
from channels.whatsapp.outgoing.client import GraphClient
from channels.whatsapp.outgoing.templates.differences import Difference
from channels.whatsapp.outgoing.templates.files import TemplateFault, templates
from channels.whatsapp.outgoing.templates.review import Review
from channels.whatsapp.outgoing.verdicts import SendFault
from engine import database
from engine.launch import steps
from engine.launch.environment import environment
from engine.launch.opened import opened
from engine.launch.stop import Stop
from engine.settings import Settings, SettingsError, load


def main(arguments: Sequence[str]) -> int:
    """Prints each difference. The exit code is 2 where nothing could be compared."""
    try:
        settings = load()
        if not settings.business_account_ids:
            raise Stop("Set WHATSAPP_BUSINESS_ACCOUNT_ID to the id of your WhatsApp Business account.")
        with opened(settings) as database_url:
            steps.migrate(environment(settings, database_url), settings.state_dir / "logs")
            asyncio.run(_compare(settings, database_url, creates="create" in arguments))
    except SendFault as fault:
        code = f" ({fault.code})" if fault.code else ""
        print(f"{settings.graph_url} does not tell of the templates: {fault.reason}{code}", file=sys.stderr)
        return 2
    except (SettingsError, Stop, TemplateFault, database.DatabaseError) as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    return 0


async def _compare(settings: Settings, database_url: str, *, creates: bool) -> None:
    import engine.clock  # it reads the settings, whose faults are told above

    pool = new_pool(database_url, size=2)
    client = GraphClient(settings.graph_url, settings.graph_version, settings.access_token)
    accounts = settings.business_account_ids
    review = Review(pool, client, accounts, engine.clock.now, creates=creates)
    await pool.open(wait=True)
    try:
        for account_id in accounts:
            _tell(account_id, await review.look(account_id))
    finally:
        await client.close()
        await pool.close()


def _tell(account_id: str, found: list[Difference]) -> None:
    for difference in found:
        print(f"  {difference}")
    total = sum(len(template.bodies) for template in templates().values())
    differing = len({(each.template.name, each.body.code) for each in found})
    print(
        f"Account {account_id}: of {total} templates {total - differing} are as in the files and may be sent."
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
