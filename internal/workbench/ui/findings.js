import { button, el, show } from "./dom.js";
import { Mend } from "./mend.js";

// Findings are the statements about what is chosen, and one of them opened.
export class Findings {
  constructor(panel) {
    this.panel = panel;
    this.title = "Findings";
    this.list = el("div", { className: "document", id: "statements" });
    this.head = el("div", { className: "opened-head" });
    this.mend = new Mend(panel);
    this.one = el("div", { className: "document", id: "opened" });
    this.node = el("div", {}, this.list);
  }

  reset() { this.mend.drop(); this.id = this.wanted = undefined; this.node.replaceChildren(this.list); delete this.list.dataset.html; this.list.replaceChildren(el("p", { className: "uncertain" }, "The text is being read …")); }
  close() { this.mend.close(); }
  link() { return { s: this.id }; }
  want(id) { this.wanted = id; this.update(true); }

  async update() {
    if (this.id) return this.open(this.id, false);
    const seen = await this.panel.look("first");
    if (!seen || this.id) return;
    show(this.list, seen.html);
    if (this.wanted && !["waiting", "looking"].includes(seen.state)) {
      const id = this.wanted;
      this.wanted = undefined;
      this.open(id);
    }
  }

  // open opens a statement; what was opened and is not found any more says so.
  async open(id, anew = true) {
    this.id = id;
    this.mend.keep(id);
    let seen;
    try {
      seen = await this.panel.env.wire.ask("view", { uri: this.panel.standing.uri, ...this.panel.standing.chosen, part: "statement", id });
    } catch (e) {
      if (this.id !== id) return;
      this.head.replaceChildren(this.back(), el("p", { id: "gone-statement", className: "uncertain" }, e.message));
      if (anew || !e.message.includes("still being looked at")) { // else what was told of the text before stays, paler, until it is known
        this.one.replaceChildren();
        delete this.one.dataset.html;
      }
      this.one.classList.add("old");
      return this.node.replaceChildren(this.head, this.one);
    }
    if (this.id !== id) return;
    this.head.replaceChildren(...[this.back(), seen.playable && button("Play this course", () => this.panel.parts.play.go(id), { className: "first", id: "play-course" }),
      seen.mendable && button("What would mend it", () => this.mend.ask(id), { id: "ask-mend" }),
      this.panel.standing.open.length > 0 && button("What another answer would change", () => this.panel.turnTo("questions")),
      ...(seen.places ?? []).slice(0, 6).map((p) => button("In the text: " + p.name, () => this.panel.env.go(p.uri, p.from, p.to), { className: "quiet" }))].filter(Boolean));
    this.one.classList.remove("old");
    show(this.one, seen.html);
    this.node.replaceChildren(this.head, this.mend.node, this.one);
    if (anew) {
      this.panel.body.scrollTop = 0;
      const h = this.one.querySelector("h2");
      if (h) { h.tabIndex = -1; h.focus(); }
    }
    this.panel.env.remember({});
  }

  back() {
    return button("← All findings", () => {
      const id = this.id;
      this.id = undefined;
      this.mend.drop();
      this.node.replaceChildren(this.list);
      this.update().then(() => this.list.querySelector(`a[href="#statement-${CSS.escape(id)}"]`)?.focus());
      this.panel.env.remember({});
    }, { id: "all-findings" });
  }
}
