"""Answers Rasa's imports of packages that are not installed, because nothing here uses what they are for.

A finder at the very end of `sys.meta_path` knows the modules that Rasa 3.6.21 imports, and no others. Their names
can be annotated with, subclassed and compared; whoever calls one gets `NotInstalled`. Where the real package is
installed its own finder comes first, and this one is never asked.
"""

import sys

MODULES = {
    "TensorFlow: rules and a linear classifier need no neural network.": (
        "keras",
        "keras.utils",
        "keras.utils.control_flow_util",
        "tensorflow",
        "tensorflow.keras",
        "tensorflow.keras.backend",
        "tensorflow.keras.utils",
        "tensorflow.python",
        "tensorflow.python.eager",
        "tensorflow.python.eager.wrap_function",
        "tensorflow.types",
        "tensorflow.types.experimental",
    ),
    "Other channels: messages come through `channels/whatsapp` and Rasa's own HTTP API.": (
        "aiogram",
        "aiogram.types",
        "aiogram.utils",
        "aiogram.utils.exceptions",
        "cachecontrol",
        "fbmessenger",
        "fbmessenger.attachments",
        "fbmessenger.elements",
        "fbmessenger.quick_replies",
        "fbmessenger.sender_actions",
        "google",
        "google.auth",
        "google.auth.transport",
        "google.auth.transport.requests",
        "google.oauth2",
        "google.oauth2.id_token",
        "rocketchat_API",
        "rocketchat_API.rocketchat",
        "slack_sdk",
        "slack_sdk.web",
        "slack_sdk.web.async_client",
        "socketio",
        "twilio",
        "twilio.base",
        "twilio.base.exceptions",
        "twilio.rest",
        "twilio.twiml",
        "twilio.twiml.voice_response",
        "webexteamssdk",
    ),
    "Other brokers and stores: everything is kept in PostgreSQL.": (
        "aio_pika",
        "aio_pika.exceptions",
        "aiormq",
        "aiormq.exceptions",
        "boto3",
        "boto3.dynamodb",
        "boto3.dynamodb.conditions",
        "botocore",
        "botocore.exceptions",
        "pymongo",
        "pymongo.collection",
        "pymongo.errors",
        "redis",
    ),
    "Signed tokens of users (`--jwt-secret`): the HTTP API is guarded by `RASA_AUTH_TOKEN`.": (
        "jwt",
        "jwt.algorithms",
        "jwt.exceptions",
        "sanic_jwt",
    ),
}
"""Each group with the reason why it is not installed."""

_KNOWN = frozenset(name for names in MODULES.values() for name in names)


def install():
    """Puts the finders in their places; Python calls this at every start, so it imports nothing."""
    if not any(isinstance(finder, Finder) for finder in sys.meta_path):
        sys.meta_path.append(Finder())
        sys.meta_path.insert(0, BeforeRasa())


class BeforeRasa:
    """Has today's packages made into what Rasa and its SDK expect, before either is imported."""

    def find_spec(self, name, path=None, target=None):
        """Finds nothing itself."""
        if name in ("rasa", "rasa_sdk"):
            from engine.rasa import packages_of_2023

            packages_of_2023.restore(name)


class Finder:
    """Finds the modules of `MODULES` when nothing before it has found them."""

    def find_spec(self, name, path=None, target=None):
        """The stand-in's spec, or None so that every other import fails as it would."""
        if name not in _KNOWN or self._really_installed(name):
            return None
        from importlib.machinery import ModuleSpec

        from engine.rasa.missing.names import Loader

        return ModuleSpec(name, Loader(), is_package=True)

    def _really_installed(self, name):
        """A part that the real package lacks stays missing."""
        top = sys.modules.get(name.partition(".")[0])
        return top is not None and not hasattr(top, "stands_in")
