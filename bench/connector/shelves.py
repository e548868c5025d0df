"""A shop that does not run out while it is measured: what is sold out is answered otherwise than what is there."""

from typing import Any

import aiohttp

from bench.munshi import Munshi

SHOP = "sharma-kirana"
PLENTY = "100000"


async def fill(session: aiohttp.ClientSession, munshi: Munshi) -> None:
    """Gives the shop plenty of everything that it has."""
    headers = {"Authorization": f"Bearer {munshi.operator_token}"}
    books = f"{munshi.backend_url}/api/businesses"
    options: dict[str, Any] = {"headers": headers, "raise_for_status": True}
    async with session.get(f"{books}/{SHOP}/export", params={"format": "json"}, **options) as response:
        shop = filled(await response.json())
    async with session.post(books, json=shop, **options):
        pass


def filled(shop: dict[str, Any]) -> dict[str, Any]:
    """The business's file with full shelves; what was sold out remains so."""
    return {**shop, "products": [_filled(product) for product in shop["products"]]}


def _filled(product: dict[str, Any]) -> dict[str, Any]:
    return {**product, "stock": PLENTY} if float(product.get("stock") or 0) else product
