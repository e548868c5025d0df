"""Answers Rasa's imports of TensorFlow where it is not installed.

A finder at the very end of `sys.meta_path` knows the modules that Rasa 3.6.21 imports, and no others. Their names
can be annotated with, subclassed and compared; whoever calls one gets `NeuralExtraMissing`. Where TensorFlow is
installed its own finder comes first, and this one is never asked.
"""

import sys

MODULES = frozenset(
    {
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
    }
)


def install():
    """Puts the finder last; Python calls this at every start, so it imports nothing."""
    if not any(isinstance(finder, Finder) for finder in sys.meta_path):
        sys.meta_path.append(Finder())


class Finder:
    """Finds the modules of `MODULES` when nothing before it has found them."""

    def find_spec(self, name, path=None, target=None):
        """The stand-in's spec, or None so that every other import fails as it would."""
        if name not in MODULES or self._really_installed(name):
            return None
        from importlib.machinery import ModuleSpec

        from munshi_standin.names import Loader

        return ModuleSpec(name, Loader(), is_package=True)

    def _really_installed(self, name):
        """A part that a real TensorFlow lacks stays missing."""
        top = sys.modules.get(name.partition(".")[0])
        return top is not None and not hasattr(top, "munshi_standin")
