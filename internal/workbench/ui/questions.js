import { button, el, show } from "./dom.js";

// Questions are what the text leaves open, each with its answers to be turned, and what is found under these.
export class Questions {
  constructor(panel) {
    this.panel = panel;
    this.title = "Questions";
    this.form = el("form", { className: "switches", onsubmit: (e) => e.preventDefault() });
    this.list = el("div", { className: "document", id: "turned" });
    this.decide = el("div", {});
    this.node = el("div", {}, this.form, this.decide, this.list);
  }

  reset() { this.drawn = undefined; this.decide.replaceChildren(); this.list.replaceChildren(); delete this.list.dataset.html; this.form.replaceChildren(); }

  async update(anew) {
    const s = this.panel.standing;
    this.draw(s);
    if (anew) this.decide.replaceChildren(s.open.length > 0 && button("What each answer decides, all others as above", () => this.panel.long(this.decide, "questions")) || "");
    const seen = await this.panel.look("first");
    if (seen) show(this.list, seen.html);
  }

  draw(s) {
    const drawn = JSON.stringify(s.open);
    if (drawn === this.drawn) return;
    const focus = document.activeElement?.id;
    this.drawn = drawn;
    this.form.replaceChildren(...s.open.length ? s.open.map((q) => this.question(q)) : [el("p", {}, "The text leaves nothing open.")]);
    if (focus?.startsWith("open-")) document.getElementById(focus)?.focus();
  }

  question(q) {
    const id = "open-" + q.name;
    const select = el("select", { id, onchange: () => this.turn(q.name, select.value) },
      el("option", { value: "" }, "left open"), ...q.values.map((v, i) => el("option", { value: v }, q.answers[i])));
    select.value = q.now;
    return el("p", { className: "switch-row", "data-answered": q.now ? "yes" : "no" }, el("label", { for: id }, q.title), select);
  }

  turn(name, value) {
    const open = {};
    for (const q of this.panel.standing.open) {
      const v = q.name === name ? value : q.now;
      if (v) open[q.name] = v;
    }
    return this.panel.choose(Object.keys(open).length ? { open } : {});
  }
}
