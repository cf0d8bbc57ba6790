"""A page template of Gatsby prints the articles that the query of its pages is limited to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter.site.files import DEFAULT, Tree
from linter.site.generator.gatsby_pages import page_folders

if TYPE_CHECKING:
    from pathlib import Path

_RESOLVED = """\
const path = require('path')
exports.createPages = async ({ graphql, actions }) => {
  const post = path.resolve('./src/templates/post.js')
  const tip = path.resolve(`src/templates/tip.js`)
"""
_POSTS = 'filter: { fileAbsolutePath: { regex: "/content/posts/" } }'
_TIPS = 'sort: { fields: [date] }, filter: { fileAbsolutePath: { regex: "//tips/.*\\\\.md$/" } }'


def folders(tmp_path: Path, node: str, config: str = "") -> dict[str, tuple[str, ...]]:
    (tmp_path / "gatsby-node.js").write_text(node, encoding="utf-8")
    (tmp_path / "gatsby-config.js").write_text(config, encoding="utf-8")
    return dict(page_folders(Tree(tmp_path, DEFAULT)))


@pytest.mark.parametrize(
    "loops",
    [
        "const result = await graphql(`{QUERY}`)\n"
        "result.data.posts.edges.forEach(({ node }) => actions.createPage({ path: node.path, component: post }))\n"
        "result.data.tips.nodes.map((node) => { actions.createPage({ path: node.path, component: tip, context: { id: 1 } }) })\n",
        "const { data: { posts, tips } } = await graphql(`{QUERY}`)\n"
        "posts.nodes.forEach(node => { createPage({ component: post, path: node.path }) })\n"
        "tips.nodes.forEach(node => { createPage({ component: `${tip}?__contentFilePath=${node.file}`, path: node.path }) })\n",
        "const result = await graphql(`{QUERY}`)\nconst all = result?.data?.posts?.edges\nconst few = result.data.tips.nodes\n"
        "all.forEach(({ node }) => createPage({ path: node.path, component: require.resolve('./src/templates/post.js') }))\n"
        "few.forEach((node) => createPage({ path: node.path, component: path.resolve(__dirname, 'src/templates/tip.js') }))\n",
    ],
)
def test_each_template_has_the_folder_of_its_query(tmp_path: Path, loops: str) -> None:
    query = f"posts: allMarkdownRemark({_POSTS}) {{ edges {{ node {{ id }} }} }} tips: allMarkdownRemark({_TIPS}) {{ nodes {{ id }} }}"
    found = folders(tmp_path, _RESOLVED + loops.replace("QUERY", query) + "}\n")
    assert found == {"src/templates/post.js": ("posts",), "src/templates/tip.js": ("tips",)}


def test_source_of_files_is_a_folder(tmp_path: Path) -> None:
    query = 'posts: allMdx(filter: {fields: {source: {eq: "x"}}, sourceInstanceName: {eq: "blog"}}) { nodes { id } }'
    loop = f"const r = await graphql(`{{{query}}}`)\nr.data.posts.nodes.forEach(n => createPage({{ path: n.path, component: post }}))\n"
    config = "module.exports = { plugins: [{ resolve: 'gatsby-source-filesystem', options: { name: 'blog', path: `${__dirname}/content/articles/` } }] }"
    assert folders(tmp_path, _RESOLVED + loop + "}\n", config) == {"src/templates/post.js": ("articles",)}
    assert folders(tmp_path, _RESOLVED + loop + "}\n") == {"src/templates/post.js": ("blog",)}


@pytest.mark.parametrize(
    "query",
    [
        "posts: allMarkdownRemark(sort: { fields: [date] }) { nodes { id } }",
        "posts: allMarkdownRemark { nodes { id } }",
        'posts: allMarkdownRemark(filter: { frontmatter: { type: { eq: "post" } } }) { nodes { id } }',
        'posts: allMarkdownRemark(filter: { fileAbsolutePath: { regex: "/\\\\.md$/" } }) { nodes { id } }',
    ],
)
def test_query_that_names_no_folder_is_for_any_article(tmp_path: Path, query: str) -> None:
    loop = "r.data.posts.nodes.forEach(n => createPage({ path: n.path, component: post }))\n"
    assert folders(tmp_path, _RESOLVED + f"const r = await graphql(`{{{query}}}`)\n{loop}}}\n") == {}


def test_template_of_two_queries_needs_both(tmp_path: Path) -> None:
    query = f"posts: allMarkdownRemark({_POSTS}) {{ nodes {{ id }} }} rest: allMarkdownRemark {{ nodes {{ id }} }}"
    loops = "".join(
        f"r.data.{name}.nodes.forEach(n => createPage({{ path: n.path, component: post }}))\n"
        for name in ("posts", "rest")
    )
    assert folders(tmp_path, _RESOLVED + f"const r = await graphql(`{{{query}}}`)\n{loops}}}\n") == {}


@pytest.mark.parametrize("text", ["createPage({", "createPage({" * 2000, "a.forEach(" * 5000, "posts: allA(" * 3000])
def test_code_that_goes_nowhere(tmp_path: Path, text: str) -> None:
    assert folders(tmp_path, text) == {}
