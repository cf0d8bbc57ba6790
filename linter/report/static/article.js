// The article as the linter read it, in a dialog.
const makeReader = (store, parts, lines, dialog, close) => {
  const { text } = parts;
  const label = (kind, detail, more) => {
    if (kind === "link") return text(more === "first" ? "view.first" : more === "possible" ? "view.possible" : "view.link") + (detail ? " · " + detail : "");
    if (kind === "disclosure") return text("view." + detail) + (["component", "hidden", "footer"].includes(more) ? " · " + text("view." + more) : "");
    return text("level." + more);
  };
  const tag = (kind, detail, more) => make("span", { class: ["tag", kind, more, kind === "disclosure" && detail].filter(Boolean).join(" ") }, label(kind, detail, more));
  let explained = new Set();
  let guide;
  dialog.addEventListener("keydown", (event) => { if (guide && guide.onKey(event)) event.preventDefault(); });
  const first = (item) => !explained.has(item.rule) && explained.add(item.rule);
  const note = (item) => make("div", { class: "note " + item.level, id: "n" + item.index, "data-id": item.id, tabindex: "-1" },
    parts.level(item.level), " ", make("b", { lang: parts.lang(item.rule, "title") }, item.rule.title), item.state !== "open" && make("span", { class: "badge soft" }, text("list.accepted")),
    make("p", { lang: parts.lang(item, "message") }, item.message),
    item.address && make("p", { class: "more-of" }, make("span", { class: "what" }, text("address")), " ", make("code", {}, item.address)),
    parts.change(item).length > 0 && make("p", { class: "more-of" }, make("span", { class: "what" }, text("suggestion")), " ", parts.change(item)),
    item.rule.fix && make("details", { class: "do", open: first(item) }, make("summary", {}, text("do")), make("p", { lang: parts.lang(item.rule, "do") }, item.rule.fix)));

  const inside = (shown, marks) => {
    const cuts = [...new Set([0, shown.length, ...marks.flatMap(([start, end]) => [start, Math.min(end, shown.length)])])].sort((one, other) => one - other);
    const made = [];
    for (let index = 0; index + 1 < cuts.length; index++) {
      const [start, end] = [cuts[index], cuts[index + 1]];
      const here = marks.filter((mark) => mark[0] <= start && mark[1] >= end);
      for (const [from, , kind, detail, more] of here) if (from === start && kind !== "finding") made.push(tag(kind, detail, more));
      const run = shown.slice(start, end).join("");
      const ids = here.filter((mark) => mark[2] === "finding").map((mark) => mark[3]);
      made.push(here.length ? make("mark", { class: [...new Set(here.map((mark) => mark[2]))].join(" "), "data-ids": ids.length > 0 && ids.join(" ") }, run) : run);
    }
    return made;
  };
  const passage = ([kind, level, shown, line, faq, skipped, marks, notes], items) => {
    const found = [...marks.filter((mark) => mark[2] === "finding").sort((one, other) => one[0] - other[0] || LEVELS.indexOf(one[4]) - LEVELS.indexOf(other[4])).map((mark) => mark[3]), ...notes.filter((mark) => mark[0] === "finding").map((mark) => mark[1])];
    const said = [...new Set(found)].map((id) => items.get(id)).filter(Boolean);
    for (const item of said) items.delete(item.id);
    return [
      skipped > 0 && make("p", { class: "gap" }, text("view.skipped", { count: skipped })),
      make("div", { class: "row", "data-line": line },
        make("div", { class: "passage " + kind + (kind === "heading" ? " h" + level : ""), dir: "auto" },
          faq && make("span", { class: "tag faq" }, text("view." + faq)),
          notes.filter(([name]) => name !== "finding").map(([name, detail, more]) => tag(name, detail, more)),
          inside([...shown], marks)),
        said.length > 0 && make("div", { class: "notes" }, said.map(note))),
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
    explained = new Set();
    guide = makeGuide(parts);
    const head = make("header", {},
      make("div", {}, make("h2", { id: "article-title" }, article.title || article.path), make("p", { class: "path" }, article.path),
        make("p", { class: "facts" }, parts.told(article), [store.name(article.section), store.name(article.author), article.owner].filter(Boolean).map((one) => make("span", {}, one)), parts.editLink(article, article.first || 1)), guide.root),
      make("button", { type: "button", class: "close", autofocus: true, onclick: close }, text("close")));
    const body = make("div", { class: "body", tabindex: "0", role: "region", "aria-label": text("view.title") });
    dialog.replaceChildren(head, body);
    if (!dialog.open) dialog.showModal();
    if (article.view < 0) {
      body.append(make("p", { class: "about" }, text("view.none")), ...[...items.values()].map(note));
    } else {
      const [layout, skipped, passages] = await unpack(lines[article.view]);
      if (layout) body.append(make("p", { class: "about" }, text("view.layout." + layout)));
      const sheet = make("div", { class: "sheet" }, passages.flatMap((one) => passage(one, items)).filter(Boolean));
      body.append(sheet);
      guide.root.before(jumps(body));
      if (skipped) body.append(make("p", { class: "gap" }, text("view.skipped", { count: skipped })));
      body.append(...[...items.values()].map(note));
    }
    guide.over(body, wanted);
    dialog.dataset.ready = path;
  };
  return { show };
};
