"""Notices above the article whose words only the build knows."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from linter.article.emissions import Emissions
from linter.configuration.resolver import ConfigResolver
from tests.conftest import check

Build = Callable[[dict[str, str]], Emissions]

ARTICLE = "---\ntitle: A jug\n---\nThe jug is [here](https://www.amazon.com/dp/B0DEPOT001?tag=hallway-20).\n"


def files(markup: str) -> dict[str, str]:
    layout = (
        "---\nimport { getConfig, t } from '../lib/config';\nconst config = getConfig();\n---\n"
        f"<main><nav><a href='/'>Home</a></nav>{markup}</main>"
    )
    return {"astro.config.mjs": "", "src/layouts/Post.astro": layout, "src/lib/config.ts": "export * from 'settings';"}


@pytest.mark.parametrize(
    ("markup", "key"),
    [
        ("<p>{config.disclosureShort}</p><slot />", "config.disclosureShort"),
        ("<p>{t('affiliate.disclosure')}</p><slot />", "t('affiliate.disclosure')"),
        ("<p>{siteConfig.texts.affiliateDisclosure}</p><slot />", "siteConfig.texts.affiliateDisclosure"),
        ("<slot /><p>{config.disclosureShort}</p>", None),
        ("<footer>{config.disclosureShort}</footer><slot />", None),
        ("<p>{frontmatter.disclosure}</p><slot />", None),
        ("<p>{config.title}</p><slot />", None),
    ],
)
def test_texts_that_are_loaded_may_disclose_by_their_names(site: Build, markup: str, key: str | None) -> None:
    setting = site(files(markup)).setting
    assert (setting.key if setting is not None else None) == key


def test_missing_is_only_possible_where_a_loaded_text_may_disclose(
    site: Build, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    site(files("<p>{config.disclosureShort}</p><slot />"))
    monkeypatch.chdir(str(tmp_path))
    (found,) = (one for one in check(ARTICLE, "src/content/blog/a.md", ConfigResolver()) if "disclosure" in one.rule)
    assert (found.rule, found.severity, found.confidence) == ("disclosure/missing", "warning", "possible")
    assert "prints config.disclosureShort above the article" in found.message


def test_a_notice_in_words_goes_before(site: Build) -> None:
    assert site(files("<p>We earn a commission.</p><p>{config.disclosureShort}</p><slot />")).setting is None
