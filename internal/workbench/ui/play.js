import { button, el, notice, show } from "./dom.js";

// Play is the pact played move by move: along the course of a finding, or as one likes.
export class Play {
  constructor(panel) {
    this.panel = panel;
    this.title = "Play";
    this.node = el("div", { id: "play" });
    this.old = el("p", { id: "old-game", className: "uncertain", hidden: true }, "This game is of the text as it was when it began. ",
      button("Begin anew with the text as it is", () => this.begin({})));
    this.reset();
  }

  reset() {
    this.state = undefined;
    this.node.replaceChildren(el("p", {}, "Go through the pact move by move: make moves for everybody, let time go by, take moves back, or let the worst adversary play some of the sides. " +
      "A finding can be played from where it is opened."), button("Begin on day 0, as it is read now", () => this.begin({}), { className: "first" }));
  }

  // lost is a game that a server which is no longer there held; it is begun again where it was.
  lost() {
    if (this.state) this.begin({ link: this.state.link });
  }

  link() { return this.state ? { p: this.state.link, s: undefined } : {}; }

  // update says so if the game is of another text than stands there now.
  update() {
    const old = this.state && this.state.text !== this.panel.standing.text;
    this.old.hidden = !old;
  }

  go(statement) {
    this.panel.turnTo("play");
    return this.begin({ statement });
  }

  begin(how) {
    const { chosen, uri } = this.panel.standing;
    return this.ask({ do: "start", uri, ...chosen, ...how });
  }

  line(line) { return this.ask({ do: "line", line }); }

  async ahead() { if (this.state) await this.ask({ do: "state" }, true); }

  async ask(what, quiet) {
    try {
      const happened = this.state?.happened;
      this.state = await this.panel.env.wire.ask("play", what);
      if (quiet) this.state.happened ||= happened;
      notice("play", "");
      this.draw();
      this.panel.env.remember({});
    } catch (e) {
      notice("play", e.message, "warning");
    }
  }

  draw() {
    const s = this.state, focus = document.activeElement?.dataset?.key;
    const part = (html, props = {}) => { const d = el("div", { className: "document", ...props }); show(d, html); return d; };
    const course = s.of > 0;
    const controls = el("div", { className: "controls", role: "group", "aria-label": "The game" },
      button("◀ Take back", () => this.line("back"), { "data-key": "back", disabled: s.step === 0 }),
      course && button(s.along === s.of ? "The course ends here" : "Go on ▶", () => this.ask({ do: "along" }), { "data-key": "along", id: "along", className: "first", disabled: !s.next }),
      button("Let a step of time go by", () => this.line("time"), { "data-key": "time" }),
      button("Until something changes", () => this.line("next"), { "data-key": "next" }),
      button("Begin again", () => this.line("restart"), { "data-key": "restart", disabled: s.step === 0 }),
      button("Why not?", () => this.line("why"), { "data-key": "why" }));
    const where = course ? (s.along < 0 ? "You have left the course; take moves back to return to it." : `Move ${s.along} of ${s.of}.${s.next ? " Next: " + s.next : ""}`) : `${s.step} moves made.`;
    this.node.replaceChildren(
      this.old, s.title && el("h2", {}, s.title), el("p", { id: "where", role: "status" }, where), controls,
      s.happened && part(s.happened, { id: "happened" }),
      s.scenario && button("Put this scenario at the end of the text", () => this.append(s.scenario)),
      s.foe && el("p", { className: "warning" }, `The worst adversary plays ${s.foe}.`),
      el("h2", {}, "What can be done now"),
      el("div", { className: "lanes" }, ...s.lanes.map((l) => this.lane(l)), el("section", { className: "lane", "aria-label": "Time" }, el("h3", {}, "Time"), part(s.time))),
      part(s.standing, { id: "standing" }), s.course && part(s.course, { id: "so-far" }), this.adversary(), this.saving(),
      el("details", {}, el("summary", {}, "Played under these answers"), part(s.under)));
    this.update();
    if (!focus) return;
    const again = this.node.querySelector(`[data-key="${CSS.escape(focus)}"]:not(:disabled)`) ?? this.node.querySelector(".controls button:not(:disabled)");
    again?.focus();
  }

  lane(l) {
    return el("section", { className: "lane", "aria-label": l.who }, el("h3", {}, l.who), ...l.moves.map((m) => {
      const b = el("button", { type: "button", className: "move", "data-key": "move" + m.number, onclick: () => this.line(String(m.number)) }, el("span", { className: "number" }, m.number + " "));
      const text = el("span", {});
      text.innerHTML = m.html.replace(/^\s*<p/, "<span").replace(/<\/p>\s*$/, "</span>");
      b.append(text);
      return b;
    }));
  }

  adversary() {
    const { parties, people } = this.panel.standing;
    const boxes = parties.map((p, i) => el("label", {}, el("input", { type: "checkbox", name: "foe", value: p }), " " + people[i]));
    const may = el("input", { type: "checkbox" });
    const worst = el("select", { id: "worst-for" }, ...parties.map((p, i) => el("option", { value: p }, people[i])));
    const all = el("fieldset", {}, el("legend", {}, "What if the worst adversary plays"), ...boxes, el("label", {}, may, " and may break its word"),
      button("Let it play these", () => {
        const who = [...all.querySelectorAll("[name=foe]:checked")].map((b) => b.value);
        this.line(who.length ? `adversary ${who.join(", ")}${may.checked ? " may break" : ""}` : "adversary nobody");
      }, { "data-key": "adversary" }),
      el("p", {}, el("label", { for: "worst-for" }, "The worst that can come of this for "), worst, " ", button("Tell", () => this.line("worst " + worst.value), { "data-key": "worst" })));
    return all;
  }

  saving() {
    const label = el("input", { id: "scenario-label", type: "text", value: "what this shows" });
    return el("p", { className: "saving" }, el("label", { for: "scenario-label" }, "As a scenario, called "), label, " ", button("Write it", () => this.line(`save "${label.value.replaceAll('"', "'")}"`), { "data-key": "save" }));
  }

  append(text) {
    const view = this.panel.env.editor(), end = view.state.doc.length;
    view.dispatch({ changes: { from: end, insert: "\n" + text }, selection: { anchor: end + 1 }, scrollIntoView: true });
    this.panel.env.go(this.panel.env.at().uri, end + 1, end + 1);
  }
}
