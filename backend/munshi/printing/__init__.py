"""Paper: a template of Typst and plain data become a PDF or a picture, with fonts that come along."""

from munshi.printing.compiling import compiled, pages
from munshi.printing.pictures import as_svg

__all__ = ["as_svg", "compiled", "pages"]
