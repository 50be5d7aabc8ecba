import { button, el, notice, show } from "./dom.js";
import { Compare } from "./compare.js";
import { Findings } from "./findings.js";
import { More } from "./more.js";
import { Play } from "./play.js";
import { Questions } from "./questions.js";
import { Who } from "./who.js";

const icons = { waiting: "…", looking: "⟳", clean: "✓", found: "!", gaveUp: "?", failed: "×" };
const stateWords = { waiting: "not looked at yet", looking: "still looking", clean: "clean", found: "looked at", gaveUp: "gave up", failed: "failed" };

// Panel is what is found, in parts of which one is shown at a time. Above them stands what is looked at: a reading, answers of one's
// own, or all that the text leaves open.
export class Panel {
  constructor(env) {
    this.env = env;
    this.standings = new Map(); // by the URI of the main file
    this.parts = { findings: new Findings(this), who: new Who(this), questions: new Questions(this), play: new Play(this), compare: new Compare(this), more: new More(this) };
    env.wire.heard.set("workbench/standing", (s) => this.stands(s));
    env.wire.heard.set("workbench/progress", (p) => { this.busy.textContent = p.message; });
    env.wire.heard.set("workbench/ahead", () => this.parts.play.ahead());
    this.build();
  }

  build() {
    this.select = el("select", { id: "reading", onchange: () => this.chosen(this.select.value) });
    this.choiceState = el("p", { id: "choice-state", role: "status" });
    this.progressLine = el("p", { id: "progress", className: "aside" });
    this.busy = el("p", { id: "busy", className: "aside" });
    this.again = button("", () => this.env.command(this.again.dataset.command, this.standing.uri).catch((e) => { this.busy.textContent = e.message; }), { id: "again", hidden: true });
    this.stale = el("p", { id: "stale", className: "uncertain", hidden: true });
    const tabs = Object.entries(this.parts).map(([name, part]) => el("button", {
      type: "button", role: "tab", id: "tab-" + name, "aria-controls": "part", "aria-selected": "false", tabIndex: -1, onclick: () => this.turnTo(name),
    }, part.title));
    this.tabs = el("div", { role: "tablist", "aria-label": "What is found", onkeydown: (e) => this.arrows(e) }, ...tabs);
    this.body = el("div", { id: "part", role: "tabpanel", tabIndex: 0 });
    this.body.addEventListener("click", (e) => this.follow(e));
    this.env.root.replaceChildren(
      el("div", { id: "choice" }, el("label", { for: "reading" }, "Read as"), this.select, this.choiceState, this.progressLine, this.again), this.stale, this.tabs, this.body, this.busy);
  }

  // open is a text that is opened, where an address says one is to be.
  async open(at, link) {
    this.uri = at.uri;
    this.standings.clear();
    this.standing = this.seen = undefined;
    this.isOld = false;
    this.digest = link.d;
    this.wish = { s: link.s, p: link.p };
    for (const part of Object.values(this.parts)) part.reset?.();
    this.turnTo(this.parts[link.t] ? link.t : "findings");
    const choice = link.r ? { reading: link.r } : link.o ? { open: link.o } : undefined;
    if (choice) await this.env.wire.ask("choose", { uri: at.uri, ...choice }).catch(() => {});
    this.head();
  }

  close() { for (const part of Object.values(this.parts)) part.close?.(); }

  reconnected() {
    if (!this.standing) return;
    const { chosen } = this.standing;
    if (chosen.reading || chosen.open) this.env.wire.ask("choose", { uri: this.standing.uri, ...chosen }).catch(() => {});
    this.parts.play.lost();
  }

  link() {
    const c = this.standing?.chosen ?? {};
    return { d: this.standing?.digest ?? this.digest, r: c.reading, o: c.open, t: this.tab === "findings" ? "" : this.tab, ...this.parts[this.tab].link?.() };
  }

