import { Marked } from "marked";
import { $, button, el } from "./dom.js";
import { harmless } from "./editor.js";

// The headings of a page are parts of this one.
const markdown = new Marked({ walkTokens: (t) => { if (t.type === "heading") t.depth = Math.min(6, t.depth + 1); } });

const keys = [
  ["F6", "from the text to what is found, and back"],
  ["Ctrl-S", "save"],
  ["Ctrl-Space", "complete a word or a name"],
  ["F2, F12, Shift-F12", "another name for it everywhere; where it is declared; where it is spoken of"],
  ["Shift-Alt-F", "put the text into its canonical form"],
  ["F8, Ctrl-Shift-M", "to the next thing that is told of the text; all of it as a list"],
  ["Ctrl-F", "search"],
  ["Esc, then Tab", "out of the text"],
  ["← →, Home, End", "from one part of what is found to another, when one of them has the focus"],
  ["F1", "this help"],
];

export function openHelp(wire) {
  const d = $("help"), list = el("ul", {}, el("li", {}, "…"));
  wire.ask("pages").then((pages) => list.replaceChildren(...pages.map((p) => el("li", {}, button(p.title, () => openPage(d, wire, pages, p.name), { className: "quiet" })))),
    () => list.replaceChildren(el("li", {}, "The server is not there.")));
  d.replaceChildren(
    el("h2", { id: "help-title" }, "Help"),
    el("p", {}, "Write on the left; what can come of it stands on the right as soon as you rest. Each statement opens to its courses, step by step, and can be played to its end. " +
      "Under Questions you answer otherwise what the text leaves open, and see what goes and what comes."),
    el("p", {}, "“Clean” means that everything was looked at and nothing serious found. “Still looking” and “gave up” claim nothing of what is not told. What is said is what the text allows, not what anyone will do."),
    el("h3", {}, "Keys"), el("dl", {}, ...keys.map(([k, does]) => el("div", {}, el("dt", {}, k), el("dd", {}, does)))),
    el("h3", {}, "Pages"), list,
    el("p", {}, "Nothing leaves this machine. What you write is kept by this browser until you save it; files are written only when you say so. ",
      el("a", { href: "licences.txt" }, "What this page is made of")),
    button("Close", () => d.close()));
  if (!d.open) d.showModal();
}

// openPage shows a page of the documentation; its links to others open these.
function openPage(d, wire, pages, name) {
  const page = pages.find((p) => p.name === name), box = el("div", { className: "document" });
  box.innerHTML = harmless(markdown.parse(page.text), /^(https?:|(\.\.\/)?[\w/-]+\.md(#|$))/);
  for (const a of box.querySelectorAll("a[href]")) {
    const to = new URL(a.getAttribute("href"), "http://docs/" + name).pathname.slice(1);
    if (pages.some((p) => p.name === to)) a.onclick = (e) => { e.preventDefault(); openPage(d, wire, pages, to); };
    else if (/^https?:/.test(a.getAttribute("href"))) a.rel = "noreferrer noopener";
    else a.removeAttribute("href"); // it leads to a file that is not here
  }
  for (const code of box.querySelectorAll("pre")) code.tabIndex = 0; // to be moved by keyboard where it is wide
  for (const [i, wide] of [...box.querySelectorAll("table")].entries()) {
    const frame = el("div", { className: "wide", tabIndex: 0, role: "region", "aria-label": `Table ${i + 1}` });
    wide.replaceWith(frame);
    frame.append(wide);
  }
  box.querySelector("h2").id = "help-title";
  d.replaceChildren(el("p", {}, button("← Help", () => openHelp(wire)), " ", button("Close", () => d.close())), box);
  d.scrollTop = 0;
  box.querySelector("h2").tabIndex = -1;
  box.querySelector("h2").focus();
}
