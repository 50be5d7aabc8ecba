import { button, el, notice } from "./dom.js";

const forms = { html: "a web page", docx: "Word", md: "Markdown", txt: "text" };

// More is what else can be told of the pact, and what can be taken away.
export class More {
  constructor(panel) {
    this.panel = panel;
    this.title = "More";
    this.told = el("div", {});
    const tell = (text, part) => button(text, () => panel.long(this.told, part));
    this.forms = el("select", { id: "form" }, ...Object.entries(forms).map(([k, v]) => el("option", { value: k }, v)));
    this.node = el("div", {},
      el("h2", {}, "Take away"),
      el("p", {}, el("label", { for: "form" }, "As "), this.forms, " ", button("The note of one sheet", () => this.take("brief")), " ", button("The report", () => this.take("report"))),
      el("p", { className: "aside" }, "The note and the report are of what is chosen above. A course that is played is written as a scenario under Play."),
      el("h2", {}, "Tell"),
      el("p", { className: "controls" }, tell("The guarantees side by side", "guarantees"), tell("Who stands where", "positions"), tell("Where it comes from", "sources")), this.told);
  }

  reset() { this.told.replaceChildren(); }

  // What was told of another text, or of something else that was chosen, is not left standing.
  update() {
    const now = this.panel.standing.text + JSON.stringify(this.panel.standing.chosen);
    if (this.of !== now) this.reset();
    this.of = now;
  }

  async take(kind) {
    const { uri, chosen } = this.panel.standing;
    const off = new AbortController();
    notice("take", "It is being put together …", "plain", [["Stop", () => { off.abort(); notice("take", ""); }]]);
    try {
      const file = await this.panel.env.wire.ask("export", { uri, ...chosen, kind, form: this.forms.value }, off.signal);
      const bytes = Uint8Array.from(atob(file.data), (c) => c.charCodeAt(0));
      const url = URL.createObjectURL(new Blob([bytes], { type: file.type }));
      el("a", { href: url, download: file.name }).click();
      setTimeout(() => URL.revokeObjectURL(url), 60_000);
      notice("take", file.unfinished || "", "warning");
    } catch (e) {
      if (!off.signal.aborted) notice("take", "It could not be put together: " + e.message, "warning");
    }
  }
}
