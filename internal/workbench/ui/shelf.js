import { button, el } from "./dom.js";

const titles = { files: "In your folder", templates: "Templates to begin with", examples: "Examples: each flaw with its repair", library: "Library: real agreements" };
const flagship = "library/reported-framework-2025-12/reported-framework-2025-12.pact";

// showShelf lists what can be opened.
export function showShelf(root, started, drafts, open) {
  const kept = new Set(drafts.names());
  const item = (f) => el("li", {},
    el("a", { href: "#f=" + encodeURIComponent(f.name), onclick: (e) => { e.preventDefault(); open(f.name); } }, f.title || f.name.split("/").pop()),
    el("span", { className: "aside" }, " " + f.name.replace(/^[a-z]+\//, "")), kept.has(f.name) && el("strong", {}, " · not saved"));
  const lists = started.shelves.map((s) => {
    const whole = s.files.filter((f) => f.title), parts = s.files.filter((f) => !f.title);
    return el("section", { "aria-label": titles[s.name], "data-shelf": s.name }, el("h2", {}, titles[s.name]),
      s.name === "files" && el("p", { className: "aside" }, started.folder),
      s.files.length ? el("ul", {}, ...whole.map(item)) : el("p", {}, "There is no pact in it yet: take a template, and save it here."),
      parts.length > 0 && el("details", {}, el("summary", {}, "Parts of pacts"), el("ul", {}, ...parts.map(item))));
  });
  root.replaceChildren(el("main", { className: "shelf" },
    el("p", { className: "lead" }, "Agreements of several parties, run through every course that events can take: who can be left with nothing after having given, who can block, which promises have no teeth."),
    el("p", {}, button("See who is exposed in the framework as reported in December 2025", () => open(flagship), { className: "first" })),
    el("div", { className: "shelves" }, ...lists)));
}
