"""`python -m munshi.seed`: opens the demonstration businesses in books that hold none."""

import sys
from pathlib import Path

from munshi import database, settings
from munshi.business import exchange, service

FILES = Path(__file__).resolve().parents[1] / "demo" / "businesses"


def seed() -> list[str]:
    """The ids of the businesses that were opened, all of them or none."""
    with database.transaction() as session:
        if service.all_of_them(session):
            return []
        files = sorted(FILES.glob("*.yaml"))
        return [exchange.bring_in(session, file.read_text("utf-8")).business_id for file in files]


def main() -> int:
    """Prints what was opened."""
    database.use(database.connect(settings.current().database_url))
    for business_id in seed():
        print(business_id)
    return 0


if __name__ == "__main__":
    sys.exit(main())
