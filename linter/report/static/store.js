// The data: unpacking, choosing and ordering. Nothing here touches the page.
const LEVELS = ["error", "warning", "info"];
const STATES = ["open", "suppressed", "baselined"];
const FILTERS = ["q", "severity", "family", "rule", "section", "author", "owner", "programme", "cause", "status", "path"];

const unpack = async (packed) => {
  const bytes = Uint8Array.from(atob(packed), (char) => char.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
};

const makeStore = (data, columns) => {
  const articles = data.articles.map(([path, title, section, author, owner, links, told, first, programmes, edit]) => ({
    path, title, section, author, owner, links, told, first, programmes, view: data.views[path] ?? -1, edit,
  }));
  const rules = data.rules.map(([id, title, family, why, fix, authority, address, english]) => ({ id, title, family, why, fix, authority, address, english }));
  const items = columns.id.map((id, index) => {
    const item = { index };
    for (const name in columns) item[name] = columns[name][index];
    item.article = articles[columns.article[index]];
    item.rule = rules[columns.rule[index]];
    item.level = LEVELS[columns.level[index]];
    item.state = STATES[columns.state[index]];
    item.author = item.author || item.article.author;
    return item;
  });
  const sought = (item) => {
    item.sought ??= [item.article.path, item.article.title, item.message, item.before, item.text, item.after, item.rule.title, item.rule.id, item.author]
      .join("\n").toLowerCase();
    return item.sought;
  };
  return { articles, rules, items, sought, texts: data.texts, families: data.family_names, name: (name) => data.names[name] ?? name, language: data.language, day: data.day };
};

const TESTS = {
  q: (item, wanted, store) => wanted.every((word) => store.sought(item).includes(word)),
  severity: (item, wanted) => item.level === wanted,
  family: (item, wanted) => item.rule.family === wanted,
  rule: (item, wanted) => item.rule.id === wanted,
  section: (item, wanted) => item.article.section === wanted,
  author: (item, wanted) => item.author === wanted || item.article.author === wanted,
  owner: (item, wanted) => item.article.owner === wanted,
  programme: (item, wanted) => item.article.programmes.includes(wanted),
  cause: (item, wanted) => item.cause === wanted,
  path: (item, wanted) => item.article.path === wanted,
  status: (item, wanted) => (wanted === "accepted" ? item.state !== "open" : wanted === "fresh" ? item.state === "open" : item.state === "open" && item.news === "new"),
};

const choose = (store, state) => {
  const tests = FILTERS.filter((name) => state[name] !== undefined && name in TESTS && name !== "status").map((name) => {
    const wanted = name === "q" ? state.q.toLowerCase().split(/\s+/).filter(Boolean) : state[name];
    return (item) => TESTS[name](item, wanted, store);
  });
  tests.unshift(state.status ? (item) => TESTS.status(item, state.status) : (item) => item.state !== "suppressed");
  return store.items.filter((item) => tests.every((test) => test(item)));
};

const KEYS = {
  level: (item) => LEVELS.indexOf(item.level),
  problem: (item) => item.rule.title,
  path: (item) => item.article.path,
  author: (item) => item.article.owner || item.author,
  since: (item) => item.since,
};
const GROUPS = {
  rule: (item) => item.rule.title,
  article: (item) => item.article.title || item.article.path,
  section: (item) => item.article.section,
  author: (item) => item.author,
  owner: (item) => item.article.owner,
  cause: (item) => item.cause,
};

const order = (store, items, state) => {
  const compare = new Intl.Collator(store.language, { numeric: true }).compare;
  const [name, down] = (state.sort || "").split("-");
  const key = KEYS[name];
  const group = GROUPS[state.group];
  if (!key && !group) return items;
  const rank = (get) => {
    const values = [...new Set(items.map(get))];
    values.sort(typeof values[0] === "number" ? (one, other) => one - other : compare);
    return new Map(values.map((value, index) => [value, index]));
  };
  const steps = [];
  if (group) { const ranks = rank(group); steps.push((one, other) => ranks.get(group(one)) - ranks.get(group(other))); }
  if (key) {
    const ranks = rank(key), sign = down ? -1 : 1;
    steps.push((one, other) => sign * (ranks.get(key(one)) - ranks.get(key(other))));
  }
  return [...items].sort((one, other) => {
    for (const step of steps) { const found = step(one, other); if (found) return found; }
    return one.index - other.index;
  });
};

const csvOf = (items) => {
  const cell = (value) => {
    let text = String(value ?? "").replace(/[\u0000-\u0008\u000a-\u001f\u007f-\u009f]/g, " ");
    if (/^[\s\u00a0]*[=+\-@\t\uff1d\uff0b\uff0d\uff20]/.test(text)) text = "'" + text;
    return /[",\n\r]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
  };
  const rows = items.map((item) => [
    item.level, item.rule.id, item.rule.title, item.article.path, item.line, item.column, item.article.section, item.author,
    item.article.owner, item.message, item.excerpt || item.text, item.state === "open" ? item.news || "open" : item.state, item.since, item.id,
  ].map(cell).join(","));
  return ["severity,rule,title,path,line,column,section,author,owner,message,excerpt,status,first_seen,fingerprint", ...rows].join("\n") + "\n";
};

const readState = (hash) => {
  const state = {};
  if (!hash.includes("=")) return state;
  for (const part of hash.replace(/^#/, "").split("&")) {
    const at = part.indexOf("=");
    try {
      if (at > 0) state[part.slice(0, at)] = decodeURIComponent(part.slice(at + 1));
    } catch { /* a link that somebody cut */ }
  }
  return state;
};
const writeState = (state) => {
  const parts = Object.entries(state).filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => name + "=" + encodeURIComponent(value));
  return "#" + (parts.length ? parts.join("&") : "list=all");
};
