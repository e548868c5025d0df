"""The modules and names that stand in: everything can be named, nothing can be done."""

from types import ModuleType


class NeuralExtraMissing(ImportError):
    """A part of Rasa that needs TensorFlow was used without it."""

    def __init__(self, name):
        super().__init__(
            f"{name} was used, and TensorFlow is not installed: this project runs without it. "
            "Run `uv sync --extra neural` to use DIETClassifier, TEDPolicy and the like."
        )


class Name(type):
    """A name of TensorFlow: a class, so that it can annotate and be subclassed. Using it raises NeuralExtraMissing."""

    def __getattr__(cls, attribute):
        if attribute.startswith("__"):
            raise AttributeError(attribute)
        return standin_name(f"{cls.__module__}.{cls.__qualname__}", attribute)

    def __call__(cls, *args, **kwargs):
        raise NeuralExtraMissing(f"{cls.__module__}.{cls.__qualname__}")


def standin_name(module, attribute):
    """The stand-in of `module.attribute`."""
    return Name(attribute, (), {"__module__": module})


class StandinModule(ModuleType):
    """A module that has every name."""

    munshi_standin = True

    def __getattr__(self, attribute):
        if attribute.startswith("__"):
            raise AttributeError(attribute)
        value = standin_name(self.__name__, attribute)
        setattr(self, attribute, value)
        return value


class Loader:
    """Makes the modules."""

    def create_module(self, spec):
        return StandinModule(spec.name)

    def exec_module(self, module):
        """Has nothing to run: the names appear when they are asked for."""
