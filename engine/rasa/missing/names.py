"""The modules and names that stand in: everything can be named, nothing can be done."""

from types import ModuleType


class NotInstalled(ImportError):
    """A part of Rasa was used that needs a package which this project runs without."""

    def __init__(self, name):
        super().__init__(
            f"{name} was used, and the package that it is of is not installed: this project runs without it. "
            "Install it into .venv to use that part of Rasa; engine/rasa/missing steps aside."
        )


class Name(type):
    """A name of such a package: a class, so that it can annotate and be subclassed. Using it raises NotInstalled."""

    def __getattr__(cls, attribute):
        if attribute.startswith("__"):
            raise AttributeError(attribute)
        return standin_name(f"{cls.__module__}.{cls.__qualname__}", attribute)

    def __iter__(cls):
        return iter(())  # `except (A, *SEVERAL)`

    def __call__(cls, *args, **kwargs):
        raise NotInstalled(f"{cls.__module__}.{cls.__qualname__}")


def standin_name(module, attribute):
    """The stand-in of `module.attribute`; what may stand in an `except` is an exception."""
    faults = module.endswith(("exceptions", "errors")) or attribute.endswith("Error")
    return Name(attribute, (Exception,) if faults else (), {"__module__": module})


class StandinModule(ModuleType):
    """A module that has every name."""

    stands_in = True

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
