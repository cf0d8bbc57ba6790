// The list of findings: controls, a page of rows, and the rows' details.
const NARROW = "(max-width: 44rem)";
const PAGE = matchMedia(NARROW).matches ? 10 : 50;
const PRINTED = 2000;
const CHOICES = 400;
const COLUMNS = [["level", "severity"], ["problem", "problem"], ["path", "article"], ["author", "owner"], ["since", "since"]];

const makeList = (store, parts, go) => {
  const { text } = parts;
  const dated = store.items.some((item) => item.since);
  const named = store.items.some((item) => item.author || item.article.owner);
  const columns = COLUMNS.filter(([name]) => (name !== "since" || dated) && (name !== "author" || named));
  const unique = (values) => [...new Set(values)].filter(Boolean).sort(new Intl.Collator(store.language).compare).slice(0, CHOICES);
  const choices = {
    severity: LEVELS.map((name) => [name, text("level." + name)]),
    family: unique(store.rules.map((rule) => rule.family)).map((name) => [name, store.families[name]]),
    rule: [...store.rules].sort((one, other) => (one.title < other.title ? -1 : 1)).map((rule) => [rule.id, rule.title]),
    section: unique(store.articles.map((article) => article.section)).map((name) => [name, store.name(name)]),
    author: unique(store.items.map((item) => item.author)).map((name) => [name, store.name(name)]),
    owner: unique(store.articles.map((article) => article.owner)).map((name) => [name, name]),
    programme: unique(store.articles.flatMap((article) => article.programmes)).map((name) => [name, name]),
    cause: unique(store.items.map((item) => item.cause)).map((name) => [name, name]),
    status: [store.items.some((item) => item.news) && ["new", text("list.new")], store.items.some((item) => item.state === "baselined") && ["fresh", text("list.fresh")], store.items.some((item) => item.state !== "open") && ["accepted", text("list.accepted")]].filter(Boolean),
  };
  const select = (name, label, first, options) =>
    make("label", {}, make("span", {}, label), make("select", { name, onchange: (event) => go({ [name]: event.target.value || undefined, page: undefined, f: undefined }) },
      make("option", { value: "" }, first), options.map(([value, shown]) => make("option", { value }, shown))));

  const search = make("input", { type: "search", name: "q", autocomplete: "off", spellcheck: "false" });
  let wait;
  search.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(() => go({ q: search.value || undefined, page: undefined, f: undefined }, true), 120);
  });
  const groups = ["rule", "article", "section", "author", "owner", "cause"].filter((name) => !(name in choices) || choices[name].length > 1);
  const controls = make("form", { class: "controls", role: "search", onsubmit: (event) => event.preventDefault() },
    make("label", { class: "search" }, make("span", {}, text("list.search")), search),
    Object.keys(choices).filter((name) => choices[name].length > (name === "status" ? 0 : 1))
      .map((name) => select(name, text(name), name === "status" ? text("list.open") : text("list.all"), choices[name])),
    select("group", text("list.group"), text("list.nothing"), groups.map((name) => [name, text(name)])));
  const count = make("p", { class: "count", role: "status" });
  const only = make("p", { class: "only" });
  const clear = make("button", { type: "button", onclick: () => go(Object.fromEntries([...FILTERS, "f", "page"].map((name) => [name, undefined]))) }, text("list.clear"));
  const download = make("button", { type: "button", id: "csv" }, text("list.csv"));
  const print = make("button", { type: "button", "data-prints": "list" }, text("list.print"));
  const heads = columns.map(([name, label]) => {
    const button = make("button", { type: "button", onclick: () => go({ sort: next(name), page: undefined }, true) }, text(label));
    return { name, cell: make("th", { scope: "col", class: "c-" + name }, button) };
  });
  let state = {};
  let found = [];
  const next = (name) => (state.sort === name ? name + "-down" : state.sort === name + "-down" ? undefined : name);
  const body = make("tbody");
  const table = make("table", { class: "list" }, make("caption", { class: "unseen" }, text("problem")), make("thead", {}, make("tr", {}, heads.map((head) => head.cell))), body);
  const nothing = make("p", { class: "nothing", hidden: true }, text("list.nomatch"));
  const pager = make("nav", { class: "pager", "aria-label": text("list.pages") });
  const cut = make("p", { class: "printed" });
  const root = make("div", {}, controls, make("div", { class: "bar" }, count, only, make("div", { class: "acts" }, clear, download, print)), table, nothing, pager, cut);

  download.addEventListener("click", () => {
    const address = URL.createObjectURL(new Blob(["\ufeff" + csvOf(found)], { type: "text/csv" }));
    make("a", { href: address, download: "affilint-" + store.day + ".csv" }).click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  });

  const details = (item, button) => {
    const row = button.closest("tr");
    const open = button.getAttribute("aria-expanded") === "true";
    button.setAttribute("aria-expanded", String(!open));
    if (open) { row.nextElementSibling.remove(); return; }
    row.after(make("tr", { class: "details", id: "d" + item.index }, make("td", { colspan: columns.length },
      make("p", { class: "message", lang: parts.lang(item, "message") }, item.message),
      item.state !== "open" && make("p", {}, text("list.accepted") + (item.reason ? ": " + item.reason : "")),
      parts.facts(item),
      make("p", { class: "acts" },
        make("a", { class: "button", href: writeState({ article: item.article.path, at: item.id }) }, text("open_article"), make("span", { class: "unseen" }, ": " + item.article.path)),
        parts.editLink(item.article, item.line),
        make("a", { class: "plain", href: writeState({ f: item.id }) }, text("list.link"))))));
  };

  const cells = {
    level: (item) => parts.level(item.level),
    problem: (item) => [
      make("button", { type: "button", class: "title", "aria-expanded": "false", lang: parts.lang(item.rule, "title"), onclick: (event) => details(item, event.currentTarget) }, item.rule.title),
      item.news === "new" && make("span", { class: "badge" }, text("new")),
      item.sure === "possible" && make("span", { class: "badge soft" }, text("sure.possible")),
      make("br"), parts.evidence(item)],
    path: (item) => [make("span", { class: "article" }, item.article.title || item.article.path), make("br"), make("span", { class: "path" }, item.article.path + ":" + item.line)],
    author: (item) => item.article.owner || store.name(item.author),
    since: (item) => item.since,
  };
  const rows = (items) => {
    const group = GROUPS[state.group];
    const sizes = new Map();
    if (group) for (const item of found) sizes.set(group(item), (sizes.get(group(item)) || 0) + 1);
    let last;
    return items.flatMap((item) => {
      const made = [];
      if (group && group(item) !== last) {
        last = group(item);
        made.push(make("tr", { class: "group" }, make("th", { colspan: columns.length, scope: "colgroup" }, (store.name(last) || text("none")) + " · " + sizes.get(last).toLocaleString(store.language))));
      }
      made.push(make("tr", { class: item.level, "data-id": item.id }, columns.map(([name]) => make("td", { class: "c-" + name }, cells[name](item)))));
      return made;
    });
  };
  const pages = () => Math.max(1, Math.ceil(found.length / PAGE));
  const turn = (page, label) => make("button", { type: "button", disabled: page < 1 || page > pages(), onclick: () => { go({ page }, true); table.scrollIntoView(); } }, label);

  const show = (wanted) => {
    state = wanted;
    found = order(store, choose(store, state), state);
    if (state.f) {
      const at = found.findIndex((item) => item.id === state.f);
      if (at >= 0 && !state.page) state = { ...state, page: 1 + Math.floor(at / PAGE) };
    }
    const page = Math.min(pages(), Math.max(1, Number(state.page) || 1));
    body.replaceChildren(...rows(found.slice((page - 1) * PAGE, page * PAGE)));
    nothing.hidden = found.length > 0;
    table.hidden = !found.length;
    const all = store.items.filter((item) => item.state !== "suppressed").length;
    count.textContent = text("list.count", { shown: found.length, all: Math.max(all, found.length) });
    only.replaceChildren(...(state.path ? [text("list.only") + ": " + state.path] : []));
    clear.hidden = !FILTERS.some((name) => state[name] !== undefined) && !state.f;
    pager.hidden = pages() < 2;
    pager.replaceChildren(turn(page - 1, text("list.previous")), make("span", {}, text("list.page", { page, pages: pages() })), turn(page + 1, text("list.next")));
    for (const { name, cell } of heads) {
      const [sorted, down] = (state.sort || "").split("-");
      if (sorted === name) cell.setAttribute("aria-sort", down ? "descending" : "ascending");
      else cell.removeAttribute("aria-sort");
    }
    if (document.activeElement !== search) search.value = state.q || "";
    for (const field of controls.querySelectorAll("select")) {
      const value = state[field.name] || "";
      field.value = [...field.options].some((option) => option.value === value) ? value : "";
    }
    if (state.f) {
      const row = body.querySelector('tr[data-id="' + CSS.escape(state.f) + '"]');
      const button = row && row.querySelector("button.title");
      if (button) { details(found.find((item) => item.id === state.f), button); row.scrollIntoView({ block: "center" }); button.focus({ preventScroll: true }); }
    }
  };
  const beforePrint = () => {
    if (!["all", "list"].includes(document.documentElement.dataset.print)) return;
    body.replaceChildren(...rows(found.slice(0, PRINTED)));
    cut.textContent = found.length > PRINTED ? text("list.printed", { count: PRINTED }) : "";
  };
  window.addEventListener("beforeprint", beforePrint);
  window.addEventListener("afterprint", () => { cut.textContent = ""; show(state); });
  return { root, show };
};
