"""Pages with questions and answers in many layouts, each with its right pairs: where does the last answer end?"""

from __future__ import annotations

import pytest

from linter.facts import Facts
from linter.facts.faq.model import letters
from tests.conftest import article

FREE = ("Is it free?", "No, the lamp is sold for a price.")
CONNECT = ("How do I connect it?", "Push the plug into the wall socket.")
MADE = ("Where is it made?", "In Wales.")
HEAVY = ("Is it heavy?", "No, it weighs two kilos.")
RETURN = ("Can I return it?", "You can, for a month.")
BODY = "The Harrow lamp is a lamp for the desk. It stands on steel."

LAYOUTS = {
    "whole: title FAQ, groups h1, h2 q": (
        "a.md",
        "---\ntitle: FAQ\n---\n\n# General\n\n## Is it free?\n\nNo, the lamp is sold for a price.\n\n## How do I connect it?\n\nPush the plug into the wall socket.\n\n# Orders\n\n## Where is it made?\n\nIn Wales.\n",
        [FREE, CONNECT, MADE],
    ),
    "whole: title long, h2 groups h3 q": (
        "a.md",
        "---\ntitle: Frequently Asked Questions\n---\n\n## General\n\n### Is it free?\n\nNo, the lamp is sold for a price.\n\n### How do I connect it?\n\nPush the plug into the wall socket.\n\n## Orders\n\n### Where is it made?\n\nIn Wales.\n",
        [FREE, CONNECT, MADE],
    ),
    "whole: h1 FAQ, h2 groups, h3 q": (
        "a.md",
        (
            "# Harrow FAQ\n\n"
            + BODY
            + "\n\n## General\n\n### Is it free?\n\nNo, the lamp is sold for a price.\n\n### How do I connect it?\n\nPush the plug into the wall socket.\n\n## Orders\n\n### Where is it made?\n\nIn Wales.\n"
        ),
        [FREE, CONNECT, MADE],
    ),
    "whole: title FAQ direct h2": (
        "a.md",
        (
            '---\ntitle: "FAQ: the Harrow lamp"\n---\n'
            + BODY
            + "\n\n## Is it free?\n\nNo, the lamp is sold for a price.\n\n## How do I connect it?\n\nPush the plug into the wall socket.\n"
        ),
        [FREE, CONNECT],
    ),
    "whole: title FAQ bold q": (
        "a.md",
        "---\ntitle: FAQs\n---\n\n**Is it free?**\n\nNo, the lamp is sold for a price.\n\n**How do I connect it?**\nPush the plug into the wall socket.\n",
        [FREE, CONNECT],
    ),
    "whole: title FAQ with list q": (
        "a.md",
        "---\ntitle: FAQ\n---\n\n- **Is it free?** No, the lamp is sold for a price.\n- **How do I connect it?** Push the plug into the wall socket.\n",
        [FREE, CONNECT],
    ),
    "whole: groups with intro text": (
        "a.md",
        "---\ntitle: FAQ\n---\n\n# General\n\nAll about the lamp as such.\n\n## Is it free?\n\nNo, the lamp is sold for a price.\n\n# Orders\n\nAll about buying.\n\n## Where is it made?\n\nIn Wales.\n",
        [FREE, MADE],
    ),
    "whole: html h1 FAQ": (
        "a.html",
        "<html><head><title>FAQ | Harrow</title></head><body><main><h1>FAQ</h1><h2>General</h2><h3>Is it free?</h3><p>No, the lamp is sold for a price.</p><h2>Orders</h2><h3>Where is it made?</h3><p>In Wales.</p></main><footer><p>Harrow Ltd.</p></footer></body></html>",
        [FREE, MADE],
    ),
    "whole: html title only": (
        "a.html",
        "<html><head><title>Frequently asked questions - Harrow</title></head><body><main><h2>Is it free?</h2><p>No, the lamp is sold for a price.</p><h2>Where is it made?</h2><p>In Wales.</p></main></body></html>",
        [FREE, MADE],
    ),
    "whole: de": (
        "a.md",
        "---\ntitle: Häufige Fragen\nlang: de\n---\n\n# Allgemein\n\n## Ist die Lampe schwer?\n\nNein, sie wiegt ein Kilo.\n\n## Wo wird sie gebaut?\n\nIn Wales.\n",
        [("Ist die Lampe schwer?", "Nein, sie wiegt ein Kilo."), ("Wo wird sie gebaut?", "In Wales.")],
    ),
    "section then conclusion": (
        "a.md",
        (
            "# Lamp\n\n"
            + BODY
            + "\n\n## FAQ\n\n### Is it free?\n\nNo, the lamp is sold for a price.\n\n### Where is it made?\n\nIn Wales.\n\n## Conclusion\n\nBuy the lamp.\n"
        ),
        [FREE, MADE],
    ),
    "section groups": (
        "a.md",
        (
            "# Lamp\n\n"
            + BODY
            + "\n\n## FAQ\n\n### General\n\n#### Is it free?\n\nNo, the lamp is sold for a price.\n\n### Orders\n\n#### Where is it made?\n\nIn Wales.\n"
        ),
        [FREE, MADE],
    ),
    "section bold groups": (
        "a.md",
        (
            "# Lamp\n\n"
            + BODY
            + "\n\n## FAQ\n\n**General**\n\n**Is it free?** No, the lamp is sold for a price.\n\n**Orders**\n\n**Where is it made?** In Wales.\n"
        ),
        [FREE, MADE],
    ),
    "disclosure behind": (
        "a.md",
        (
            "# Lamp\n\n"
            + BODY
            + "\n\n## FAQ\n\n### Is it free?\n\nNo, the lamp is sold for a price.\n\n### Where is it made?\n\nIn Wales.\n\n*Disclosure: this page has affiliate links; we earn a commission if you buy through them.*\n"
        ),
        [FREE, MADE],
    ),
    "disclosure behind plain": (
        "a.md",
        (
            "# Lamp\n\n"
            + BODY
            + "\n\n## FAQ\n\n### Is it free?\n\nNo, the lamp is sold for a price.\n\n### Where is it made?\n\nIn Wales.\n\nAs an Amazon Associate we earn from qualifying purchases.\n"
        ),
        [FREE, MADE],
    ),
    "cta link": (
        "a.md",
        (
            "# Lamp\n\n"
            + BODY
            + "\n\n## FAQ\n\n### Is it free?\n\nNo, the lamp is sold for a price.\n\n### Where is it made?\n\nIn Wales.\n\n[Buy the Harrow lamp now](https://shop.example/lamp)\n"
        ),
        [FREE, MADE],
    ),
    "cta bold link": (
        "a.md",
        (
            "# Lamp\n\n"
            + BODY
            + "\n\n## FAQ\n\n### Is it free?\n\nNo, the lamp is sold for a price.\n\n### Where is it made?\n\nIn Wales.\n\n**[Check the price at Harrow →](https://shop.example/lamp)**\n"
        ),
        [FREE, MADE],
    ),
    "cta html button": (
        "a.html",
        (
            "<article><h1>Lamp</h1><p>"
            + BODY
            + '</p><h2>FAQ</h2><h3>Is it free?</h3><p>No, the lamp is sold for a price.</p><h3>Where is it made?</h3><p>In Wales.</p><p><a class="btn" href="https://shop.example/lamp">Buy now</a></p></article>'
        ),
        [FREE, MADE],
    ),
    "author box md": (
        "a.md",
        (
            "# Lamp\n\n"
            + BODY
            + "\n\n## FAQ\n\n### Is it free?\n\nNo, the lamp is sold for a price.\n\n### Where is it made?\n\nIn Wales.\n\n**About the author**\n\nMara Lind tests lamps in Cardiff.\n"
        ),
        [FREE, MADE],
    ),
    "author box heading deeper": (
        "a.md",
        (
            "# Lamp\n\n"
            + BODY
            + "\n\n## FAQ\n\n### Is it free?\n\nNo, the lamp is sold for a price.\n\n### Where is it made?\n\nIn Wales.\n\n#### About the author\n\nMara Lind tests lamps in Cardiff.\n"
        ),
        [FREE, MADE],
    ),
    "author box class": (
        "a.html",
        (
            "<article><h1>Lamp</h1><p>"
            + BODY
            + '</p><h2>FAQ</h2><h3>Is it free?</h3><p>No, the lamp is sold for a price.</p><h3>Where is it made?</h3><p>In Wales.</p><div class="author-box"><p>Mara Lind tests lamps in Cardiff.</p></div></article>'
        ),
        [FREE, MADE],
    ),
    "written by": (
        "a.md",
        (
            "# Lamp\n\n"
            + BODY
            + "\n\n## FAQ\n\n### Is it free?\n\nNo, the lamp is sold for a price.\n\n### Where is it made?\n\nIn Wales.\n\n*Written by Mara Lind. Last updated in May.*\n"
        ),
        [FREE, MADE],
    ),
    "toc behind": (
        "a.md",
        (
            "# Lamp\n\n"
            + BODY
            + "\n\n## FAQ\n\n### Is it free?\n\nNo, the lamp is sold for a price.\n\n### Where is it made?\n\nIn Wales.\n\n- [Lamp](#lamp)\n- [FAQ](#faq)\n"
        ),
        [FREE, MADE],
    ),
    "toc before": (
        "a.md",
        "# FAQ\n\n- [Is it free?](#is-it-free)\n- [Where is it made?](#where-is-it-made)\n\n## Is it free?\n\nNo, the lamp is sold for a price.\n\n## Where is it made?\n\nIn Wales.\n",
        [FREE, MADE],
    ),
    "rule then author": (
        "a.md",
        (
            "# Lamp\n\n"
            + BODY
            + "\n\n## FAQ\n\n### Is it free?\n\nNo, the lamp is sold for a price.\n\n### Where is it made?\n\nIn Wales.\n\n---\n\nMara Lind tests lamps.\n"
        ),
        [FREE, MADE],
    ),
    "answer with list stays": (
        "a.md",
        (
            "# Lamp\n\n"
            + BODY
            + "\n\n## FAQ\n\n### Is it free?\n\nNo. You pay for\n\n- the lamp\n- the post\n\n### Where is it made?\n\nIn Wales.\n"
        ),
        [("Is it free?", "No. You pay for\nthe lamp\nthe post"), MADE],
    ),
    "answer with link stays": (
        "a.md",
        (
            "# Lamp\n\n"
            + BODY
            + "\n\n## FAQ\n\n### Is it free?\n\nNo, see [the price list](https://shop.example/prices).\n\n### Where is it made?\n\n[In Wales.](https://wales.example/)\n"
        ),
        [("Is it free?", "No, see the price list."), MADE],
    ),
    "answer two paras, mid link para": (
        "a.md",
        (
            "# Lamp\n\n"
            + BODY
            + "\n\n## FAQ\n\n### Is it free?\n\nNo, the lamp is sold for a price.\n\nYou can rent it.\n\n### Where is it made?\n\nIn Wales.\n"
        ),
        [("Is it free?", "No, the lamp is sold for a price.\nYou can rent it."), MADE],
    ),
    "numbered headings": (
        "a.md",
        (
            "# Lamp\n\n"
            + BODY
            + "\n\n## FAQ\n\n### 1. Is it free?\n\nNo, the lamp is sold for a price.\n\n### 2. Where is it made?\n\nIn Wales.\n"
        ),
        [FREE, MADE],
    ),
    "no marks": (
        "a.md",
        (
            "# Lamp\n\n"
            + BODY
            + "\n\n## FAQ\n\n### Is it free\n\nNo, the lamp is sold for a price.\n\n### How do I connect it\n\nPush the plug into the wall socket.\n"
        ),
        [
            ("Is it free", "No, the lamp is sold for a price."),
            ("How do I connect it", "Push the plug into the wall socket."),
        ],
    ),
    "labels not questions": (
        "a.md",
        (
            "# Lamp\n\n"
            + BODY
            + "\n\n## FAQ\n\n### Is it free?\n\nNo, the lamp is sold for a price.\n\n### Delivery times\n\nThree days.\n\n### Where is it made?\n\nIn Wales.\n"
        ),
        [FREE, ("Delivery times", "Three days."), MADE],
    ),
    "table": (
        "a.md",
        (
            "# Lamp\n\n"
            + BODY
            + "\n\n## FAQ\n\n| Question | Answer |\n|---|---|\n| Is it free? | No, the lamp is sold for a price. |\n| Where is it made? | In Wales. |\n"
        ),
        [FREE, MADE],
    ),
    "dl md": (
        "a.md",
        (
            "# Lamp\n\n"
            + BODY
            + "\n\n## FAQ\n\nIs it free?\n: No, the lamp is sold for a price.\n\nWhere is it made?\n: In Wales.\n"
        ),
        [FREE, MADE],
    ),
    "details md": (
        "a.md",
        (
            "# Lamp\n\n"
            + BODY
            + "\n\n## FAQ\n\n<details>\n<summary>Is it free?</summary>\n\nNo, the lamp is sold for a price.\n\n</details>\n\n<details>\n<summary>Where is it made?</summary>\n\nIn Wales.\n\n</details>\n\nBuy it at the shop.\n"
        ),
        [FREE, MADE],
    ),
    "wp details block": (
        "a.html",
        '<!-- wp:heading --><h2>FAQ</h2><!-- /wp:heading -->\n<!-- wp:details --><details class="wp-block-details"><summary>Is it free?</summary><!-- wp:paragraph --><p>No, the lamp is sold for a price.</p><!-- /wp:paragraph --></details><!-- /wp:details -->',
        [FREE],
    ),
    "rank math item class": (
        "a.html",
        (
            "<p>"
            + BODY
            + '</p><div id="rank-math-faq" class="rank-math-block"><div class="rank-math-list"><div id="faq-1" class="rank-math-list-item"><h3 class="rank-math-question">Is it free?</h3><div class="rank-math-answer"><p>No, the lamp is sold for a price.</p></div></div></div></div>'
        ),
        [FREE],
    ),
    "rank math saved": (
        "a.html",
        (
            "<p>"
            + BODY
            + '</p><!-- wp:rank-math/faq-block {"questions":[{"id":"f1","title":"Is it free?","content":"No, the lamp is sold for a price.","visible":true}]} --><div class="wp-block-rank-math-faq-block"><div class="rank-math-faq-item"><h3 class="rank-math-question">Is it free?</h3><div class="rank-math-answer">No, the lamp is sold for a price.</div></div></div><!-- /wp:rank-math/faq-block -->'
        ),
        [FREE],
    ),
    "rank math attributes only": (
        "a.html",
        (
            "<p>"
            + BODY
            + '</p>\n\n<!-- wp:rank-math/faq-block {"questions":[{"id":"f1","title":"Is it free?","content":"No, the lamp is sold for a price.","visible":true}]} /-->\n'
        ),
        [FREE],
    ),
    "faq cards generic": (
        "a.html",
        (
            "<h1>Lamp</h1><p>"
            + BODY
            + '</p><section class="faq"><h2>FAQ</h2><div class="faq__list"><div class="faq__row"><button class="faq__q">Is it free?</button><div class="faq__panel"><p>No, the lamp is sold for a price.</p></div></div><div class="faq__row"><button class="faq__q">Where is it made?</button><div class="faq__panel"><p>In Wales.</p></div></div></div></section>'
        ),
        [FREE, MADE],
    ),
    "bootstrap accordion": (
        "a.html",
        (
            "<h1>Lamp</h1><p>"
            + BODY
            + '</p><h2>FAQ</h2><div class="accordion"><div class="accordion-item"><h3 class="accordion-header"><button class="accordion-button">Is it free?</button></h3><div class="accordion-collapse"><div class="accordion-body">No, the lamp is sold for a price.</div></div></div></div>'
        ),
        [FREE],
    ),
    "mdx export + visible": (
        "a.mdx",
        (
            'export const faqs = [\n  { question: "Is it free?", answer: "No, the lamp is sold for a price." },\n];\n\n# Lamps\n\n'
            + BODY
            + "\n\n## FAQ\n\n### Is it free?\n\nNo, the lamp is sold for a price.\n\n<FaqSchema items={faqs} />\n"
        ),
        [FREE],
    ),
    "mdx schema const": (
        "a.mdx",
        (
            'export const schema = {\n  "@context": "https://schema.org",\n  "@type": "FAQPage",\n  mainEntity: [{ "@type": "Question", name: "Is it free?", acceptedAnswer: { "@type": "Answer", text: "No, the lamp is sold for a price." } }],\n};\n\n# Lamps\n\n'
            + BODY
            + "\n"
        ),
        [FREE],
    ),
    "jsx script": (
        "a.mdx",
        (
            "# Lamps\n\n"
            + BODY
            + '\n\n<script type="application/ld+json" dangerouslySetInnerHTML={{ __html: JSON.stringify({ "@type": "FAQPage", "mainEntity": [{ "@type": "Question", "name": "Is it free?", "acceptedAnswer": { "@type": "Answer", "text": "No, the lamp is sold for a price." } }] }) }} />\n'
        ),
        [FREE],
    ),
    "front matter": (
        "a.md",
        (
            "---\ntitle: Lamps\nfaq:\n  - question: Is it free?\n    answer: No, the lamp is sold for a price.\n---\n"
            + BODY
        ),
        [FREE],
    ),
    "front matter map": (
        "a.md",
        (
            "---\ntitle: Lamps\nfaq:\n  Is it free?: No, the lamp is sold for a price.\n  Where is it made?: In Wales.\n---\n"
            + BODY
        ),
        [FREE, MADE],
    ),
    "front matter schema list": (
        "a.md",
        (
            "---\ntitle: Lamps\nschema:\n  faq:\n    - question: Is it free?\n      answer: No, the lamp is sold for a price.\n---\n"
            + BODY
        ),
        [FREE],
    ),
    "front matter faqItems": (
        "a.md",
        ("---\ntitle: Lamps\nfaqItems:\n  - q: Is it free?\n    a: No, the lamp is sold for a price.\n---\n" + BODY),
        [FREE],
    ),
    "ja": (
        "a.md",
        "# ランプ\n\nこのランプは机の上で使います。値段は三千円です。\n\n## よくある質問\n\n### 送料はかかりますか？\n\n送料は無料です。\n\n### どこで作られていますか？\n\nウェールズです。\n",
        [("送料はかかりますか？", "送料は無料です。"), ("どこで作られていますか？", "ウェールズです。")],
    ),
    "fr": (
        "a.md",
        "# Lampe\n\nLa lampe est faite pour le bureau et elle est en acier.\n\n## Questions fréquentes\n\n### Est-elle lourde ?\n\nNon, elle pèse un kilo.\n\n### Où est-elle fabriquée ?\n\nAu pays de Galles.\n",
        [("Est-elle lourde ?", "Non, elle pèse un kilo."), ("Où est-elle fabriquée ?", "Au pays de Galles.")],
    ),
    "shortcodes": (
        "a.md",
        ("# Lamp\n\n" + BODY + '\n\n## FAQ\n\n[faq question="Is it free?"]No, the lamp is sold for a price.[/faq]\n'),
        [FREE],
    ),
    "no faq: question headings mid article": (
        "a.md",
        ("# Lamp\n\n" + BODY + "\n\n## Is it bright?\n\nYes, it is bright.\n\n## Verdict\n\nBuy it.\n"),
        [],
    ),
    "no faq: how to write": (
        "a.md",
        (
            "---\ntitle: How to write an FAQ page\n---\n\n"
            + BODY
            + "\n\n## Why bother?\n\nReaders ask.\n\n## What goes in?\n\nQuestions.\n"
        ),
        [],
    ),
    "no faq: schema guide": (
        "a.md",
        ("---\ntitle: FAQ schema in ten minutes\n---\n\n" + BODY + "\n\n## What is it?\n\nA kind of markup.\n"),
        [],
    ),
    "no faq: quiz details": (
        "a.html",
        ("<p>" + BODY + "</p><details><summary>Show the answer key</summary><p>It is B.</p></details>"),
        [],
    ),
    "no faq: nav to faq": (
        "a.md",
        ("# Lamp\n\n" + BODY + "\n\nSee our [FAQ](/faq) for more.\n\n## What is next?\n\nA desk.\n"),
        [],
    ),
    "bold with answers multi": (
        "a.md",
        (
            "# Lamp\n\n"
            + BODY
            + "\n\n## FAQ\n\n**Q: Is it free?**\n\n**A:** No, the lamp is sold for a price.\n\n**Q: Where is it made?**\n\n**A:** In Wales.\n"
        ),
        [FREE, MADE],
    ),
    "share box": (
        "a.html",
        (
            "<article><h1>Lamp</h1><p>"
            + BODY
            + '</p><h2>FAQ</h2><h3>Is it free?</h3><p>No, the lamp is sold for a price.</p><h3>Where is it made?</h3><p>In Wales.</p><div class="share"><p>Share this article</p></div><div class="related-posts"><h4>You may also like</h4><p>Desks</p></div></article>'
        ),
        [FREE, MADE],
    ),
    "intro then q": (
        "a.md",
        (
            "# Lamp\n\n"
            + BODY
            + "\n\n## FAQ\n\nHere is what readers ask us most.\n\n### Is it free?\n\nNo, the lamp is sold for a price.\n\n### Where is it made?\n\nIn Wales.\n"
        ),
        [FREE, MADE],
    ),
    "newsletter behind": (
        "a.md",
        (
            "# Lamp\n\n"
            + BODY
            + "\n\n## FAQ\n\n### Is it free?\n\nNo, the lamp is sold for a price.\n\n### Where is it made?\n\nIn Wales.\n\n> **Tip:** Sign up for our newsletter to hear about new lamps.\n"
        ),
        [FREE, MADE],
    ),
    "h2 questions under h2 FAQ": (
        "a.md",
        (
            "# Lamp\n\n"
            + BODY
            + "\n\n## FAQ\n\n## Is it free?\n\nNo, the lamp is sold for a price.\n\n## Where is it made?\n\nIn Wales.\n\n## Verdict\n\nBuy it.\n"
        ),
        [FREE, MADE],
    ),
    "numbered list with >A:": (
        "a.md",
        "# Tent review\n\nThe Fenwick tent sleeps three people. It packs small.\n\n## Frequently Asked Questions\n\n1. Is it heavy?\n\n    >A: No, it weighs two kilos.\n\n2. Can I return it?\n\n    >A: You can, for a month.\n",
        [HEAVY, RETURN],
    ),
    "blockquote q a": (
        "a.md",
        "# Tent review\n\nThe Fenwick tent sleeps three people. It packs small.\n\n## FAQ\n\n> **Q:** Is it heavy?\n>\n> **A:** No, it weighs two kilos.\n\n> **Q:** Can I return it?\n>\n> **A:** You can, for a month.\n",
        [HEAVY, RETURN],
    ),
    "hugo accordion": (
        "a.md",
        '# Tent review\n\nThe Fenwick tent sleeps three people. It packs small.\n\n## FAQ\n\n{{% accordion title="Is it heavy?" %}}\nNo, it weighs two kilos.\n{{% /accordion %}}\n\n{{% accordion title="Can I return it?" %}}\nYou can, for a month.\n{{% /accordion %}}\n',
        [HEAVY, RETURN],
    ),
    "mkdocs question": (
        "a.md",
        '# Tent review\n\nThe Fenwick tent sleeps three people. It packs small.\n\n## FAQ\n\n??? question "Is it heavy?"\n    No, it weighs two kilos.\n\n??? question "Can I return it?"\n    You can, for a month.\n',
        [HEAVY, RETURN],
    ),
    "obsidian callout": (
        "a.md",
        "# Tent review\n\nThe Fenwick tent sleeps three people. It packs small.\n\n## FAQ\n\n> [!question]- Is it heavy?\n> No, it weighs two kilos.\n\n> [!question]- Can I return it?\n> You can, for a month.\n",
        [HEAVY, RETURN],
    ),
    "ja Q. A.": (
        "a.md",
        "# テント\n\nこのテントは三人用です。小さくたためます。\n\n## よくある質問（FAQ）\n\n### Q. 重いですか？\n\nA. いいえ、二キロです。\n\n### Q. 返品できますか？\n\nA. 一か月以内なら可能です。\n\n## まとめ\n\nおすすめです。\n",
        [("重いですか？", "いいえ、二キロです。"), ("返品できますか？", "一か月以内なら可能です。")],
    ),
    "h2 question behind section": (
        "a.md",
        "# Tent review\n\nThe Fenwick tent sleeps three people. It packs small.\n\n## FAQ\n\n### Is it heavy?\n\nNo, it weighs two kilos.\n\n### Can I return it?\n\nYou can, for a month.\n\n## Should you buy it?\n\nWe would.\n",
        [HEAVY, RETURN],
    ),
    "still have questions": (
        "a.md",
        "# Tent review\n\nThe Fenwick tent sleeps three people. It packs small.\n\n## FAQ\n\n### Is it heavy?\n\nNo, it weighs two kilos.\n\n### Can I return it?\n\nYou can, for a month.\n\nStill have questions? Write to us.\n",
        [HEAVY, RETURN],
    ),
    "ul li strong p": (
        "a.html",
        '<h1>Tent</h1><p>The Fenwick tent sleeps three people. It packs small.</p><h2>FAQ</h2><ul class="faq-list"><li><strong>Is it heavy?</strong><p>No, it weighs two kilos.</p></li><li><strong>Can I return it?</strong><p>You can, for a month.</p></li></ul>',
        [HEAVY, RETURN],
    ),
    "html table": (
        "a.html",
        "<h1>Tent</h1><p>The Fenwick tent sleeps three people. It packs small.</p><h2>FAQ</h2><table><tr><td>Is it heavy?</td><td>No, it weighs two kilos.</td></tr><tr><td>Can I return it?</td><td>You can, for a month.</td></tr></table><p>All prices in pounds.</p>",
        [HEAVY, RETURN],
    ),
    "bold rhetorical in answer": (
        "a.md",
        "# Tent review\n\nThe Fenwick tent sleeps three people. It packs small.\n\n## FAQ\n\n### Is it heavy?\n\nNo, it weighs two kilos.\n\n**Surprised?** So were we.\n\n### Can I return it?\n\nYou can, for a month.\n",
        [("Is it heavy?", "No, it weighs two kilos.\nSurprised? So were we."), RETURN],
    ),
    "not: interview": (
        "a.md",
        "# Tent review\n\nThe Fenwick tent sleeps three people. It packs small.\n\n## Interview\n\n**What comes next?** A bigger tent.\n\n**When?** In May.\n",
        [],
    ),
    "not: questions to ask": (
        "a.md",
        "# Tent review\n\nThe Fenwick tent sleeps three people. It packs small.\n\n## Questions to ask your dealer\n\n- Is it heavy?\n- Can I return it?\n",
        [],
    ),
}


def read(name: str, text: str) -> list[tuple[str, str]]:
    """Return the letters of every pair that the linter finds, those in markup included, each once."""
    faq = Facts(article(text, name)).faq
    found = [(letters(pair.question.plain), letters(pair.answer.plain)) for pair in (*faq.pairs, *faq.markup.pairs)]
    return sorted(set(found))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_pairs_of_a_layout(layout: str) -> None:
    name, text, wanted = LAYOUTS[layout]
    assert read(name, text) == sorted({(letters(question), letters(answer)) for question, answer in wanted})
