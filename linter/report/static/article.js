// The article as the linter read it, in a dialog.
const makeReader = (store, parts, lines, dialog, close) => {
  const { text } = parts;
  const names = { clear: "clear_", weak: "weak", negated: "negated" };
  const label = (kind, detail, more) => {
    if (kind === "link") return text(more === "first" ? "first" : more === "possible" ? "possible" : "paid") + (detail ? " · " + detail : "");
    if (kind === "disclosure") return text(names[detail] || "clear_") + (["component", "hidden", "footer"].includes(more) ? " · " + text(more) : "");
    return text("level." + more);
  };
  const tag = (kind, detail, more) => make("span", { class: "tag " + kind + " " + more }, label(kind, detail, more));
  const note = (item, wanted) => make("div", { class: "note " + item.level, id: "n" + item.index, "data-id": item.id, tabindex: item.id === wanted ? "-1" : null },
    parts.level(item.level), " ", make("b", { lang: "en" }, item.rule.title), item.state !== "open" && make("span", { class: "badge soft" }, text("accepted")),
    make("p", { lang: "en" }, item.message), item.rule.fix && make("p", { class: "do", lang: "en" }, item.rule.fix));

  const inside = (shown, marks) => {
    const cuts = [...new Set([0, shown.length, ...marks.flatMap(([start, end]) => [start, Math.min(end, shown.length)])])].sort((one, other) => one - other);
    const made = [];
    for (let index = 0; index + 1 < cuts.length; index++) {
      const [start, end] = [cuts[index], cuts[index + 1]];
      const here = marks.filter((mark) => mark[0] <= start && mark[1] >= end);
      for (const [from, , kind, detail, more] of here) if (from === start && kind !== "finding") made.push(tag(kind, detail, more));
      const run = shown.slice(start, end).join("");
      made.push(here.length ? make("mark", { class: [...new Set(here.map((mark) => mark[2]))].join(" ") }, run) : run);
    }
    return made;
  };
  const passage = ([kind, level, shown, line, faq, skipped, marks, notes], items, wanted) => {
    const found = [...marks.filter((mark) => mark[2] === "finding").map((mark) => mark[3]), ...notes.filter((mark) => mark[0] === "finding").map((mark) => mark[1])];
    const said = [...new Set(found)].map((id) => items.get(id)).filter(Boolean);
    for (const item of said) items.delete(item.id);
    return [
      skipped > 0 && make("p", { class: "gap" }, text("skipped", { count: skipped })),
      make("div", { class: "row" + (said.length ? " has-notes" : "") },
        make("div", { class: "passage " + kind + (kind === "heading" ? " h" + level : ""), dir: "auto" },
          faq && make("span", { class: "tag faq" }, text(faq)),
          notes.filter(([name]) => name !== "finding").map(([name, detail, more]) => tag(name, detail, more)),
          inside([...shown], marks)),
        said.length > 0 && make("div", { class: "notes" }, said.map((item) => note(item, wanted)))),
    ];
  };

  const show = async (path, wanted) => {
    const article = store.articles.find((one) => one.path === path);
    if (!article) return;
    const items = new Map(store.items.filter((item) => item.article === article).map((item) => [item.id, item]));
    const head = make("header", {},
      make("div", {}, make("h2", { id: "article-title" }, article.title || article.path), make("p", { class: "path" }, article.path),
        make("p", { class: "facts" }, parts.told(article), [article.section, article.author, article.owner].filter(Boolean).map((one) => make("span", {}, one)), parts.editLink(article, article.first || 1))),
      make("button", { type: "button", class: "close", onclick: close }, text("close")));
    const body = make("div", { class: "body", tabindex: "0", role: "region", "aria-label": text("view") });
    dialog.replaceChildren(head, body);
    if (!dialog.open) dialog.showModal();
    if (article.view < 0) {
      body.append(make("p", { class: "about" }, text("noview")), ...[...items.values()].map((item) => note(item, wanted)));
    } else {
      const [layout, skipped, passages] = await unpack(lines[article.view]);
      if (layout) body.append(make("p", { class: "about" }, text(layout)));
      body.append(...passages.flatMap((one) => passage(one, items, wanted)).filter(Boolean));
      if (skipped) body.append(make("p", { class: "gap" }, text("skipped", { count: skipped })));
      body.append(...[...items.values()].map((item) => note(item, wanted)));
    }
    const target = wanted && body.querySelector('[data-id="' + CSS.escape(wanted) + '"]');
    if (target) { target.scrollIntoView({ block: "center" }); target.focus({ preventScroll: true }); }
    dialog.dataset.ready = path;
  };
  return { show };
};
