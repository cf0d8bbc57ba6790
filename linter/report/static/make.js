// Making elements: text goes in as text, and addresses only if they are http or https.
const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(2).filter((child) => child !== undefined && child !== null && child !== "" && child !== false && child !== 0));
  return element;
};
const web = (address) => /^https?:\/\//i.test(address);

const SVG = "http://www.w3.org/2000/svg";
const ICONS = {
  error: ["M5 1h6l4 4v6l-4 4H5l-4-4V5z", "M7 4h2v5H7zM7 10.5h2v2H7z"],
  warning: ["M8 1l7.5 14H.5z", "M7 6h2v4.5H7zM7 11.5h2v2H7z"],
  info: ["M8 1a7 7 0 1 0 .01 0z", "M7 7h2v5.5H7zM7 3.5h2v2H7z"],
};
const icon = (level) => {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  ICONS[level].forEach((shape, index) => {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", shape);
    if (index) path.setAttribute("class", "in");
    svg.append(path);
  });
  return svg;
};

const makeParts = (store) => {
  const text = (key, values = {}) => {
    let found = store.texts[key] ?? key;
    if (typeof found === "object") found = (values.count === 1 && found.one) || found.other;
    return found.replace(/\{(\w+)\}/g, (whole, name) =>
      name in values ? (typeof values[name] === "number" ? values[name].toLocaleString(store.language) : values[name]) : whole);
  };
  const lang = (of, part) => of.english.includes(part) && "en";
  const level = (name) => make("span", { class: "level " + name }, icon(name), text("level." + name));
  const evidence = (item) =>
    make("span", { class: "evidence" + (item.source ? " source" : ""), dir: "auto" }, item.before, make("mark", {}, item.text || "▏"), item.after);
  const editLink = (article, line) => {
    const address = article.edit.replace("{line}", line);
    return web(address) && make("a", { class: "edit", href: address, rel: "noopener noreferrer", target: "_blank" },
      text("edit"), make("span", { class: "unseen" }, " " + article.path + ", " + text("line", { line })));
  };
  const told = (article) =>
    article.links ? make("span", { class: "told " + (["after", "no"].includes(article.told) ? "late" : article.told === "weak" ? "weak" : "fine") }, text("told." + article.told)) : null;
  const change = (item) => {
    const [before, after] = item.change || [];
    return [item.fix && make("span", { lang: lang(item, "fix") }, item.fix), (before || after) && make("code", {}, before && make("del", {}, before), " ", make("ins", {}, after))].filter(Boolean);
  };
  const facts = (item) => {
    const rows = [
      ["excerpt", item.excerpt && make("code", {}, item.excerpt)],
      ["compare", item.related.length && item.related.map(([said, line]) => said + " (" + text("line", { line }) + ")").join("; "), lang(item, "related")],
      ["cause", item.cause && item.cause + " (" + text("line", { line: item.cause_line }) + ")"],
      ["address", item.address && make("code", {}, item.address)],
      ["suggestion", change(item).length && change(item)],
      ["do", item.rule.fix, lang(item.rule, "do")],
      ["what", item.rule.why, lang(item.rule, "why")],
      ["rule", web(item.rule.address) && make("a", { href: item.rule.address, rel: "noopener noreferrer", target: "_blank" }, item.rule.id)],
      ["authority", item.rule.authority.length && item.rule.authority.map(([title, lang, rest], index) => [index > 0 && text("source.next"), make("span", { lang }, title), rest])],
    ];
    return make("dl", {}, rows.filter(([, value]) => value).map(([key, value, lang]) => [make("dt", {}, text(key)), make("dd", { lang }, value)]));
  };
  return { text, lang, level, evidence, editLink, told, facts, change };
};
