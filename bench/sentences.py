"""The texts that are written to the bots."""

from pathlib import Path

import yaml

from engine.settings import ROOT
from nlu.pages.folders import corpora


def one_round() -> list[str]:
    """What one person writes in one round."""
    content = yaml.safe_load(Path(__file__).with_name("messages.yml").read_text(encoding="utf-8"))
    texts: list[str] = content["round"]
    return texts


def held_out() -> list[str]:
    """Every sentence of the corpora, which no model has been trained with."""
    return [sentence for corpus in corpora(ROOT) for sentence, _, _ in corpus.sentences()]