  // status is what the language server says of the text: whether what stands here is still of it.
  status(s) {
    const old = {
      unreadable: "The text does not compile now. What stands here was found before.", waiting: "The text is changing. What stands here was found before.",
      gone: "The server is not there. What stands here was found before.",
    }[s.state];
    this.isOld = Boolean(old && this.standing);
    this.stale.hidden = !this.isOld;
    this.stale.textContent = old ?? "";
    this.env.root.dataset.stale = this.isOld ? "yes" : "no";
    this.parts.findings.mend.offer();
    if (this.standing) this.head();
    if (s.state === "unreadable" && !this.standing) this.body.replaceChildren(el("p", { className: "uncertain" }, "The pact does not compile yet, so nothing is looked at. What is wrong stands beside the text."));
  }

  // stands takes how a pact stands. Of the pacts that a part belongs to the last one told of is shown.
  stands(s) {
    this.standings.set(s.uri, s);
    const shown = this.standings.get(this.uri) ?? s;
    if (shown !== s) return;
    const first = !this.standing, text = this.standing?.text;
    this.standing = s;
    if (text !== s.text) this.isOld = false;
    this.parts.findings.mend.keep(this.parts.findings.id);
    if (first && this.digest && this.digest !== s.digest) {
      notice("digest", "The link that led here was made of another text of this pact. What it led to may not be there any more.", "warning");
    }
    this.head();
    const seen = [s.text, keyOf(s.chosen), ...s.choices.map((c) => c.state + c.found)].join();
    if (seen !== this.seen) this.parts[this.tab].update(text !== s.text); // else only progress was made
    this.seen = seen;
    if (first) this.begin();
    this.env.remember({});
  }

  // begin does what an address asks for once the pact is read.
  begin() {
    const { s, p } = this.wish;
    if (s) this.parts.findings.want(s);
    if (p) { this.turnTo("play"); this.parts.play.begin({ link: p }); }
  }

  get chosenStand() { return this.standing?.choices.find((c) => c.key === keyOf(this.standing.chosen)) ?? this.standing?.choices[0]; }

  // head shows what can be chosen, and how that stands which is chosen.
  head() {
    const s = this.standing;
    if (!s) {
      this.select.replaceChildren(el("option", {}, "the text is being read"));
      this.choiceState.textContent = this.progressLine.textContent = "";
      return;
    }
    const options = s.choices.map((c) => el("option", { value: c.key, selected: c.key === keyOf(s.chosen) }, `${icons[c.state]} ${c.open ? "Answers of your own: " : ""}${short(c.name)}`));
    const names = options.map((o) => o.value + o.textContent + o.selected).join("\n");
    if (names !== this.names) {
      this.names = names;
      this.select.replaceChildren(...options);
    }
    this.select.value = keyOf(s.chosen);
    const c = this.chosenStand;
    this.choiceState.dataset.state = this.isOld ? "old" : c.state;
    const said = `${this.isOld ? "before the last change: " : ""}${icons[c.state]} ${stateWords[c.state]}${c.state === "looking" || c.state === "waiting" ? "" : ": " + c.message}`;
    if (this.choiceState.textContent !== said) this.choiceState.textContent = said;
    const may = c.state === "gaveUp" ? ["servanda.checkFully", "Look on, without a limit of time"] : ["servanda.stop", "Stop looking"];
    this.again.hidden = this.isOld || !["gaveUp", "looking", "waiting"].includes(c.state) || Boolean(c.open);
    [this.again.dataset.command, this.again.textContent] = may;
    const done = s.choices.filter((x) => !["waiting", "looking"].includes(x.state)).length;
    const now = s.choices.find((x) => x.state === "looking");
    this.progressLine.textContent = now ? `${done} of ${s.choices.length} looked at; now “${short(now.name)}”: ${now.message}` : "";
  }

  chosen(key) {
    const c = this.standing.choices.find((x) => x.key === key);
    return this.choose(c.reading ? { reading: c.reading } : c.open ? { open: c.open } : {});
  }

