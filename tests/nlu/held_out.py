"""The held-out corpora, read once for all tests."""

from engine.settings import ROOT
from nlu.pages.folders import corpora

CORPORA = corpora(ROOT)
