import { button, el, notice } from "./dom.js";

const signs = { mended: "✓", none: "!", gaveUp: "?" };

// Mend is what would mend the statement that is opened, once somebody asks. It stands while the text and what is chosen are what they were.
export class Mend {
  constructor(panel) {
    this.panel = panel;
    this.node = el("div", { id: "mend" });
  }

  // keep leaves what is told standing if it is still of this statement, and ends it otherwise.
  keep(id) {
    const { text, chosen } = this.panel.standing ?? {};
    const now = JSON.stringify([text, chosen, id]);
    if (this.of && this.of !== now) this.drop();
    this.now = now;
  }

  drop() {
    this.off?.abort();
    this.off = this.of = this.was = undefined;
    this.puts = [];
    this.node.replaceChildren();
  }

  close() {
    this.drop();
    this.applied = undefined;
    notice("mend", "");
  }

  async ask(id) {
    this.drop();
    const of = this.of = this.now, off = this.off = new AbortController(), told = el("div", {});
    this.node.replaceChildren(told);
    const seen = await this.panel.long(told, "mend", { id }, off);
    if (this.of !== of || this.off !== off || !seen) return;
    const { outcome, says, was, changes } = seen.mending;
    this.was = was;
    told.prepend(el("p", { id: "mend-state", role: "status", "data-outcome": outcome }, `${signs[outcome]} ${says}. `, button("Put away", () => this.drop(), { className: "quiet" })));
    this.puts = changes.map((c, i) => button("Put it into the text", () => this.put(c, i + 1), { className: "first", "aria-label": `Put change ${i + 1} into the text` }));
    this.puts.forEach((b, i) => told.querySelector(`#mend-${i + 1}`)?.append(b));
    this.offer();
  }

  // offer offers the changes only while the text is the one that they were found for, and to take one back while it is the one with it.
  offer() {
    const now = this.panel.env.text();
    if (this.applied !== undefined && this.applied !== now) {
      this.applied = undefined;
      notice("mend", "");
    }
    for (const b of this.puts ?? []) {
      b.disabled = now !== this.was;
      b.title = b.disabled ? "The text is another now than the one that this was found for" : "";
    }
  }

  put(change, number) {
    const back = this.panel.env.put(this.was, change.text);
    this.offer();
    if (!back) return;
    this.applied = change.text;
    notice("mend", `Change ${number} is in the text: ${change.says}`, "plain", [["Take it back", () => { if (this.panel.env.text() === change.text) back(); this.offer(); }]]);
    this.panel.body.focus();
  }
}
