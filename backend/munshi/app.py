"""The application: puts the skills, the health checks, the start page and the demonstration together."""

import gc
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager

import anyio
import anyio.to_thread
from fastapi import FastAPI

from munshi import clock, database, logs, problems, settings
from munshi.access import routes as access
from munshi.approvals import routes as approvals
from munshi.asking import routes as asking
from munshi.billing.accounts import operator_routes as all_khatas
from munshi.billing.accounts import routes as khata
from munshi.billing.bills import files as bill_files
from munshi.billing.bills import operator_routes as all_bills
from munshi.billing.bills import routes as bills
from munshi.billing.payments import operator_routes as all_payments
from munshi.billing.payments import page_routes as pay_page
from munshi.billing.payments import routes as payments
from munshi.billing.payments import webhook_routes as payment_webhooks
from munshi.billing.payments.gateways.configured import demonstration_keys
from munshi.business import routes as business
from munshi.catalogue import files as photos_of_products
from munshi.catalogue import routes as catalogue
from munshi.console import page_routes as console_pages
from munshi.console import routes as console
from munshi.demo import build as demo
from munshi.demo import keeping
from munshi.demo.from_books import from_books
from munshi.demo.simulator import Simulator
from munshi.expenses import files as receipts
from munshi.expenses import operator_routes as all_claims
from munshi.expenses import routes as expenses
from munshi.handoffs import routes as handoffs
from munshi.health import routes as health
from munshi.health.probes import probes
from munshi.housekeeping import (
    follow_gateways,
    follow_payment_news,
    hand_on_what_is_overdue,
    keep_house,
    look_after_khatas,
    look_after_visits,
    remind_of_orders,
    take_back_conversations,
)
from munshi.leave import files as certificates
from munshi.leave import operator_routes as all_leave
from munshi.leave import routes as leave
from munshi.leave.holidays import operator_routes as holidays
from munshi.offers import routes as offers
from munshi.opting import routes as opting
from munshi.orders import files as files_of_orders
from munshi.orders import goods_routes as looking_at_goods
from munshi.orders import operator_routes as all_orders
from munshi.orders import routes as orders
from munshi.orders.counter import routes as counter_sales
from munshi.orders.serving import operator_routes as kitchen_tickets
from munshi.orders.serving import routes as serving
from munshi.owner import files as pictures_of_sales
from munshi.owner import routes as owner
from munshi.people import routes as people
from munshi.rights import routes as rights
from munshi.routing import Room
from munshi.service import operator_routes as service_sheets
from munshi.service.feedback import routes as feedback
from munshi.service.tickets import files as ticket_files
from munshi.service.tickets import routes as tickets
from munshi.service.visits import operator_routes as all_visits
from munshi.service.visits import routes as visits
from munshi.service.warranty import files as warranty_files
from munshi.service.warranty import operator_routes as sold_products
from munshi.service.warranty import routes as warranty
from munshi.setup import routes as setup
from munshi.undoing import routes as undoing

DESCRIPTION = """
The books of Munshi. Two kinds of callers:

* **The assistant's actions** call for a person, with `MUNSHI_API_TOKEN` and the headers `Munshi-Number` and
  `Munshi-Person`. A decision is always `200` with an `outcome` and its `facts`; also a refusal is an outcome.
  Whatever changes something takes an `Idempotency-Key` and is done once for it.
* **The operator of the deployment** reads and writes everything, with `MUNSHI_OPERATOR_TOKEN`.

What is the caller's fault is answered as `application/problem+json` (RFC 9457).
"""

SKILLS = (
    asking.router,
    business.router,
    people.router,
    access.router,
    opting.router,
    catalogue.router,
    photos_of_products.router,
    orders.router,
    serving.router,
    kitchen_tickets.router,
    looking_at_goods.router,
    all_orders.router,
    files_of_orders.router,
    counter_sales.router,
    owner.router,
    console.router,
    khata.router,
    all_khatas.router,
    pictures_of_sales.router,
    leave.router,
    all_leave.router,
    certificates.router,
    holidays.router,
    setup.router,
    expenses.router,
    all_claims.router,
    approvals.router,
    receipts.router,
    visits.router,
    all_visits.router,
    tickets.router,
    ticket_files.router,
    warranty.router,
    warranty_files.router,
    service_sheets.router,
    sold_products.router,
    feedback.router,
    rights.router,
    bills.router,
    bill_files.router,
    all_bills.router,
    payments.router,
    all_payments.router,
    payment_webhooks.router,
    undoing.router,
    handoffs.router,
    offers.router,
)


def create() -> FastAPI:
    """The application as the settings of this process say."""
    current = settings.current()
    simulator = _simulator(current) if current.simulates_graph else None
    app = FastAPI(
        title="Munshi", version="0.1.0", description=DESCRIPTION, lifespan=_lifespan(current, simulator)
    )
    problems.install(app)
    app.include_router(console_pages.router)
    app.include_router(health.router)
    app.include_router(pay_page.router)
    if simulator is not None:
        demo.mount(app, simulator)
        keys = demonstration_keys("")[1:]
        demo.mount_gateway(app, demo.gateway(current.backend_url, keys, clock.now))
    for router in SKILLS:
        app.include_router(Room(router), prefix="/api")
    return app


def _lifespan(
    current: settings.Settings, simulator: Simulator | None
) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        logs.install()
        anyio.to_thread.current_default_thread_limiter().total_tokens = database.THREADS
        app.state.probes = probes(current)
        async with AsyncExitStack() as closing:
            engine = database.connect(current.database_url)
            database.use(engine)
            closing.callback(engine.dispose)
            closing.push_async_callback(app.state.probes.client.aclose)
            background = await closing.enter_async_context(anyio.create_task_group())
            closing.callback(background.cancel_scope.cancel)
            background.start_soon(keep_house)
            background.start_soon(hand_on_what_is_overdue)
            background.start_soon(take_back_conversations)
            background.start_soon(look_after_visits)
            background.start_soon(follow_payment_news)
            background.start_soon(follow_gateways)
            background.start_soon(look_after_khatas)
            background.start_soon(remind_of_orders)
            if simulator is not None:
                await keeping.remember(simulator)
                background.start_soon(keeping.keep, simulator)
                closing.push_async_callback(keeping.keep_now, simulator)
                closing.push_async_callback(demo.close, simulator)
            _keep_what_is_loaded()
            yield

    return lifespan


def _keep_what_is_loaded() -> None:
    """The garbage collector no longer goes through what is imported, which stays to the end."""
    gc.collect()
    gc.freeze()


def _simulator(current: settings.Settings) -> Simulator:
    graph_url = current.graph_url or f"{current.backend_url}{demo.PATH}"
    connection = demo.Connection(
        graph_url, current.access_token, current.app_secrets[0], current.assistant_url
    )
    return demo.simulator(connection, from_books, clock.now)
