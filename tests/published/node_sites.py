"""The sites of learned_sites.py for Eleventy and Astro, built by the real ones, which tools/generators.sh takes from npm."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.published.built_pages import NOTICE, build, write
from tests.published.learned_sites import Pantry, articles, link

INSTALLED = Path(os.environ.get("AFFILINT_GENERATORS", ROOT / ".venv" / "generators")) / "node_modules"
MODULES = {"package.json": '{"type": "module"}\n'}

PLUGIN = """\
const NOTICE = "%s";

export default function (config) {
  config.addShortcode("jar", (asin) => `<p><a rel="sponsored" href="%s">Buy it</a></p>`);
  config.addTransform("shell", function (body) {
    const name = this.page.fileSlug;
    const notice = this.page.inputPath.includes("/reviews/") ? `<p>${NOTICE}</p>` : "";
    return `<!doctype html><html lang="en"><body><main><h1>${name}</h1>${notice}${body}</main></body></html>`;
  });
}
"""
ELEVENTY = """\
import pantry from "../outside/pantry.js";

export default function (config) {
  config.addPlugin(pantry);
  return { dir: { input: "src" } };
}
"""
ASTRO = """\
import mdx from "@astrojs/mdx";
import { defineConfig } from "astro/config";

export default defineConfig({ integrations: [mdx()] });
"""
SHELL = """\
---
const { title, section } = Astro.props;
---
<!doctype html>
<html lang="en"><body><main><h1>{title}</h1>{section === "reviews" && <p>%s</p>}<slot /></main></body></html>
"""
JAR = """\
---
import { addressOf } from "../../../outside/addresses.js";

const { asin } = Astro.props;
const url = await addressOf(asin);
---
<p><a rel="sponsored" href={url}>Buy it</a></p>
"""
ROUTE = """\
---
import Shell from "../../../../outside/Shell.astro";

export async function getStaticPaths() {
  const articles = Object.entries(import.meta.glob("../../content/**/*.mdx", { eager: true }));
  return articles.map(([path, article]) => {
    const [section, slug] = path.replace(".mdx", "").split("/").slice(-2);
    return { params: { section, slug }, props: { article } };
  });
}

const { section } = Astro.params;
const { article } = Astro.props;
---
<Shell title={article.frontmatter.title} section={section}><article.Content /></Shell>
"""


def eleventy(folder: Path) -> Pantry:
    """A site whose plug-in lies outside of it and makes the pages."""
    command = _command("eleventy", "--quiet")
    write(folder / "outside", {"pantry.js": PLUGIN % (NOTICE, link("${asin}")), **MODULES})
    write(folder / "site", {"eleventy.config.js": ELEVENTY, **MODULES})
    articles(folder / "site/src", '{{% jar "{asin}" %}}')
    return Pantry("src", "_site", lambda site: build(command, site))


def astro(folder: Path) -> Pantry:
    """A site whose layout and addresses lie outside of it."""
    command = _command("astro", "build", "--silent")
    addresses = f"export const addressOf = async (asin) => `{link('${asin}')}`;\n"
    write(folder / "outside", {"Shell.astro": SHELL % NOTICE, "addresses.js": addresses, **MODULES})
    files = {"astro.config.mjs": ASTRO, "src/components/Jar.astro": JAR, "src/pages/[section]/[slug].astro": ROUTE}
    write(folder / "site", {**files, **MODULES})
    head = "---\ntitle: {title}\n---\nimport Jar from '../../components/Jar.astro';\n\n"
    articles(folder / "site/src/content", '<Jar asin="{asin}" />', head, ".mdx")
    (folder / "site" / "node_modules").symlink_to(INSTALLED, target_is_directory=True)
    return Pantry("src/content", "dist", lambda site: build(command, site))


def _command(name: str, *arguments: str) -> list[str]:
    """Return how a generator is called; skips where it is not installed."""
    program = INSTALLED / ".bin" / name
    if not program.exists():
        pytest.skip(f"{name} is not installed (tools/generators.sh install)")
    return ["node", str(program), *arguments]


SITES = {"eleventy": eleventy, "astro": astro}
