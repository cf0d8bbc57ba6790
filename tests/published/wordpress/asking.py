"""What the tests of a site of WordPress ask it, and what they expect."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from typing import Any

import pytest

pytest.importorskip("httpx", reason="the extra web is not installed")
pytest.importorskip("protego", reason="the extra web is not installed")

from tests.published.web_server import Site
from tests.published.wordpress_server import PASSWORD

Affilint = Callable[..., "subprocess.CompletedProcess[str]"]


TAG = "https://www.amazon.com/dp/B0LAMPERY1?tag=lampery-20"


BAD = f'<!-- wp:paragraph -->\n<p>It is bright.</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:columns -->\n<div><!-- wp:paragraph -->\n<p>The lamp is <a rel="sponsored" href="{TAG}">the Arc</a>.</p>\n<!-- /wp:paragraph --></div>\n<!-- /wp:columns -->'


PRIVATE = ("--allow-private", "127.0.0.1", "--rate", "1000")


ENVIRONMENT = {"AFFILINT_WORDPRESS_USER": "editor", "AFFILINT_WORDPRESS_PASSWORD": PASSWORD}


def checked(affilint: Affilint, site: Site, *args: str) -> dict[str, Any]:
    run = affilint("check", *PRIVATE, f"wordpress:{site.url('')}", "--format", "json", *args)
    assert PASSWORD not in run.stdout + run.stderr
    return {"code": run.returncode, "said": run.stderr, **json.loads(run.stdout or "{}")}


def failures(result: dict[str, Any], site: Site) -> dict[str, str]:
    return {item["path"].removeprefix(site.url("")): item["message"] for item in result["failures"]}


def posts(count: int, first: int = 1) -> dict[int, str]:
    return dict.fromkeys(range(first, first + count), BAD)


def found(result: dict[str, Any], site: Site) -> list[str]:
    return sorted(item["path"].removeprefix(site.url("")) for item in result["findings"])


def expected(*ids: int) -> list[str]:
    return sorted(f"/posts-{number}/" for number in ids)
