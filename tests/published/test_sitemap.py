"""Sitemaps: what one lists, and what is none."""

from __future__ import annotations

import gzip

import pytest

from linter.published.sitemap import MOST_ENTRIES, SitemapError, read_sitemap

NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def urlset(*addresses: str, head: str = '<?xml version="1.0" encoding="UTF-8"?>') -> bytes:
    entries = "".join(f"<url><loc>{address}</loc><lastmod>2026-11-28</lastmod></url>" for address in addresses)
    return f"{head}<urlset {NAMESPACE}>{entries}</urlset>".encode()


def test_pages_are_listed_in_order() -> None:
    found = read_sitemap(urlset("https://jars.example/b", " https://jars.example/a?x=1&amp;y=2\n"))
    assert found.pages == ["https://jars.example/b", "https://jars.example/a?x=1&y=2"]
    assert (found.sitemaps, found.is_cut) == ([], False)


def test_index_lists_sitemaps() -> None:
    index = f"<sitemapindex {NAMESPACE}><sitemap><loc>https://jars.example/posts.xml.gz</loc></sitemap></sitemapindex>"
    assert read_sitemap(index.encode()).sitemaps == ["https://jars.example/posts.xml.gz"]


def test_addresses_of_images_are_no_pages() -> None:
    image = "<image:image xmlns:image='http://www.google.com/schemas/sitemap-image/1.1'><image:loc>https://jars.example/a.png</image:loc></image:image>"
    data = f"<urlset {NAMESPACE}><url>{image}<loc>https://jars.example/a</loc></url></urlset>"
    assert read_sitemap(data.encode()).pages == ["https://jars.example/a"]


def test_compressed_sitemap_is_read_and_bounded() -> None:
    assert read_sitemap(gzip.compress(urlset("https://jars.example/a"))).pages == ["https://jars.example/a"]
    with pytest.raises(SitemapError, match="more than 50,000,000 bytes"):
        read_sitemap(gzip.compress(bytes(60_000_000)))


def test_text_is_a_list_of_addresses() -> None:
    assert read_sitemap(b"\xef\xbb\xbfhttps://jars.example/a\r\n\nhttps://jars.example/b\n").pages == [
        "https://jars.example/a",
        "https://jars.example/b",
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_other_encodings_are_read(encoding: str) -> None:
    text = urlset("https://jars.example/a", head="").decode()
    assert read_sitemap(text.encode(encoding)).pages == ["https://jars.example/a"]


@pytest.mark.parametrize(
    "entity",
    [
        '<!ENTITY x SYSTEM "file:///etc/hostname">',
        '<!ENTITY x SYSTEM "http://127.0.0.1:1/">',
        '<!ENTITY x "https://jars.example/">',
    ],
)
def test_entities_are_not_expanded(entity: str) -> None:
    with pytest.raises(SitemapError, match="an entity"):
        read_sitemap(urlset("&x;", head=f"<!DOCTYPE urlset [{entity}]>"))


def test_entities_inside_entities_cost_nothing() -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    with pytest.raises(SitemapError):
        read_sitemap(urlset("&e11;", head=f'<!DOCTYPE urlset [<!ENTITY e0 "x">{levels}]>'))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<html><body>Not found</body></html>", "its root is <html>"),
        (b"<urlset><url><loc>https://jars.example/a", "its XML is broken"),
        (b"<urlset><url><lastmod>2026-11-28</lastmod></url></urlset>", "an entry has no address"),
        (b"\xff\xfehttps", "neither XML nor a list"),
        (gzip.compress(b"<urlset/>", mtime=0)[:-4], "breaks off"),
    ],
)
def test_what_is_no_sitemap_is_named(data: bytes, message: str) -> None:
    with pytest.raises(SitemapError, match=message):
        read_sitemap(data)


def test_entries_over_the_limit_of_the_protocol_are_left_out() -> None:
    found = read_sitemap(urlset(*(f"https://jars.example/{number}" for number in range(MOST_ENTRIES + 2))))
    assert (len(found.pages), found.is_cut) == (MOST_ENTRIES, True)
