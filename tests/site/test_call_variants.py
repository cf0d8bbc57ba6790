"""What a call with literal props decides: conditions and early returns of the component that it calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.site.test_page_reader import EARNS, INK, NEXT, NOTE, PEN, facts, told

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from linter.article.emissions import Emissions

    Build = Callable[[dict[str, str]], Emissions]

HEAD = 'export function Box({ kind = "full", dense }) {\n'
RETURNS = f"""{HEAD}  if (kind === "banner") {{
    return (
      <div>
        {NOTE}
      </div>
    );
  }}

  if (kind === "bare") {{
    const mark = 1;
    return <p>Made by hand.</p>;
  }}
  return (
    <section>
      <h2>Ink</h2>
      {NOTE}
    </section>
  );
}}
"""
INLINE = f"""{HEAD}  if (kind === "bare") return <p>Made by hand.</p>;
  return <section>
    {NOTE}
  </section>;
}}
"""
MARKUP = f"""{HEAD}  return <div>{{kind !== "bare" && <b>
    {NOTE}
  </b>}}</div>;
}}
"""
NAMED = f"""{HEAD}  const isBare = kind === "bare";
  return <div>{{!isBare && <b>
    {NOTE}
  </b>}}</div>;
}}
"""
CHAIN = f"""{HEAD}  return <div>{{kind === "bare" ? (
    <p>Made by hand.</p>
  ) : kind === "banner" ? (
    <b>Wide.</b>
  ) : (
    {NOTE}
  )}}</div>;
}}
"""
SWITCH = f"""{HEAD}  switch (kind) {{
    case "bare":
      return <p>Made by hand.</p>;
    case "banner":
    case "full":
      return (
        {NOTE}
      );
    default:
      return <p>Other.</p>;
  }}
}}
"""
OF_A_LIST = f"""{HEAD}  const all = ["bare", "full"].map((one) => {{
    if (one === kind) {{ return <i>{{one}}</i>; }}
    return <b>{{one}}</b>;
  }});
  return <section>{{all}}
    {NOTE}
  </section>;
}}
"""
MAYBE = f"""{HEAD}  try {{
    if (kind === "bare" && dense.length) {{ return <p>Made by hand.</p>; }}
  }} catch (error) {{ return <p>Oh.</p>; }}
  return <section>
    {NOTE}
  </section>;
}}
"""


def page(code: str, call: str) -> dict[str, str]:
    """Return a site of one page that links, then calls a component."""
    markup = f'<main><p>Write with <a href="{PEN}">this pen</a>.</p>{call}</main>'
    text = f'import {{ Box }} from "../../components/box";\nconst KIND = "bare";\nexport default function Page() {{\n  return {markup};\n}}\n'
    return {**NEXT, "app/pens/page.tsx": text, "components/box.tsx": code}


@pytest.mark.parametrize(
    ("code", "call", "where"),
    [
        (RETURNS, '<Box kind="bare" />', "no"),
        (RETURNS, "<Box kind={'bare'} />", "no"),
        (RETURNS, '<Box kind="banner" />', "after"),
        (RETURNS, '<Box kind="full" />', "after"),
        (RETURNS, "<Box />", "after"),
        (RETURNS, "<Box kind={pick()} />", "after"),
        (RETURNS, '<Box {...props} />', "after"),
        (INLINE, '<Box kind="bare" />', "no"),
        (INLINE, "<Box />", "after"),
        (INLINE.replace('"full"', '"bare"'), "<Box />", "no"),
        (INLINE.replace('"full"', '"bare"'), '<Box kind="full" />', "after"),
        (MARKUP, '<Box kind="bare" />', "no"),
        (MARKUP, "<Box />", "after"),
        (NAMED, '<Box kind="bare" />', "no"),
        (NAMED, "<Box />", "after"),
        (CHAIN, '<Box kind="bare" />', "no"),
        (CHAIN, '<Box kind="banner" />', "no"),
        (CHAIN, "<Box />", "after"),
        (SWITCH, '<Box kind="bare" />', "no"),
        (SWITCH, '<Box kind="banner" />', "after"),
        (SWITCH, "<Box />", "after"),
        (SWITCH, '<Box kind="odd" />', "no"),
        (OF_A_LIST, '<Box kind="bare" />', "after"),
        (MAYBE, '<Box kind="bare" />', "after"),
    ],
)  # fmt: skip
def test_a_call_decides_what_its_component_discloses(
    site: Build, tmp_path: Path, code: str, call: str, where: str
) -> None:
    found = facts(site, tmp_path, page(code, call), "app/pens/page.tsx")
    assert told(found)[:1] == [(PEN, where)]


def test_a_call_that_passes_its_prop_on_decides_too(site: Build, tmp_path: Path) -> None:
    outer = (
        'import { Inner } from "./inner";\nexport function Box({ look }) { return <div><Inner kind={look} /></div>; }\n'
    )
    files = {**page(outer, '<Box look="bare" />'), "components/inner.tsx": INLINE.replace("Box", "Inner")}
    assert told(facts(site, tmp_path, files, "app/pens/page.tsx")) == [(PEN, "no")]
    files = {**page(outer, '<Box look="wide" />'), "components/inner.tsx": INLINE.replace("Box", "Inner")}
    assert told(facts(site, tmp_path, files, "app/pens/page.tsx")) == [(PEN, "after")]


def test_a_link_behind_a_return_that_the_call_takes_is_not_printed(site: Build, tmp_path: Path) -> None:
    code = f'{HEAD}  if (kind === "bare") return <p>Made by hand.</p>;\n  return <p><a href="{INK}">Ink</a></p>;\n}}\n'
    assert len(told(facts(site, tmp_path, page(code, '<Box kind="bare" />'), "app/pens/page.tsx"))) == 1
    assert len(told(facts(site, tmp_path, page(code, "<Box />"), "app/pens/page.tsx"))) == 2


def test_the_words_of_the_component_are_those_of_the_page(site: Build, tmp_path: Path) -> None:
    found = facts(site, tmp_path, page(RETURNS, "<Box />"), "app/pens/page.tsx")
    assert [item.text for item in found.disclosures] == [EARNS]
