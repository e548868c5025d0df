"""The gateway of a business: its file names the variables, the environment has the keys."""

from functools import lru_cache

from munshi import settings
from munshi.billing.payments.gateways.cashfree import Cashfree
from munshi.billing.payments.gateways.port import Gateway, GatewayAway
from munshi.billing.payments.gateways.razorpay import Razorpay
from munshi.billing.payments.gateways.whatsapp import NAME as WHATSAPP
from munshi.billing.payments.gateways.whatsapp import WhatsApp
from munshi.billing.payments.sections import CashfreeAccount, GatewayAccount
from munshi.billing.payments.terms import terms_of
from munshi.business.models import Business


class NotConfigured(GatewayAway):
    """A variable that the business's file names is not set."""


def gateway_of(business: Business, name: str | None = None) -> Gateway:
    """The business's gateway, or that of this name. Raises NotConfigured where its keys are not there."""
    terms = terms_of(business)
    if name == WHATSAPP and terms.whatsapp:
        current = settings.current()
        graph = current.graph_url or f"{current.backend_url}/demo/graph"
        url = f"{graph.rstrip('/')}/{current.graph_version}/{business.numbers[0].phone_number_id}"
        return _whatsapp(url, current.access_token, terms.whatsapp.configuration)
    if terms.gateway is None or (name and terms.gateway.name != name):
        raise NotConfigured(f"{business.id} has no gateway {name or ''}")
    return _account(business.id, terms.gateway)


def _account(business_id: str, account: GatewayAccount) -> Gateway:
    current = settings.current()
    if isinstance(account, CashfreeAccount):
        keys = _keys(account.client_id_env, account.client_secret_env)
        return _cashfree(*keys, current.cashfree_url)
    names = (account.key_id_env, account.key_secret_env, account.webhook_secret_env)
    if current.simulates_graph and not any(map(settings.secret, names)):
        return _razorpay(*demonstration_keys(business_id), f"{current.backend_url}/demo/razorpay")
    return _razorpay(*_keys(*names), current.razorpay_url)


def demonstration_keys(business_id: str) -> tuple[str, str, str]:
    """The account at the gateway of the demonstration, which stands in where no keys are set."""
    return f"rzp_test_{business_id}", "munshi-demo-gateway", "munshi-demo-gateway-webhook"


def _keys(*names: str) -> tuple[str, ...]:
    keys = [settings.secret(name) for name in names]
    missing = [name for name, key in zip(names, keys, strict=True) if not key]
    if missing:
        raise NotConfigured(f"not set: {', '.join(missing)}")
    return tuple(key for key in keys if key)


# A client keeps its connections.
@lru_cache(maxsize=64)
def _razorpay(key_id: str, key_secret: str, webhook_secret: str, url: str) -> Razorpay:
    return Razorpay(key_id, key_secret, webhook_secret, url)


@lru_cache(maxsize=64)
def _whatsapp(url: str, token: str, configuration: str) -> WhatsApp:
    return WhatsApp(url, token, configuration)


@lru_cache(maxsize=64)
def _cashfree(client_id: str, client_secret: str, url: str) -> Cashfree:
    return Cashfree(client_id, client_secret, url)
