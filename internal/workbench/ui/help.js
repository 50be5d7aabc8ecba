import { $, button, el } from "./dom.js";

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

export function openHelp() {
  const d = $("help");
  d.replaceChildren(
    el("h2", { id: "help-title" }, "Help"),
    el("p", {}, "Write on the left; what can come of it stands on the right as soon as you rest. Each statement opens to its courses, step by step, and can be played to its end. " +
      "Under Questions you answer otherwise what the text leaves open, and see what goes and what comes."),
    el("p", {}, "“Clean” means that everything was looked at and nothing serious found. “Still looking” and “gave up” claim nothing of what is not told. What is said is what the text allows, not what anyone will do."),
    el("h3", {}, "Keys"), el("dl", {}, ...keys.map(([k, does]) => el("div", {}, el("dt", {}, k), el("dd", {}, does)))),
    el("p", {}, "Nothing leaves this machine. What you write is kept by this browser until you save it; files are written only when you say so. ",
      el("a", { href: "licences.txt" }, "What this page is made of")),
    button("Close", () => d.close()));
  d.showModal();
}
