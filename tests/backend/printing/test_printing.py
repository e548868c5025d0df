"""Paper is made of a template and data: in any thread, in both scripts, and nothing that people write becomes code."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import typst

from munshi.printing import as_svg, compiled, pages
from munshi.printing.compiling import FONTS, ROOT

SAMPLE = ROOT / "printing" / "specimen.typ"


@pytest.mark.parametrize(("form", "begins"), [("pdf", b"%PDF"), ("png", b"\x89PNG"), ("svg", b"<svg")])
def test_a_document_comes_as_what_is_asked_for(form: str, begins: bytes) -> None:
    assert compiled(SAMPLE, {"name": "Priya"}, form).startswith(begins)  # type: ignore[arg-type]


def test_threads_print_at_once() -> None:
    with ThreadPoolExecutor(8) as threads:
        made = list(threads.map(lambda number: compiled(SAMPLE, {"name": f"Bill {number}"}), range(64)))
    assert all(one.startswith(b"%PDF") for one in made)


def test_what_people_write_is_no_code() -> None:
    written = '#panic("no") \\ $x$ *bold* <label> @ref `raw` "; #read("/etc/passwd")'
    assert compiled(SAMPLE, {"name": written}).startswith(b"%PDF")


def test_signs_that_no_font_has_are_left_out() -> None:
    assert compiled(SAMPLE, {"name": "Priya 🌸✅"}, "svg") == compiled(SAMPLE, {"name": "Priya"}, "svg")


def test_devanagari_is_shaped() -> None:
    """The vowel of `कि` is written before its consonant, so the word is another picture than its signs in a row."""
    together = compiled(SAMPLE, {"name": "किराना"}, "svg")
    assert together != compiled(SAMPLE, {"name": "क ि राना"}, "svg")


def test_every_page_is_a_picture() -> None:
    assert len(pages(SAMPLE, {"name": "long " * 3000, "paper": "a5"})) > 1


def test_a_logo_is_drawn() -> None:
    logo = as_svg(compiled(SAMPLE, {"name": "Logo"}, "png"), "image/png", 100, 40)
    assert compiled(SAMPLE, {"name": "with", "logo": logo}, "svg") != compiled(
        SAMPLE, {"name": "with"}, "svg"
    )


def test_data_that_the_template_misses_is_a_fault() -> None:
    with pytest.raises(typst.TypstError):
        compiled(SAMPLE, {})


def test_the_fonts_have_their_licence_beside_them() -> None:
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text()
