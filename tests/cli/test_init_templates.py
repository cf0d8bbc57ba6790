"""``affilint init`` says which templates print links, and where it could not follow them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

Affilint = Callable[..., "subprocess.CompletedProcess[str]"]

CARD = "export default function ProductCard({ product }) {\n  return <a href={product.url}>Buy</a>;\n}\n"


def test_init_names_the_component_and_the_number_of_articles(affilint: Affilint, tmp_path: Path) -> None:
    (tmp_path / "components").mkdir()
    (tmp_path / "content").mkdir()
    (tmp_path / "next.config.js").touch()
    (tmp_path / "components" / "ProductCard.tsx").write_text(CARD, encoding="utf-8")
    for name in ("a", "b"):
        text = f"---\ntitle: {name}\n---\n\nPens.\n\n<ProductCard id='{name}' />\n"
        (tmp_path / "content" / f"{name}.mdx").write_text(text, encoding="utf-8")
    ran = affilint("init", ".", "--dry-run", cwd=tmp_path)
    assert "(components/ProductCard.tsx) prints links that could not be followed in 2 articles" in ran.stderr
    assert "no affiliate link found" not in ran.stderr
    assert "components:" in ran.stdout
