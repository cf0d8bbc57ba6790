"""Archives for tests, built from invented pages."""

from __future__ import annotations

import gzip
import html
import json
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

LINK = '<a href="https://www.amazon.com/dp/B000000000?tag=acme-20">this lamp</a>'
BODIES = (
    f"<p>We earn a commission when you buy through links in this article.</p><p>The desk needs {LINK}.</p>",
    f"<p>The the desk needs {LINK}.</p>",
    f"<p>The desk needs {LINK}.</p><p>We earn a commission when you buy through links in this article.</p>",
    "<p>Orders rose in spring, helped by the depot and by Acme’s</p>",
    "<p>All is well with the lamps of Acme, and nobody sells any here.</p>",
)


def page(body: str) -> str:
    return f'<!doctype html>\n<html lang="en"><head><title>Lamps</title></head>\n<body><article>{body}</article></body></html>\n'


def pages(count: int, host: str = "lamps.example") -> dict[str, str]:
    """Return ``count`` pages by address."""
    return {f"https://{host}/{number:03}.html": page(BODIES[number % len(BODIES)]) for number in range(count)}


def wxr(posts: Iterable[Mapping[str, str]], *, prolog: str = "") -> bytes:
    """Write a WordPress export; a post has a link, content, status and type."""
    items = "".join(
        f"<item><title>Lamps</title><link>{html.escape(post['link'])}</link>"
        f"<excerpt:encoded><![CDATA[]]></excerpt:encoded><content:encoded><![CDATA[{post['content']}]]></content:encoded>"
        f"<wp:post_id>{number}</wp:post_id><wp:status>{post.get('status', 'publish')}</wp:status>"
        f"<wp:post_type>{post.get('type', 'post')}</wp:post_type></item>\n"
        for number, post in enumerate(posts, 1)
    )
    names = (
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/" '
        'xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"'
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{prolog}<rss version="2.0" {names}><channel>\n{items}</channel></rss>\n'.encode()


def response(
    url: str, body: bytes, *, kind: str = "text/html", status: str = "200 OK", http: str = "", warc: str = ""
) -> bytes:
    """Write a response record; ``http`` and ``warc`` are further headers, each with its line end."""
    payload = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{http}\r\n".encode() + body
    return (
        (
            "WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>\r\n"
            f"WARC-Date: 2026-01-01T00:00:00Z\r\nWARC-Target-URI: {url}\r\n{warc}"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(payload)}\r\n\r\n"
        ).encode()
        + payload
        + b"\r\n\r\n"
    )


def chunked(body: bytes) -> bytes:
    half = len(body) // 2
    return b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in (body[:half], body[half:], b""))


def warc(given: Mapping[str, str]) -> list[bytes]:
    """Write pages as records: in turn plain, compressed, chunked, and both."""
    ways = (
        lambda data: (data, ""),
        lambda data: (gzip.compress(data, mtime=0), "Content-Encoding: gzip\r\n"),
        lambda data: (chunked(data), "Transfer-Encoding: chunked\r\n"),
        lambda data: (
            chunked(gzip.compress(data, mtime=0)),
            "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n",
        ),
    )
    records = []
    for number, (url, text) in enumerate(given.items()):
        body, headers = ways[number % 4](text.encode())
        records.append(response(url, body, kind="text/html; charset=utf-8", http=headers))
    return records


def packed(records: Iterable[bytes]) -> bytes:
    """Compress each record separately, as crawlers do."""
    return b"".join(gzip.compress(record, mtime=0) for record in records)


def wacz(path: Path, archives: Mapping[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("datapackage.json", "{}")
        for name, data in archives.items():
            archive.writestr(f"archive/{name}", data)


def parquet(path: Path, given: Mapping[str, str], *, binary: bool = False, group: int = 1000) -> None:
    import pyarrow as pa
    from pyarrow import parquet as writer

    texts = [text.encode() if binary else text for text in given.values()]
    writer.write_table(pa.table({"address": list(given), "body": texts}), path, row_group_size=group)


def jsonl(given: Mapping[str, str]) -> bytes:
    return b"".join(json.dumps({"url": url, "html": text}).encode() + b"\n" for url, text in given.items())


def mirror(folder: Path, given: Mapping[str, str]) -> None:
    """Write pages to the files that their addresses name."""
    for url, text in given.items():
        path = folder / url.removeprefix("https://")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
