// The article as the linter read it, in a dialog.
const makeReader = (store, parts, lines, dialog, close) => {
  const { text } = parts;
  const label = (kind, detail, more) => {
    if (kind === "link") return text(more === "first" ? "view.first" : more === "possible" ? "view.possible" : "view.link") + (detail ? " · " + detail : "");
    if (kind === "disclosure") return text("view." + detail) + (["component", "hidden", "footer"].includes(more) ? " · " + text("view." + more) : "");
    return text("level." + more);
  };
  const tag = (kind, detail, more) => make("span", { class: ["tag", kind, more, kind === "disclosure" && detail].filter(Boolean).join(" ") }, label(kind, detail, more));
  const note = (item, wanted) => make("div", { class: "note " + item.level, id: "n" + item.index, "data-id": item.id, tabindex: item.id === wanted ? "-1" : null },
    parts.level(item.level), " ", make("b", { lang: "en" }, item.rule.title), item.state !== "open" && make("span", { class: "badge soft" }, text("list.accepted")),
    make("p", { lang: "en" }, item.message),
    item.rule.fix && make("details", { class: "do" }, make("summary", {}, text("do")), make("p", { lang: "en" }, item.rule.fix)));

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
    const said = [...new Set(found)].map((id) => items.get(id)).filter(Boolean)
      .sort((one, other) => LEVELS.indexOf(one.level) - LEVELS.indexOf(other.level));
    for (const item of said) items.delete(item.id);
    return [
      skipped > 0 && make("p", { class: "gap" }, text("view.skipped", { count: skipped })),
      make("div", { class: "row", "data-line": line },
        make("div", { class: "passage " + kind + (kind === "heading" ? " h" + level : ""), dir: "auto" },
          faq && make("span", { class: "tag faq" }, text("view." + faq)),
          notes.filter(([name]) => name !== "finding").map(([name, detail, more]) => tag(name, detail, more)),
          inside([...shown], marks)),
        said.length > 0 && make("div", { class: "notes" }, said.map((item) => note(item, wanted)))),
    ];
  };

  const jumps = (body) => {
    const places = [body.querySelector(".tag.link.first"), body.querySelector(".tag.disclosure:not(.gift, .negated, .hidden)")].filter(Boolean)
      .sort((one, other) => (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
    return make("p", { class: "jumps" }, places.map((place) => make("button", { type: "button", onclick: () => place.scrollIntoView({ block: "center" }) },
      place.textContent + ", " + text("line", { line: Number(place.closest(".row").dataset.line) }))));
  };

  const show = async (path, wanted) => {
    const article = store.articles.find((one) => one.path === path);
    if (!article) return;
    const items = new Map(store.items.filter((item) => item.article === article).map((item) => [item.id, item]));
    const head = make("header", {},
      make("div", {}, make("h2", { id: "article-title" }, article.title || article.path), make("p", { class: "path" }, article.path),
        make("p", { class: "facts" }, parts.told(article), [article.section, article.author, article.owner].filter(Boolean).map((one) => make("span", {}, one)), parts.editLink(article, article.first || 1))),
      make("button", { type: "button", class: "close", autofocus: true, onclick: close }, text("close")));
    const body = make("div", { class: "body", tabindex: "0", role: "region", "aria-label": text("view.title") });
    dialog.replaceChildren(head, body);
    if (!dialog.open) dialog.showModal();
    if (article.view < 0) {
      body.append(make("p", { class: "about" }, text("view.none")), ...[...items.values()].map((item) => note(item, wanted)));
    } else {
      const [layout, skipped, passages] = await unpack(lines[article.view]);
      if (layout) body.append(make("p", { class: "about" }, text("view.layout." + layout)));
      body.append(...passages.flatMap((one) => passage(one, items, wanted)).filter(Boolean));
      head.firstChild.append(jumps(body));
      if (skipped) body.append(make("p", { class: "gap" }, text("view.skipped", { count: skipped })));
      body.append(...[...items.values()].map((item) => note(item, wanted)));
    }
    const target = wanted && body.querySelector('[data-id="' + CSS.escape(wanted) + '"]');
    if (target) { target.scrollIntoView({ block: "center" }); target.focus({ preventScroll: true }); }
    dialog.dataset.ready = path;
  };
  return { show };
};
