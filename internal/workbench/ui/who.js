import { el, show } from "./dom.js";

// Who is who can be left with nothing, reading by reading.
export class Who {
  constructor(panel) {
    this.panel = panel;
    this.title = "Who";
    this.node = el("div", { className: "document" });
  }
  reset() { this.node.replaceChildren(); delete this.node.dataset.html; }
  async update() {
    const seen = await this.panel.look("who");
    if (seen) show(this.node, seen.html);
  }
}
