"""Labels and notes that an article hands to a template: named and unnamed values, in the syntax of each generator."""

from __future__ import annotations

import pytest

from linter.article.emissions import NO_EMISSIONS, Emissions, Printed
from linter.facts import Facts
from linter.facts.options import FactOptions
from tests.conftest import article

URL = "https://www.amazon.com/dp/B0LAMP0001?tag=brightwell-20"
WORDS = "We used this lamp every evening for a whole month, and it never flickered once."


def said(call: str, emissions: Emissions = NO_EMISSIONS) -> list[str]:
    """Return the words that disclose in an English article with one call."""
    text = f"---\ntitle: Lamps\nlang: en\n---\n{WORDS}\n\n{call.replace('@', URL)}\n"
    facts = Facts(article(text, "a.mdx" if call[0] == "<" else "a.md"), FactOptions(emissions=emissions))
    return [f"{item.text}: {item.strength}" for item in facts.disclosures]


@pytest.mark.parametrize(
    "call",
    [
        '{{ button(text="Buy (affiliate link)", url="@") }}',
        '{{ button("Buy (affiliate link)", "@") }}',
        '{{< btn text="Buy (affiliate link)" url="@" >}}',
        '{{< btn "@" "Buy (affiliate link)" >}}',
        "{{< btn `Buy (affiliate link)` @ >}}",
        '{{< btn link_text="Buy (affiliate link)" href="@" >}}',
        '{% include button.html text="Buy (affiliate link)" url="@" %}',
        '{% render "button", label: "Buy (affiliate link)", url: "@" %}',
        '{% button "Buy (affiliate link)", "@" %}',
        '{% button { cta: "Buy (affiliate link)", url: "@" } %}',
        '<Button buttonText="Buy (affiliate link)" href="@" />',
    ],
)
def test_a_label_in_a_call_is_the_text_of_the_link(call: str) -> None:
    assert said(call) == ["Buy (affiliate link): weak"]


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Buy #ad", "#ad: clear"),
        ("Buy (paid link)", "(paid link): clear"),
        ("We earn a commission if you buy", "We earn a commission if you buy: clear"),
    ],
)
def test_a_label_in_a_call_is_as_clear_as_in_the_text(label: str, expected: str) -> None:
    known = Emissions({"box": Printed(disclosure=label, strength="weak", source="box.html")})
    assert said(f'{{{{< btn text="{label}" url="@" >}}}}') == [expected]
    assert said(f'{{{{< btn "{label}" "@" >}}}}') == [expected]
    if " " not in expected:
        assert said("{{< box >}}", Emissions({"box": Printed(disclosure="#ad", strength="weak")})) == [expected]
    assert said("{{< box >}}", known)


@pytest.mark.parametrize(
    "call",
    [
        '{{< figure alt="Lamp (affiliate link)" src="/lamp.png" >}}',
        '{{< figure img_alt="Lamp (affiliate link)" src="/lamp.png" >}}',
        '[Notes]({{< ref "affiliate links" "/about" >}})',
        '{{< btn kind="ad" url="@" >}}',
        '{{< btn "ad" "@" >}}',
        '{% assign note = "Buy (affiliate link)" %}',
        '{% if page.note == "Buy (affiliate link)" %}{% endif %}',
        '{% include "affiliate link/box.html", url: "@" %}',
        '{{< btn "Buy the lamp" "@" >}}',
    ],
)
def test_what_nobody_sees_is_no_label(call: str) -> None:
    assert said(call) == []


def test_a_label_for_a_parameter_that_an_include_never_reads_is_none() -> None:
    call = '{% include button.html text="Buy (affiliate link)" url="@" %}'
    assert said(call, Emissions(parameters_read={"button.html": ("url",)})) == []
    assert said(call, Emissions(parameters_read={"button.html": ("url", "text")})) == ["Buy (affiliate link): weak"]


@pytest.mark.parametrize(
    "call",
    [
        "<Table headers={['Date', 'Ad', 'Price']} />",
        "<Table headers={['Ad', 'Price']} />",
        "<Table\n  rows={[\n    ['Monday', 'Ad'],\n    ['Tuesday (late)', 'Poster'],\n  ]}\n/>",
        '<Tabs names={["Overview", "It\'s lit", "Ad",]} url="@" />',
        '{{ tags(["Lamps", "Sponsored"]) }}',
        '{% tabs ["Lamps", "Advertisement"], "@" %}',
    ],
)
def test_a_word_among_several_of_an_array_is_no_label(call: str) -> None:
    assert said(call) == []


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("<Card badges={['Ad']} href=\"@\" />", ["Ad: clear"]),
        ("<Card tags={['#ad', 'Lamps']} href=\"@\" />", ["#ad: clear"]),
        ("<Notes lines={['It is bright.', 'We earn a commission if you buy']} />", ["We earn a commission if you buy: clear"]),
        ('{{ button("Ad", "@") }}', ["Ad: clear"]),
    ],
)  # fmt: skip
def test_other_texts_of_arrays_and_calls_disclose(call: str, expected: list[str]) -> None:
    assert said(call) == expected
