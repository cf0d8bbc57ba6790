// The page: state lives in the address, so that every list and every article has a link and the back button works.
const element = (id) => document.getElementById(id);

const theme = () => {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const now = document.documentElement.dataset.theme || (dark ? "dark" : "light");
  document.documentElement.dataset.theme = now === "dark" ? "light" : "dark";
};

const start = async () => {
  const [about, items] = element("data").textContent.split("\n");
  const store = makeStore(await unpack(about), await unpack(items));
  const parts = makeParts(store);
  const dialog = element("article");
  let state = {};
  let moved = false;

  const go = (change, quiet = false) => {
    const wanted = { ...state, ...change, article: undefined, at: undefined };
    for (const name of Object.keys(wanted)) if (wanted[name] === undefined) delete wanted[name];
    state = wanted;
    const hash = writeState(wanted);
    if (quiet) { try { history.replaceState(null, "", hash); } catch { location.hash = hash; } list.show(state); }
    else if (location.hash !== hash) location.hash = hash;
    else list.show(state);
  };
  const list = makeList(store, parts, go);
  let back = "#list=all";
  const reader = makeReader(store, parts, element("views").textContent.split("\n"), dialog, () => dialog.close());
  dialog.addEventListener("close", () => { if (readState(location.hash).article !== undefined) { moved = true; location.hash = back; } });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });

  const follow = () => {
    const wanted = readState(location.hash);
    if (wanted.article !== undefined) { reader.show(wanted.article, wanted.at); return; }
    if (dialog.open) dialog.close();
    if (!location.hash.includes("=") && location.hash) { back = location.hash; return; }
    state = wanted;
    back = location.hash || "#list=all";
    list.show(state);
    if (location.hash && !moved && !state.f) element("findings").scrollIntoView();
    moved = false;
  };
  element("list").append(list.root);
  element("list").hidden = false;
  element("static").remove();
  for (const one of document.querySelectorAll(".needs-script")) one.hidden = false;
  element("theme").addEventListener("click", theme);
  const prints = (what) => { document.documentElement.dataset.print = what; window.print(); };
  for (const one of document.querySelectorAll("[data-prints]")) one.addEventListener("click", () => prints(one.dataset.prints));
  window.addEventListener("afterprint", () => { delete document.documentElement.dataset.print; });
  if (matchMedia(NARROW).matches) for (const one of document.querySelectorAll("details.fold")) one.open = false;
  list.show(state);
  window.addEventListener("hashchange", follow);
  follow();
  document.documentElement.dataset.ready = "yes";
};

if (typeof DecompressionStream === "function" && typeof HTMLDialogElement === "function") {
  start().catch((error) => { document.documentElement.dataset.ready = "no"; console.error(error); });
}
