"""What customers look at before they order: prices, what is there, the menu, the shop itself, and the same again."""

import json
from collections.abc import Sequence
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import files, order_texts, owner, shop_texts, stock, turn
from actions.backend import Answer, backend
from actions.books import BooksAction
from actions.orders import OrderAction, TrackOrder, say
from actions.shelf import STAY, TAKE, say_only_shop, say_store, to_take

Domain = dict[str, Any]
Facts = shop_texts.Facts

MOST_PHOTOS = 3
OF_THE_BOOKS = "/api/"  # the address of a picture that the business has brought
PHOTO, PAPER, SPECIAL, OFFERS = "photo", "paper", "special", "offers"


class LookAtGoods(BooksAction):
    """Shows goods that can be tapped; a question that is open stays open, else what is shown may be taken."""

    page: str
    wish: str

    async def call(self, tracker: Tracker) -> Answer:
        """What the books know of the goods that are named."""
        asked = {"lines": turn.entities(tracker, "order_line"), "said": turn.text(tracker)}
        return await self.do(tracker, stock.PATH, **stock.spoken(tracker, self.wish, asked))

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> list[EventType]:
        """Says of each what was asked."""
        if (put := await owner.UpdateStock().put_photo(dispatcher, tracker)) is not None:
            return put
        answer, language = await self.call(tracker), turn.language(tracker)
        if stock.is_meant(answer):
            return stock.say(dispatcher, tracker, answer)
        if answer.facts.get("page") == TrackOrder.pages[0]:
            return await say(
                dispatcher, tracker, TrackOrder.pages, answer, leaves_question=TrackOrder.leaves_question
            )
        rows: Sequence[Facts] = answer.facts.get("rows", ())
        if answer.outcome != "none_known" and answer.facts.get("names"):
            names = order_texts.variables({"names": answer.facts["names"]}, language)
            dispatcher.utter_message(response="utter_place_order_unknown", **names)
        dispatcher.utter_message(
            response=f"utter_{self.page}_{answer.outcome}",
            buttons=to_take(rows, language),
            json_message=STAY,
            **shop_texts.variables(answer.facts, language),
        )
        _show_photos(dispatcher, tracker, rows)
        say_only_shop(dispatcher, tracker, answer)
        can_be_taken = any(row["choice"] for row in rows)
        return [SlotSet("asking", TAKE)] if can_be_taken and not tracker.get_slot("asking") else []


def _show_photos(dispatcher: CollectingDispatcher, tracker: Tracker, rows: Sequence[Facts]) -> None:
    """The pictures of the goods that were asked to be shown, or that there are none."""
    if PHOTO not in turn.facets(tracker, "shown") or not rows:
        return
    pictured = [row for row in rows if row.get("photo")][:MOST_PHOTOS]
    for row in pictured:
        kept = "source" if row["photo"].startswith(OF_THE_BOOKS) else "link"
        dispatcher.utter_message(json_message={"image": {kept: row["photo"]}})
    if not pictured:
        dispatcher.utter_message(response="utter_view_menu_no_photo")


class AskPrice(LookAtGoods):
    """What something costs."""

    page, wish = "ask_price", "price"


class AskAvailability(LookAtGoods):
    """Whether something is there."""

    page, wish = "ask_availability", "availability"

    async def call(self, tracker: Tracker) -> Answer:
        """What the books know of the goods that are named, or of what is running low."""
        asked = {"lines": turn.entities(tracker, "order_line"), "said": turn.text(tracker)}
        low = bool(turn.facets(tracker, "stock"))
        return await self.do(tracker, stock.PATH, **stock.spoken(tracker, self.wish, asked), low=low)


class ViewMenu(LookAtGoods):
    """What there is to choose from."""

    page = "view_menu"

    async def call(self, tracker: Tracker) -> Answer:
        """The categories, or the goods of one."""
        diets, sums = turn.facets(tracker, "diet"), turn.entity(tracker, "money") or {}
        return await self.do(
            tracker,
            "/menu",
            category=turn.entity(tracker, "category"),
            text=turn.text_beside_facets(tracker),
            veg={"veg": True, "non_veg": False}.get(next(iter(diets), "")),
            up_to_paise=sums.get("paise") if turn.facets(tracker, "limit") else None,
            shown=self._shown(tracker),
            language=turn.language(tracker),
        )

    def _shown(self, tracker: Tracker) -> str | None:
        """Whether today's special is wanted, the offers, or the whole menu on paper."""
        wanted = [turn.entity(tracker, "choice"), *turn.facets(tracker, "shown")]
        return next((each for each in wanted if each in (PAPER, SPECIAL, OFFERS, PHOTO)), None)

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> list[EventType]:
        """Lists categories to be tapped, or goods."""
        if (put := await owner.UpdateStock().put_photo(dispatcher, tracker)) is not None:
            return put
        answer, language = await self.call(tracker), turn.language(tracker)
        rows: Sequence[Facts] = answer.facts.get("rows", ())
        categories = [each["category"] for each in answer.facts.get("categories", ())]
        to_open = [
            {
                "title": shop_texts.category(each, language),
                "payload": f"/view_menu{json.dumps({'category': each})}",
            }
            for each in categories
        ]
        if to_open:
            to_open.append(
                {"title": shop_texts.on_paper(language), "payload": '/view_menu{"choice": "paper"}'}
            )
        dispatcher.utter_message(
            response=f"utter_view_menu_{answer.outcome}",
            buttons=to_open or to_take(rows, language),
            json_message=STAY,
            **shop_texts.variables(answer.facts, language),
        )
        files.send(dispatcher, answer.facts)
        _show_photos(dispatcher, tracker, rows)
        return [SlotSet("asking", TAKE)] if rows and not tracker.get_slot("asking") else []


class AskStoreInfo(BooksAction):
    """When the shop is open, where it brings goods, how one pays; a question that is open stays open."""

    async def call(self, tracker: Tracker) -> Answer:
        """What the shop says of itself."""
        period, pincode = turn.entity(tracker, "period") or {}, turn.entity(tracker, "pincode")
        asked: dict[str, Any] = {end: period[end] for end in ("from", "to") if period.get(end)}
        asked |= {"pincode": pincode} if pincode else {}
        others = [day["from"] for day in turn.entities(tracker, "period")][1:]
        asked |= {"also": others} if others else {}
        topics = turn.facets(tracker, "topic")
        return await backend().read("/store", turn.asker(tracker), topic=topics, **asked)

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> list[EventType]:
        """Says each thing in a line."""
        say_store(dispatcher, await self.call(tracker), turn.language(tracker))
        return []


class RepeatOrder(OrderAction):
    """The same as before, at today's prices."""

    pages = ("repeat_order", "place_order")

    async def call(self, tracker: Tracker) -> Answer:
        """The cart with what was ordered then."""
        return await self.do(
            tracker,
            "/orders/repeated",
            reference=turn.entity(tracker, "reference"),
            usual="usual" in turn.facets(tracker, "which"),
            lines=turn.order_lines(tracker) or turn.as_answer(tracker, "order_line"),
            left_over=turn.left_over(tracker),
            said=turn.text(tracker),
            pincode=turn.entity(tracker, "pincode"),
            time=turn.entity(tracker, "time"),
            times=turn.moments(tracker),
        )

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Domain
    ) -> list[EventType]:
        """Says what the books decide; what was said with figures beside it is heard next."""
        answer = await self.call(tracker)
        events = await say(dispatcher, tracker, self.pages, answer)
        return [*events, SlotSet("unanswered", answer.facts.get("rest"))]
