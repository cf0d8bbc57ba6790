// Going from finding to finding in an article, and placing their notes in its margin, each beside what it is about.
const MARGIN = "(min-width: 60rem)";
const GAP = 8;

const makeGuide = (parts) => {
  const { text } = parts;
  let body, sheet, notes = [], at = -1;
  const count = make("span", { class: "at", role: "status" });
  const turn = (step, key, label) => make("button", { type: "button", "aria-keyshortcuts": key, onclick: () => go(step) }, label, make("kbd", { "aria-hidden": "true" }, key));
  const root = make("p", { class: "guide", hidden: true }, turn(-1, "p", text("view.previous")), count, turn(1, "n", text("view.next")));

  const marksOf = (note) => (sheet ? [...sheet.querySelectorAll('mark[data-ids~="' + CSS.escape(note.dataset.id) + '"]')] : []);
  const anchor = (note) => marksOf(note)[0] || note.closest(".row") || note;

  // From top to bottom; the chosen note stands beside its place and pushes those above it up as far as there is room.
  const place = () => {
    const inside = notes.filter((note) => note.closest(".sheet"));
    if (!sheet) return;
    const wide = matchMedia(MARGIN).matches && !matchMedia("print").matches;
    sheet.style.minHeight = "";
    for (const note of inside) note.style.top = "";
    if (!wide) return;
    const base = sheet.getBoundingClientRect().top;
    const wanted = inside.map((note) => anchor(note).getBoundingClientRect().top - base);
    const heights = inside.map((note) => note.offsetHeight + GAP);
    const chosen = Math.max(0, inside.indexOf(notes[at]));
    const tops = [];
    const above = heights.slice(0, chosen).reduce((sum, height) => sum + height, 0);
    let free = 0;
    inside.forEach((note, index) => {
      tops[index] = index === chosen ? Math.max(wanted[index], above) : Math.max(wanted[index], free);
      free = tops[index] + heights[index];
    });
    for (let index = chosen - 1; index >= 0; index--) tops[index] = Math.min(tops[index], tops[index + 1] - heights[index]);
    inside.forEach((note, index) => { note.style.top = tops[index] + "px"; });
    sheet.style.minHeight = free + "px";
  };
  const choose = (index, quiet = false) => {
    at = index;
    for (const old of body.querySelectorAll(".chosen")) old.classList.remove("chosen");
    const note = notes[at];
    count.textContent = text("view.at", { at: at + 1, all: notes.length });
    for (const one of [note, ...marksOf(note)]) one.classList.add("chosen");
    const help = note.querySelector("details.do");
    if (help) help.open = true;
    place();
    if (quiet) return;
    (matchMedia(MARGIN).matches ? anchor(note) : note).scrollIntoView({ block: "center" });
    note.scrollIntoView({ block: "nearest" });
    note.focus({ preventScroll: true });
  };
  const go = (step) => { if (notes.length) choose((at + step + notes.length) % notes.length); };

  const over = (shown, wanted) => {
    body = shown;
    sheet = body.querySelector(".sheet");
    notes = [...body.querySelectorAll(".note")];
    if (!notes.length) return;
    root.hidden = false;
    body.addEventListener("click", (event) => {
      const note = event.target.closest(".note");
      const mark = event.target.closest("mark[data-ids]");
      const index = note ? notes.indexOf(note) : mark ? notes.findIndex((one) => mark.dataset.ids.split(" ").includes(one.dataset.id)) : -1;
      if (index >= 0 && index !== at) choose(index, true);
    });
    body.addEventListener("toggle", place, true);
    new ResizeObserver(place).observe(body);
    const index = notes.findIndex((note) => note.dataset.id === wanted);
    if (index >= 0) choose(index);
    else choose(0, true);
  };
  const onKey = (event) => {
    const step = { n: 1, p: -1 }[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return false;
    go(step);
    return true;
  };
  return { root, over, onKey };
};
