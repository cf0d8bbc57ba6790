"""Hostile articles and file names cannot break out of their line or quotes in a written configuration."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from linter.article.emissions import LayoutDisclosure, RelAtBuild
from linter.configuration.loader import Config, read_config
from linter.configuration.settings import Disclosure
from linter.data.yaml_limits import refusal
from linter.data.yaml_nodes import read_yaml
from linter.facts.links.affiliate import PrintingTemplate
from linter.survey import Survey, survey
from linter.survey.configuration import write_configuration
from linter.survey.folders import Exclude
from linter.survey.hosts import Component, Host
from linter.survey.links import Cloak, NetworkUse
from linter.survey.text import quoted, remark
from linter.survey.wording import Wording

NASTY = [
    'x"\n  evil: true #',
    "a\u2028b\u2029c\x85d\x0be",
    "[[[[{{{{",
    "* a *b *c & *d",
    "\u202ereversed\x1b[31m",
    "'\\\" # : - ? |",
    "---\n...\n%YAML",
    "\ud800",
    "}]{[",
    "\x00\x7f\ufeff\ufffe",
]
TEXT = st.one_of(st.sampled_from(NASTY), st.text(max_size=80), st.text(alphabet='[]{}*&"\\\n #:-', max_size=80))


@given(TEXT)
def test_quoted_value_round_trips_and_remark_stays_on_its_line(text: str) -> None:
    line = f"- {quoted(text)}  # {remark(text)}\n"
    assert len(line.splitlines()) == 1
    assert yaml.safe_load(line) == [text.replace("\ud800", "\ufffd")]


@given(st.lists(TEXT, min_size=40, max_size=60))
def test_many_hostile_values_are_still_valid_yaml(texts: list[str]) -> None:
    assert refusal("".join(f"- {quoted(text)}  # {remark(text)}\n" for text in texts)) is None


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Survey:
    root = tmp_path_factory.mktemp("site")
    (root / ".git").mkdir()
    (root / "a.md").write_text("Text.\n")
    return survey(root)


def hostile(plain: Survey, text: str) -> Survey:
    return replace(
        plain,
        earning=7,
        excludes=(Exclude("/docs/", 1, text, sure=True),),
        folders=((text, 3),),
        sites=((text, ("hugo",), 1),),
        networks=(
            NetworkUse("amazon", text, 5, 4, ((text, 4),), ((text, 1),), 0, names_publisher=True, sure=True),
            NetworkUse("a8", text, 5, 5, ((text, 4),), ((text, 1),), 2, names_publisher=False, sure=False),
        ),
        cloaks=(Cloak("/go/", 1, 1, sure=True),),
        hosts=(Host("l.lamps.example", 5, 3, "short links?"),),
        printing=((PrintingTemplate(text, text, text), 4), (PrintingTemplate(text, text, ""), 4)),
        unfollowed=(Component(text, 4, ""),),
        wordings=(Wording(text, "weak", 3),),
        missed=(Wording(text, "", 3), Wording(text, "weak", 3)),
        components=((text, 3),),
        layouts=(LayoutDisclosure(text, "clear", "top", (text,), text, text),),
        rel=RelAtBuild(text, text, ("sponsored",), "all"),
    )


def loaded(text: str) -> Config:
    return read_config(read_yaml(text, "affilint.yml"), Path.cwd())


@given(text=TEXT)
def test_hostile_text_injects_no_configuration(plain: Survey, text: str) -> None:
    config = loaded(write_configuration(hostile(plain, text)))
    assert config.affiliate.own_tags == {"amazon": frozenset({text.replace("\ud800", "\ufffd").lower()})}
    assert config.affiliate.cloaks == ("/go/",)
    assert config.affiliate.rel_added_at_build is True
    assert config.exclude == ("/docs/",)
    assert config.disclosure == Disclosure()
    assert config.rules == {}


def uncommented(text: str) -> str:
    """Enable the suggestions: uncomment keys of the configuration and quoted items."""
    keys = "language|exclude|affiliate|own_tags|cloaks|hosts|rel_added_at_build|disclosure|accept|components|layout"
    return re.sub(rf'^( *)# (?=(?:{keys}):|- ")', r"\1", text, flags=re.MULTILINE)


def test_uncommented_suggestions_are_valid_configuration(plain: Survey) -> None:
    found = hostile(plain, "This post contains (some) affiliate links & more.")
    disclosure = loaded(uncommented(write_configuration(found))).disclosure
    assert disclosure.components == ("This post contains (some) affiliate links & more.",)
    (accepted, _) = disclosure.accept
    assert accepted.search("This post  contains\n(some) affiliate links & more.")
    assert loaded(uncommented(write_configuration(found))).affiliate.hosts == ("l.lamps.example",)


def test_every_setting_has_a_comment(plain: Survey) -> None:
    lines = write_configuration(hostile(plain, "Words")).splitlines()
    for number, line in enumerate(lines):
        if line.strip().startswith("- ") or re.match(r" *\w+: \S", line):
            assert "  # " in line or lines[number - 1].strip().startswith("#"), line