  // choose looks at something else.
  async choose(choice) {
    try {
      const s = await this.env.wire.ask("choose", { uri: this.standing.uri, ...choice });
      if (s.uri) this.stands(s);
      this.parts[this.tab].update(true);
    } catch (e) {
      notice("choose", e.message, "warning");
    }
  }

  turnTo(name) {
    if (this.tab && this.tab !== name) this.parts[this.tab].leave?.();
    this.tab = name;
    for (const t of this.tabs.children) {
      const on = t.id === "tab-" + name;
      t.setAttribute("aria-selected", on);
      t.tabIndex = on ? 0 : -1;
    }
    this.body.setAttribute("aria-labelledby", "tab-" + name);
    this.busy.textContent = "";
    this.body.replaceChildren(this.parts[name].node);
    this.body.scrollTop = 0;
    if (this.standing) this.parts[name].update(true);
    this.env.remember({});
  }

  arrows(e) {
    const all = [...this.tabs.children], i = all.indexOf(document.activeElement);
    const to = { ArrowRight: (i + 1) % all.length, ArrowLeft: (i + all.length - 1) % all.length, Home: 0, End: all.length - 1 }[e.key];
    if (to === undefined) return;
    e.preventDefault();
    all[to].focus();
    all[to].click();
  }

  // follow goes where a link in what is told leads.
  follow(e) {
    const to = e.target.closest?.("a[href^='#']")?.getAttribute("href").slice(1);
    if (!to) return;
    e.preventDefault();
    const id = decodeURIComponent(to);
    if (id.startsWith("statement-")) { this.turnTo("findings"); return this.parts.findings.open(id.slice(10)); }
    if (id.startsWith("means-")) return this.explain(id.slice(6));
    const reading = id.startsWith("reading-") && this.standing.choices.find((c) => c.reading && slug(c.reading) === id.slice(8));
    if (reading) { this.turnTo("findings"); return this.choose({ reading: reading.reading }); }
    const there = this.body.querySelector("#" + CSS.escape(id));
    for (let n = there; n && n !== this.body; n = n.parentElement) if (n.localName === "details") n.open = true;
    there?.scrollIntoView({ block: "start" });
  }

  async explain(slug) {
    const seen = await this.look("means", { id: slug });
    if (!seen) return;
    const box = el("div", { className: "document" });
    show(box, seen.html);
    const dialog = el("dialog", { "aria-label": "What this kind of finding means" }, box, button("Close", () => dialog.close()));
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  }

  // look asks for something to read about what is chosen; null if it cannot be had, which is told.
  async look(part, more = {}, signal) {
    if (!this.standing) return null;
    try {
      return await this.env.wire.ask("view", { uri: this.standing.uri, ...this.standing.chosen, part, ...more }, signal);
    } catch (e) {
      if (!signal?.aborted) this.busy.textContent = e.message;
      return null;
    }
  }

  // long is look for what takes a while, with a button to call it off.
  async long(node, part, more = {}, off = new AbortController()) {
    const stop = button("Stop", () => off.abort());
    node.replaceChildren(el("p", { className: "uncertain" }, "Still looking … "), stop);
    const seen = await this.look(part, more, off.signal);
    if (!seen) {
      node.replaceChildren(el("p", { className: "uncertain" }, off.signal.aborted ? "Stopped; nothing is claimed." : "This could not be told: " + this.busy.textContent));
      return null;
    }
    this.busy.textContent = "";
    const box = el("div", { className: "document" });
    show(box, seen.html);
    node.replaceChildren(box);
    return seen;
  }
}

export const keyOf = (c) => c.reading ? "in " + c.reading : Object.entries(c.open ?? {}).map(([k, v]) => `${k}=${v}`).sort().join(" ");
const slug = (text) => text.toLowerCase().split(/[^a-z0-9]+/).filter(Boolean).join("-");
const short = (text) => text.length > 90 ? text.slice(0, 88) + "…" : text;
