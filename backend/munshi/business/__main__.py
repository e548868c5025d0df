"""`python -m munshi.business import FILE` and `python -m munshi.business export ID FILE`."""

import sys
from collections.abc import Sequence
from pathlib import Path

from munshi import database, settings
from munshi.business import exchange, service

USAGE = "usage: python -m munshi.business import FILE | export ID FILE"


def main(arguments: Sequence[str]) -> int:
    """Exit code 0; 1 for a file that cannot be taken, or a business that is not there; 2 for a wrong command."""
    database.use(database.connect(settings.current().database_url))
    match arguments:
        case ["import", file] if file:
            return bring_in(Path(file))
        case ["export", business_id, file] if business_id and file:
            return export(business_id, Path(file))
    print(USAGE, file=sys.stderr)
    return 2


def bring_in(file: Path) -> int:
    """Writes the business of the file into the books; prints every fault as `file:line: place: what is wrong`."""
    try:
        with database.transaction() as session:
            done = exchange.bring_in(session, file.read_text("utf-8"))
    except exchange.Faulty as faulty:
        for fault in faulty.faults:
            where = f"{file}:{fault.line}" if fault.line else str(file)
            print(f"{where}: {fault.at + ': ' if fault.at else ''}{fault.problem}", file=sys.stderr)
        return 1
    except (OSError, UnicodeDecodeError) as error:
        print(f"{file} cannot be read: {error}", file=sys.stderr)
        return 1
    print(f"{done.business_id}: {done.outcome}")
    return 0


def export(business_id: str, file: Path) -> int:
    """Writes the business into the file."""
    with database.transaction() as session:
        business = service.get(session, business_id)
        if business is None:
            known = ", ".join(each.id for each in service.all_of_them(session)) or "none"
            print(f"There is no business {business_id}; there are: {known}.", file=sys.stderr)
            return 1
        text = exchange.as_yaml(exchange.hand_out(session, business))
    file.write_text(text, "utf-8")
    print(f"{business_id}: written to {file}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
