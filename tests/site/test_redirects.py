"""Every format of redirects, and how their rules combine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter.site.redirect.redirects import site_path

if TYPE_CHECKING:
    from collections.abc import Callable

    from linter.article.emissions import Emissions

SHOP = "https://shop.example/a?id=7"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("_redirects", f"/go/a {SHOP} 302\n"),
        ("static/_redirects", f"# links\n\n/go/a/   {SHOP}\n"),
        ("public/_redirects", f"/go/a utm=:utm {SHOP} 301! Country=us\n"),
        ("netlify.toml", f'[[redirects]]\nfrom = "/go/a"\nto = "{SHOP}"\nstatus = 302\n'),
        ("vercel.json", f'{{"redirects": [{{"source": "/go/a", "destination": "{SHOP}", "permanent": false}}]}}'),
        ("now.json", f'{{"redirects": [{{"source": "/go/a", "destination": "{SHOP}"}}]}}'),
        ("firebase.json", f'{{"hosting": {{"redirects": [{{"source": "/go/a", "destination": "{SHOP}"}}]}}}}'),
        ("staticwebapp.config.json", f'{{"routes": [{{"route": "/go/a", "redirect": "{SHOP}"}}]}}'),
        (".htaccess", f"Redirect 302 /go/a {SHOP}\n"),
        (".htaccess", f"Redirect permanent /go/a {SHOP}\n"),
        (".htaccess", f'RedirectPermanent "/go/a" "{SHOP}"\n'),
        (".htaccess", f"RedirectMatch 301 ^/go/a/?$ {SHOP}\n"),
        ("static/.htaccess", f"RewriteEngine On\nRewriteRule ^go/a/?$ {SHOP} [R=302,L]\n"),
        ("nginx.conf", f"server {{\n  location = /go/a {{\n    return 302 {SHOP};\n  }}\n}}\n"),
        ("nginx/links.conf", f"location ~ ^/go/a/?$ {{ return 301 {SHOP}; }}\n"),
        ("nginx.conf", f"rewrite ^/go/a$ {SHOP} permanent;\n"),
        ("nginx.conf", f"map $uri $target {{\n  default '';\n  /go/a {SHOP};\n}}\n"),
        ("Caddyfile", f"example.org {{\n  redir /go/a {SHOP}\n}}\n"),
        ("next.config.js", f'module.exports = {{ redirects: () => [{{ source: "/go/a", destination: "{SHOP}" }}] }}'),
        ("gatsby-node.js", f'createRedirect({{ fromPath: "/go/a", toPath: "{SHOP}" }})'),
        ("astro.config.mjs", f"export default {{ redirects: {{ '/go/a': '{SHOP}' }} }}"),
        ("go/a.html", f'<meta http-equiv="refresh" content="0;URL=\'{SHOP}\'">'),
        ("go/a/index.html", f'<script>window.location.href = "{SHOP}"</script>'),
        ("static/go/a/index.html", f'<script>location.replace("{SHOP}")</script>'),
        ("public/go/a.html", f'<META CONTENT="0; url={SHOP}" HTTP-EQUIV=refresh>'),
        ("content/go/a.md", f'---\ntarget: "{SHOP}"\n---\n'),
        ("content/go/a.md", f'+++\nredirect = "{SHOP}"\n+++\n'),
        ("src/pages/go/a.astro", f'---\nreturn Astro.redirect("{SHOP}");\n---\n'),
        ("go/x.md", f"---\npermalink: /go/a/\nredirect_to:\n  - {SHOP}\n---\n"),
        ("pretty-links.csv", f'id,url,slug,name\n1,"{SHOP}",go/a,A\n'),
        ("shortlinks.csv", f"url,target\n/go/a,{SHOP}\n"),
        ("redirects.csv", f"https://mysite.example/go/a/;{SHOP}\n".join(["url;target\n", ""])),
        ("shortlinks.tsv", f"url\ttarget\n/go/a\t{SHOP}\n"),
        ("data/links.csv", f"/go/a,{SHOP}\n"),
        ("data/go.json", f'{{"a": "{SHOP}"}}'),
        ("_data/go.yml", f"a:\n  url: {SHOP}\n"),
        ("data/go.toml", f'a = "{SHOP}"\n'),
        ("src/data/redirects.json", f'[{{"from": "/go/a", "to": "{SHOP}"}}]'),
        ("redirects.yml", f"redirects:\n  - {{slug: /go/a, destination: '{SHOP}'}}\n"),
        ("src/lib/go.ts", f'export const links: Record<string, string> = {{\n  a: "{SHOP}",\n}};\n'),
        ("data/affiliates.json", f'{{"links": [{{"slug": "a", "url": "{SHOP}"}}]}}'),
    ],
)
def test_redirect_format(site: Callable[[dict[str, str]], Emissions], name: str, text: str) -> None:
    assert site({name: text}).redirects["/go/a"] == SHOP


def test_thirsty_affiliates_slugs_have_the_default_prefix(site: Callable[[dict[str, str]], Emissions]) -> None:
    table = f"Link Name,Destination URL,Slug,Categories\nAcme,{SHOP},acme,Tools\n"
    assert site({"thirstyaffiliates.csv": table}).redirects == {"/recommends/acme": SHOP}


def test_slug_map_is_combined_with_the_slug_route(site: Callable[[dict[str, str]], Emissions]) -> None:
    found = site({"data/links.json": f'{{"acme": "{SHOP}"}}', "app/out/[slug]/route.ts": "export {}"}).redirects
    assert found == {"/out/acme": SHOP}


@pytest.mark.parametrize(
    "rule",
    [
        "/go/:slug https://shop.example/:slug",
        "/go/* https://shop.example/:splat",
        "/go/a /api/go?slug=a 200",
        "/go/a https://shop.example/a 200",
        "/go/a https://shop.example/a 404",
        "/feed /index.xml",
        "https://old.example/a https://new.example/a",
        "/go/a",
        "# /go/a https://shop.example/a",
    ],
)
def test_rule_without_a_fixed_target_is_ignored(site: Callable[[dict[str, str]], Emissions], rule: str) -> None:
    assert not site({"_redirects": rule + "\n"}).redirects


def test_rewrite_is_no_redirect(site: Callable[[dict[str, str]], Emissions]) -> None:
    assert not site({"vercel.json": '{"rewrites": [{"source": "/go/:slug", "destination": "/api/go"}]}'}).redirects


def test_wildcard_with_a_constant_target_is_kept(site: Callable[[dict[str, str]], Emissions]) -> None:
    found = site({"_redirects": f"/go/* {SHOP}\n/out/:slug {SHOP}\n", ".htaccess": f"RedirectMatch ^/to/.*$ {SHOP}\n"})
    assert found.redirects == {"/go/*": SHOP, "/out/*": SHOP, "/to/*": SHOP}


def test_redirect_chains_are_followed_and_circles_ignored(site: Callable[[dict[str, str]], Emissions]) -> None:
    found = site({"_redirects": f"/a /go/a\n/go/a {SHOP}\n/x /y\n/y /x\n"})
    assert found.redirects == {"/a": SHOP, "/go/a": SHOP}


def test_first_rule_for_a_path_wins(site: Callable[[dict[str, str]], Emissions]) -> None:
    assert site({"_redirects": f"/go/a {SHOP}\n/go/a https://other.example/\n"}).redirects == {"/go/a": SHOP}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("netlify.toml", "[[redirects]\nfrom ="),
        ("vercel.json", '{"redirects": ['),
        ("vercel.json", '{"redirects": {"source": 1}}'),
        ("data/go.yml", "a: [\n- b: {"),
        ("data/go.yml", "!!python/object/apply:os.system [echo]"),
        ("data/go.json", "[" * 5_000),
        ("shortlinks.csv", 'url,target\n"unclosed'),
        ("go/a.md", "---\ntarget: [\n---\n"),
        ("_redirects", "\0\0\0"),
    ],
)
def test_broken_redirect_file_is_skipped(site: Callable[[dict[str, str]], Emissions], name: str, text: str) -> None:
    found = site({name: text, ".htaccess": f"Redirect /go/z {SHOP}\n"})
    assert found.redirects == {"/go/z": SHOP}


@pytest.mark.parametrize(
    ("source", "path"),
    [("/go/Acme/", "/go/Acme"), ("/go/a?x=1", "/go/a"), ("/", None), ("//host/a", None), ("go/a", None), ("/*", None),
     ("/go/a*", "/go/a*"), ("/go/:a/b", "/go/*")],
)  # fmt: skip
def test_site_path_is_normalised(source: str, path: str | None) -> None:
    assert site_path(source) == path
