import { button, el, show } from "./dom.js";
import { sideBySide } from "./editor.js";

// Compare is two readings side by side, or two drafts.
export class Compare {
  constructor(panel) {
    this.panel = panel;
    this.title = "Compare";
    this.sides = [0, 1].map((i) => ({ select: el("select", { id: "side-" + i, onchange: () => this.draw() }), view: el("div", { className: "document" }) }));
    this.between = el("div", {});
    this.files = el("select", { id: "draft" });
    this.merge = el("div", { className: "merge" });
    this.changes = el("div", {});
    this.node = el("div", {},
      el("h2", {}, "Two readings"),
      el("div", { className: "two" }, ...this.sides.map((s, i) => el("section", { "aria-label": i ? "The second reading" : "The first reading" },
        el("label", { for: "side-" + i }, i ? "and" : "Compare "), s.select, s.view))),
      this.between,
      el("h2", {}, "Two drafts"),
      el("p", {}, el("label", { for: "draft" }, "What stands here, beside "), this.files, " ", button("Show the texts", () => this.texts()), " ",
        button("What does it change?", () => this.panel.long(this.changes, "drafts", { name: this.files.value }))),
      this.merge, this.changes);
  }

  reset() { this.names = undefined; this.leave(); this.between.replaceChildren(); this.changes.replaceChildren(); }
  leave() { this.both?.destroy(); this.both = undefined; this.merge.replaceChildren(); }

  update() {
    const { choices, text } = this.panel.standing;
    if (text !== this.of) { // what was told of another text is not left standing
      this.leave();
      this.changes.replaceChildren();
    }
    this.of = text;
    const names = choices.map((c) => c.key).join("\n");
    if (names !== this.names) {
      this.names = names;
      this.sides.forEach(({ select }, i) => {
        select.replaceChildren(...choices.map((c) => el("option", { value: c.key }, c.name)));
        const whole = choices.map((c, n) => n).filter((n) => choices[n].key), order = [...whole, ...choices.keys()];
        select.selectedIndex = order[Math.min(i, order.length - 1)]; // two readings, where there are two
      });
      const { name } = this.panel.env.at(), all = this.panel.env.started().shelves.flatMap((s) => s.files.filter((f) => f.title));
      this.files.replaceChildren(...all.map((f) => el("option", { value: f.name, selected: f.name === name }, (f.name === name ? "the same as it was opened: " : "") + f.name)));
    }
    return this.draw();
  }

  picked(i) {
    const c = this.panel.standing.choices.find((x) => x.key === this.sides[i].select.value);
    return c?.reading ? { reading: c.reading } : c?.open ? { open: c.open } : {};
  }

  async draw() {
    for (const [i, side] of this.sides.entries()) {
      const seen = await this.panel.look("first", { reading: undefined, open: undefined, ...this.picked(i) });
      if (seen && show(side.view, seen.html) && i) {
        for (const r of side.view.querySelectorAll('[role="region"][aria-label]')) r.setAttribute("aria-label", r.getAttribute("aria-label") + ", the second");
      }
    }
    this.between.replaceChildren(button("What is different between the two, and by which answer", () => this.panel.long(this.between, "between", { reading: undefined, open: undefined, ...this.picked(0), with: this.picked(1) })));
  }

  async texts() {
    this.leave();
    const other = await this.panel.env.wire.ask("text", { name: this.files.value });
    this.both = sideBySide(this.merge, other.text, this.panel.env.text());
  }
}
