"""The prose model: its files, and what it says of the ends of blocks."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

from linter.facts.prose.end_features import open_end
from linter.facts.prose.model import prose_model
from linter.facts.prose.table import UNIT, Table, open_table, pack
from linter.facts.prose.tokens import sentence_around, sentences
from linter.facts.prose.vocabulary import read_vocabulary
from linter.finding import Finding
from tests.conftest import ROOT, check

MODELS = ROOT / "rules" / "prose"
FREE = {"CC0-1.0", "CC-BY-3.0", "CC-BY-4.0", "MIT", "public domain (US) and CC0-1.0", "Unlicense (public domain)"}
START = "The depot opened in spring, and most of the parcels leave before noon.\n\n"
END = "\n\nThe drivers know every road around the depot by now.\n"


def ends(*paragraphs: str) -> list[Finding]:
    """Return the findings of the rules that the end model feeds."""
    article = START + "\n\n".join(paragraphs) + END
    wanted = {"text/cut-sentence", "text/unfinished-paragraph"}
    return [finding for finding in check(article, "a.md") if finding.rule in wanted]


def test_table_gives_back_the_weights_it_was_packed_from() -> None:
    weights = {(number * 2_654_435_761) % 2**32: number % 100 + 1 for number in range(200)}
    table = Table(memoryview(pack(weights, -5, 8)))
    assert [table.score([feature]) + 5 for feature in weights] == list(weights.values())
    assert table.score([]) == -5


def test_table_is_packed_to_the_same_bytes_whatever_the_order() -> None:
    weights = {number * 7_919: number % 5 - 7 for number in range(100)}
    assert pack(weights, 0, 8) == pack(dict(reversed(weights.items())), 0, 8)


def test_too_many_features_for_a_table_are_refused() -> None:
    with pytest.raises(ValueError, match="do not fit"):
        pack({number * 1_000_003: 1 for number in range(1, 300)}, 0, 8)


def test_a_file_that_is_no_table_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.table").write_bytes(b"something else, and longer than the head of a table")
    with pytest.raises(ValueError, match="not a table"):
        open_table(tmp_path / "x.table")


@pytest.mark.parametrize("folder", sorted(MODELS.iterdir()), ids=lambda folder: str(folder.name))
def test_model_files_are_those_of_the_record(folder: Path) -> None:
    record = json.loads((folder / "sources.json").read_text("utf-8"))
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}
    assert record["files"] == {name: digest for name, digest in found.items() if name != "sources.json"}
    assert sum(path.stat().st_size for path in folder.iterdir()) <= 1_500_000


@pytest.mark.parametrize("folder", sorted(MODELS.iterdir()), ids=lambda folder: str(folder.name))
def test_every_source_is_free_and_named_in_the_documentation(folder: Path) -> None:
    page = (ROOT / "docs" / "prose-model.md").read_text("utf-8")
    record = json.loads((folder / "sources.json").read_text("utf-8"))
    for source in record["sources"] + record.get("gap_sources", []):
        assert source["licence"] in FREE
        assert source["repository"] in page
        assert source["commit"][:7] in page


def test_first_stage_knows_behind_which_words_sentences_end() -> None:
    model = prose_model("en")
    assert model is not None

    def certainty(text: str) -> float:
        end = open_end(text)
        assert end is not None
        return model.cannot_end(end) / UNIT

    assert certainty("We would like to thank everybody who has helped us to find the") > 3
    assert certainty("You can order the larger plan on the first of the month, but if you") > 2
    assert certainty("We would like to thank everybody who has helped us to find it") < 0


def test_languages_without_a_model_have_none() -> None:
    assert prose_model("xx") is None
    assert prose_model(None) is None


@pytest.mark.parametrize(
    "text",
    [
        "We have compared the plans that small shops ask for, but if you",
        "The price of the larger plan has fallen since May because we",
        "The scanner is a good choice for small shops because it does not",
        "You can pick any of the three plans that we show here, but if y",
    ],
)
def test_cut_paragraphs_are_found_at_their_last_words(text: str) -> None:
    (finding,) = ends(text)
    assert finding.rule == "text/cut-sentence"
    assert finding.severity == "warning"
    assert finding.excerpt == " ".join(text.split()[-2:])
    assert f"“{finding.excerpt}”" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "The price of the larger plan has fallen since May.",
        "Yours sincerely, the people from the depot",
        "Photo by the people who work in the depot",
        "**The plan that we would take if we were you**",
        "[Read what we wrote about the depot and its drivers](https://depot.example/)",
        "[Visit depot.example](https://depot.example/){ .button .button--primary } [Privacy Policy](https://depot.example/privacy){ .button }",
        "To set up the scanner you will have to type\n\n```\nscan --all\n```",
        "All you need to set up the scanner is\n\n- a cable\n- a printer",
        "![](depot.jpg) The depot and the drivers who",
    ],
)
def test_sound_labels_signatures_and_lead_ins_are_left_alone(text: str) -> None:
    assert ends(text) == []


def test_an_article_that_writes_so_is_told_once_as_info() -> None:
    cut = [
        f"We have compared the {plan} plans that small shops ask for, but if you" for plan in ("old", "new", "large")
    ]
    (finding,) = ends(*cut)
    assert finding.severity == "info"
    assert len(finding.related) == 2


def test_blocks_in_another_language_are_left_alone() -> None:
    page = '<html lang="en"><body><p>{}</p><p{}>We have compared the plans that small shops ask for, but if you</p><p>{}</p></body></html>'
    assert [f.rule for f in check(page.format(START, "", END), "a.html")] == ["text/cut-sentence"]
    assert check(page.format(START, ' lang="nl"', END), "a.html") == []


def test_sentences_are_split_at_stops_but_not_at_abbreviations() -> None:
    assert sentences("We met Dr. Harrow. He left. The depot (of St. Tennby) is open.") == [
        "We met Dr. Harrow.",
        "He left.",
        "The depot (of St. Tennby) is open.",
    ]


def losses(rule: str, text: str) -> list[Finding]:
    """Return the findings of a rule that asks for lost words, in an article with one more paragraph on each side."""
    return [finding for finding in check(f"{START}{text}{END}", "a.md") if finding.rule == rule]


def test_a_paragraph_begun_in_mid_sentence_is_found_at_its_first_words() -> None:
    (finding,) = losses(
        "text/cut-beginning", "of the plans that we have compared, the larger one is the cheapest for small shops."
    )
    assert finding.severity == "info"
    assert finding.excerpt == "of the plans"


@pytest.mark.parametrize(
    "text",
    [
        "iPhones are what most of the drivers use to read the plans of the day.",
        "Of the plans that we have compared, the larger one is the cheapest for small shops.",
        "```\nscan --all\n```\n\nand then we waited for the printer, which took a minute or two.",
        "- the larger plan\n- the smaller plan of the two\n",
        "of the plans.",
    ],
)
def test_small_letters_that_begin_no_cut_paragraph_are_left_alone(text: str) -> None:
    assert losses("text/cut-beginning", text) == []


def test_a_gap_is_found_between_the_two_words() -> None:
    (finding,) = losses("text/lost-words", "You can compare it with our and then decide which of the two you need.")
    assert finding.excerpt == "our and"
    assert "“with our” and “and”" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "The on/off switch is where the drivers look for it, and they like the in-depth guide.",
        "It is a must for small shops, and what we came for, as they say.",
        "The `plan()` function is what the . operator calls. The + sign is the and operator.\n\n```\nplan()\n```",
        "Um, the, um, the plan is, um, the of the year, you know, and so, um, on.",
    ],
)
def test_neighbours_that_nothing_parted_are_left_alone(text: str) -> None:
    assert losses("text/lost-words", text) == []


@pytest.mark.parametrize("text", ["a bag ofFendi leather", "a shop that has testedTennby scanners"])
def test_a_word_closed_up_with_a_name_is_found(text: str) -> None:
    (finding,) = losses("text/fused-name", f"We have seen {text} in May, and the Harrow is cheap.")
    assert finding.severity == "warning"


@pytest.mark.parametrize("text", ["myFitnessPal", "homeKit", "@withHarrow", "https://depot.example/withHarrow", "gmbH"])
def test_names_of_two_parts_are_left_alone(text: str) -> None:
    assert losses("text/fused-name", f"We have used {text} in May, and the plan is cheap.") == []


def test_vocabulary_of_another_shape_is_refused() -> None:
    with pytest.raises(ValueError, match="6 lines"):
        read_vocabulary("the a\nif when\n")


def test_languages_whose_findings_nobody_has_read_are_info() -> None:
    article = (
        "Das Lager hat im Frühling geöffnet, und die meisten Pakete gehen vor Mittag hinaus.\n\n"
        "Wir haben die drei Tarife verglichen, die kleine Läden brauchen. Der größte ist teuer, weil er viele\n\n"
        "Die Fahrer kennen inzwischen jede Straße rund um das Lager.\n"
    )
    (finding,) = [finding for finding in check(article, "a.md") if finding.rule.startswith("text/")]
    assert (finding.rule, finding.severity, finding.excerpt) == ("text/cut-sentence", "info", "er viele")


@pytest.mark.parametrize(
    "text",
    [
        "Correct the articles (a, an, the) and the prepositions of the text, please.",
        "The keys can be set with VIA. Most drivers have their own.",
    ],
)
def test_words_that_are_named_have_no_gap(text: str) -> None:
    assert losses("text/lost-words", text) == []


@pytest.mark.parametrize("name", ["dispatchEvent", "inputFor", "MyHarrow", "forEach"])
def test_names_of_functions_are_no_words_that_closed_up(name: str) -> None:
    assert losses("text/fused-name", f"The Event of the day is that {name} is used by Harrow, and it is cheap.") == []


def test_a_sentence_is_found_from_any_of_its_words() -> None:
    text = "  We met Dr. Oak in May.  He had 3 lamps, e.g. the red one! (It works.) Then he left. " * 9
    place = 0
    for sentence in sentences(text):
        start = text.index(sentence, place)
        place = start + len(sentence)
        for word in re.finditer(r"\w+", sentence):
            at = start + word.start()
            assert sentence_around(text, at) == (start, place)
            assert sentence_around(text, at, start) == (start, place)
