"""Articles with CRLF line ends are read as those with LF."""

from __future__ import annotations

import pytest

from tests.conftest import article

MDX = """\
import Deal from './Deal'
export const rate = 3

# Lamps

```js
import nothing
```

<Deal>
  ~~~
  a fence
  ~~~
  Text behind the fence.
</Deal>

The end of it.
"""
MASKED = "Before {{ a\n\nb }} after.\n\n{% tag one\n\ntwo %} here.\n\n{{< code x\n\ny >}} there.\n"


@pytest.mark.parametrize(("text", "name"), [(MDX, "a.mdx"), (MDX, "a.md"), (MASKED, "a.md"), (MASKED, "a.mdx")])
def test_crlf_gives_the_same_blocks_as_lf(text: str, name: str) -> None:
    lf, crlf = article(text, name), article(text.replace("\n", "\r\n"), name)
    assert [(block.kind, block.text.split()) for block in crlf.blocks] == [
        (block.kind, block.text.split()) for block in lf.blocks
    ]
    assert len(lf.blocks) > 2
