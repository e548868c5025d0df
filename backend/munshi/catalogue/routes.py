"""The catalogue over HTTP, for the operator of the deployment."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, File, Query, Response
from pydantic import BaseModel, Field
from sqlalchemy.orm import Session

from munshi import database
from munshi.callers import operator, the_business
from munshi.catalogue import part, photos, service, sheets, stock
from munshi.catalogue.models import Product
from munshi.catalogue.sections import ProductEntry
from munshi.problems import NotFound, Unauthorised, Unprocessable, described
from munshi.sheets.serving import CSV, XLSX, Taken, given, taken

router = APIRouter(tags=["catalogue"])


class Products(BaseModel):
    """Some of the products, and the `after` that gives the next ones; null when these are the last."""

    items: list[ProductEntry]
    next: str | None


class Found(BaseModel):
    """A product that may be meant, with its score from 0 to 100."""

    product: ProductEntry
    score: float


class Search(BaseModel):
    """What a name may mean: `sure` names one product, `doubtful` is to be asked, `unknown` is nothing here."""

    kind: str = Field(examples=["sure"])
    products: list[Found]


@router.get(
    "/businesses/{business_id}/products",
    dependencies=[Depends(operator)],
    responses=described(Unauthorised, NotFound, Unprocessable),
)
def products(
    business_id: str, after: str = "", limit: Annotated[int, Query(ge=1, le=1000)] = 200
) -> Products:
    """The products of a business by sku, with what is left of each."""
    with database.transaction() as session:
        the_business(session, business_id)
        found = service.some(session, business_id, after, limit)
        left = stock.on_hand_of(session, business_id, found)
        items = [part.entry_of(product, left[product.sku]) for product in found]
    return Products(items=items, next=items[-1].sku if len(items) == limit else None)


@router.get(
    "/businesses/{business_id}/products/search",
    dependencies=[Depends(operator)],
    responses=described(Unauthorised, NotFound, Unprocessable),
)
def search(business_id: str, name: Annotated[str, Query(min_length=1, max_length=200)]) -> Search:
    """What the assistant would understand by this name, in any script and spelling."""
    with database.transaction() as session:
        the_business(session, business_id)
        match = service.find(session, business_id, name)
        left = stock.on_hand_of(session, business_id, [product for product, _ in match.products])
        found = [
            Found(product=part.entry_of(product, left[product.sku]), score=round(score, 1))
            for product, score in match.products
        ]
    return Search(kind=match.kind, products=found)


@router.post(
    "/businesses/{business_id}/products",
    dependencies=[Depends(operator)],
    responses=described(Unauthorised, NotFound, Unprocessable),
)
def bring_in(
    business_id: str,
    file: Annotated[bytes, File(description="CSV or XLSX; docs/catalogue.md explains the columns")],
) -> Taken:
    """Adds and changes products from a sheet: all of its rows, or none and the fault of each.

    A column that the sheet does not have leaves what the books say; products that it does not name stay as they are.
    """
    return taken(business_id, file, sheets.bring_in)


@router.put(
    "/businesses/{business_id}/photos/{sku:path}",
    dependencies=[Depends(operator)],
    status_code=HTTPStatus.NO_CONTENT,
    responses=described(Unauthorised, NotFound, Unprocessable),
)
def put_photo(
    business_id: str, sku: str, file: Annotated[bytes, File(description="JPEG or PNG, up to 5 MB")]
) -> None:
    """Puts a picture on a product, in place of the one before."""
    with database.transaction() as session:
        product = _product(session, business_id, sku)
        try:
            photos.put(product, file)
        except photos.NoPicture as error:
            raise Unprocessable(f"The file {error}.") from error


@router.delete(
    "/businesses/{business_id}/photos/{sku:path}",
    dependencies=[Depends(operator)],
    status_code=HTTPStatus.NO_CONTENT,
    responses=described(Unauthorised, NotFound),
)
def take_photo_off(business_id: str, sku: str) -> None:
    """Takes the picture off; the address of one on the web stays."""
    with database.transaction() as session:
        _product(session, business_id, sku).photo_file = None


@router.get(
    "/businesses/{business_id}/products.csv",
    dependencies=[Depends(operator)],
    response_class=Response,
    responses={200: {"content": {CSV: {}}}, **described(Unauthorised, NotFound)},
)
def as_csv(business_id: str) -> Response:
    """The catalogue as a CSV, which an import would take."""
    return given(business_id, business_id, "csv", sheets.rows)


@router.get(
    "/businesses/{business_id}/products.xlsx",
    dependencies=[Depends(operator)],
    response_class=Response,
    responses={200: {"content": {XLSX: {}}}, **described(Unauthorised, NotFound)},
)
def as_xlsx(business_id: str) -> Response:
    """The catalogue as a workbook, which an import would take."""
    return given(business_id, business_id, "xlsx", sheets.rows)


def _product(session: Session, business_id: str, sku: str) -> Product:
    the_business(session, business_id)
    product = service.lock_many(session, business_id, [sku]).get(sku)
    if product is None:
        raise NotFound(f"There is no product {sku}.")
    return product
