"""Who makes a model of the shop."""

from munshi.service.tickets.words import brands_in
from munshi.service.warranty.models import ProductModel


def makers(model: ProductModel) -> list[str]:
    """Its brand, or the maker that stands in its name."""
    return [model.brand] if model.brand else brands_in(model.name)
