// The page of servanda serve: a text on one side, what is found in it on the other. It draws nothing of its own: what there is to
// read comes from the server as HTML; here stands what happens when something is chosen.
import { $, button, el, notice } from "./dom.js";
import { Drafts } from "./drafts.js";
import { newClient, newEditor, put } from "./editor.js";
import { Panel } from "./panel.js";
import { showShelf } from "./shelf.js";
import { openHelp } from "./help.js";
import { clearLink, readLink, writeLink } from "./link.js";
import { conflict } from "./conflict.js";
import { Wire } from "./wire.js";

const wire = new Wire(location.href.replace(/^http/, "ws").replace(/[?#].*$/, "") + "wire");
let started, drafts, view, client, panel;
let at; // the text that is open: its name, its URI, what the file held when it was read
let status; // what the language server said of it last

const heard = {
  "servanda/status": (_, s) => { if (at && (s.uri === at.uri || !status || status.uri !== at.uri)) { status = s; showState(); panel.status(s); } return true; },
};

wire.onUp = async () => {
  notice("gone", "");
  client?.disconnect();
  started = await wire.ask("start");
  drafts ||= new Drafts(started.folder);
  if (!client) begin();
  client.config.rootUri = started.root;
  client.connect(wire);
  panel.reconnected();
  if (at) return showState();
  const link = readLink();
  if (link.f) return openText(link.f, link);
  showDesk(false);
};

wire.onDown = () => {
  status = undefined;
  panel?.status({ state: "gone" });
  notice("gone", "The server has gone. What you write is kept in this browser; nothing is looked at until it is there again. " +
    "If you start servanda serve anew, open the address that it prints: what was not saved is offered there.", "warning");
  showState();
};

function begin() {
  client = newClient(heard, async (uri) => {
    const file = started.shelves.flatMap((s) => s.files).find((f) => f.uri === uri);
    return file ? openText(file.name) : null;
  });
  panel = new Panel({ root: $("panel"), wire, editor, go, text: () => view?.state.doc.toString() ?? "", put: (was, now) => view && put(view, was, now), remember, started: () => started, at: () => at,
    command: (command, ...args) => client.request("workspace/executeCommand", { command, arguments: args }) });
}

// go shows a place in a text.
function go(uri, from, to) {
  if (uri !== at.uri) {
    const file = started.shelves.flatMap((s) => s.files).find((f) => f.uri === uri);
    return file && openText(file.name).then(() => go(uri, from, to));
  }
  showSide("text");
  const end = view.state.doc.length;
  view.dispatch({ selection: { anchor: Math.min(from, end), head: Math.min(to, end) }, scrollIntoView: true });
  view.focus();
}

function editor() { return view; }

async function openText(name, link = {}) {
  if (at && !leave()) return view;
  let text;
  try {
    text = await wire.ask("text", { name });
  } catch (e) {
    notice("open", `${name} could not be opened: ${e.message}`, "warning");
    return showDesk(false);
  }
  notice("open", "");
  close();
  at = { name, uri: text.uri, base: text.text, own: name.startsWith("files/") };
  status = undefined;
  await panel.open(at, link);
  view = newEditor({ parent: $("writing"), text: text.text, uri: text.uri, client, onChange: changed, keys });
  $("name").textContent = name.replace(/^files\//, "");
  $("title").textContent = text.title || name.split("/").pop();
  document.title = `${$("title").textContent} · Servanda`;
  showDesk(true);
  showState();
  offerDrafts(text.text);
  remember({});
  return view;
}

function close() {
  view?.destroy();
  view = undefined;
  at = undefined;
}

// leave says whether the text may be left: what is not saved stays with the browser.
function leave() {
  panel.close();
  for (const n of ["draft", "conflict"]) notice(n, "");
  return true;
}

// offerDrafts offers what was written before and not saved.
function offerDrafts(now) {
  const [draft, ...more] = drafts.of(at.name, now);
  if (!draft) return;
  const when = new Date(draft.at).toLocaleString();
  const stale = draft.base === at.base ? "" : " The file was changed since.";
  const others = more.length ? ` ${more.length} more of this text follow.` : "";
  const here = { ...at };
  const away = () => { drafts.drop(here.name, draft.window); notice("draft", ""); if (at?.name === here.name) offerDrafts(view.state.doc.toString()); };
  notice("draft", `There is text of this pact that was written ${draft.mine ? "here" : "in another window"} and not saved, of ${when}.${stale}${others}`, "warning", [
    ["Take it up again", () => { if (!draft.mine) drafts.drop(at.name, draft.window); replaceText(draft.text); notice("draft", ""); }],
    ["Show what is different", () => conflict({ title: "What was not saved", left: view.state.doc.toString(), right: draft.text, leftName: "the text now", rightName: `not saved, of ${when}` })],
    ["Throw it away", away],
  ]);
}

function replaceText(text) {
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
  view.focus();
}

let keeping;
function changed(doc) {
  clearTimeout(keeping);
  setTimeout(() => client.sync(), 20); // sooner than the client would by itself
  const name = at.name;
  keeping = setTimeout(() => keep(name, doc.toString()), 150);
  showSaved(doc.toString());
}

function keep(name, text) {
  if (at?.name !== name) return;
  if (text === at.base) return drafts.drop(name);
  if (!drafts.keep(name, at.base, text)) notice("keep", "This browser keeps nothing for this page: save often, for what is not saved is lost with the window.", "warning");
}

function showSaved(text = view?.state.doc.toString()) {
  const save = $("save");
  save.hidden = !at;
  if (!at) return;
  const same = text === at.base;
  save.textContent = !at.own ? "Save as…" : same ? "Saved" : "Save";
  save.disabled = at.own && same;
}

async function save() {
  if (!at) return true;
  const text = view.state.doc.toString();
  let { name } = at, was = at.base;
  if (!at.own) {
    const wish = await askName(at.name.split("/").pop());
    if (!wish) return true;
    name = "files/" + (wish.endsWith(".pact") ? wish : wish + ".pact");
    was = null;
  }
  try {
    const done = await wire.ask("save", { name, was, text });
    if (done.changed !== null && done.changed !== undefined) return changedMeanwhile(done.changed);
    drafts.drop(at.name);
    notice("save", "");
    started = await wire.ask("start");
    if (name !== at.name) return openText(name);
    at.base = text;
    showSaved();
  } catch (e) {
    notice("save", `It was not saved: ${e.message}`, "warning");
  }
  return true;
}

// askName asks under which name a text is to be saved; nothing if it is not.
function askName(name) {
  return new Promise((say) => {
    const input = el("input", { type: "text", id: "new-name", value: name });
    const dialog = el("dialog", { "aria-labelledby": "new-name-title" }, el("form", { method: "dialog", onsubmit: () => say(input.value.trim()) },
      el("h2", { id: "new-name-title" }, "Save in your folder"), el("p", {}, el("label", { for: "new-name" }, "Name of the file "), input),
      el("button", { type: "submit", className: "first" }, "Save"), " ", button("Do not save", () => dialog.close())));
    dialog.addEventListener("close", () => { say(""); dialog.remove(); });
    document.body.append(dialog);
    dialog.showModal();
    input.select();
  });
}

// changedMeanwhile shows what somebody else wrote into the file beside what stands here; who writes here chooses.
function changedMeanwhile(now) {
  const text = view.state.doc.toString();
  notice("conflict", "The file was changed by somebody else since it was opened here. Nothing was written.", "warning", [
    ["Show both", () => conflict({ title: "The file and what stands here", left: now, right: text, leftName: "the file now", rightName: "what stands here" })],
    ["Keep mine, over theirs", () => { at.base = now; notice("conflict", ""); save(); }],
    ["Take theirs", () => { at.base = now; replaceText(now); drafts.drop(at.name); notice("conflict", ""); showSaved(); }],
  ]);
  return true;
}

const words = { waiting: "waiting", looking: "still looking", clean: "clean", found: "found", gaveUp: "gave up", failed: "failed", unreadable: "does not compile", off: "not looked at" };
function showState() {
  const s = $("state");
  s.hidden = !at;
  const state = wire.socket?.readyState === WebSocket.OPEN ? status?.state ?? "waiting" : "off";
  s.dataset.state = state;
  s.textContent = words[state];
  s.title = status?.message ?? "";
  showSaved();
}

function showDesk(on) {
  $("desk").hidden = $("sides").hidden = !on;
  $("copy-link").hidden = !on;
  $("shelf").hidden = on;
  $("state").hidden = !on;
  $("to-shelf").hidden = !on;
  if (on) return;
  $("title").textContent = "Servanda";
  $("name").textContent = "";
  document.title = "Servanda";
  showSaved();
  showShelf($("shelf"), started, drafts, openText);
}

function showSide(side) {
  document.body.dataset.show = side;
  for (const b of $("sides").children) b.setAttribute("aria-pressed", b.dataset.show === side);
}

// remember puts where one is into the address.
function remember(more) {
  if (at) writeLink({ f: at.name, ...panel.link(), ...more });
}

const keys = [{ key: "Mod-s", preventDefault: true, run: () => { save(); return true; } }];

$("to-shelf").onclick = async () => {
  if (at) { leave(); close(); }
  clearLink();
  started = await wire.ask("start").catch(() => started);
  showDesk(false);
  $("shelf").querySelector("a, button")?.focus();
};
$("save").onclick = save;
$("to-help").onclick = () => openHelp(wire);
$("copy-link").onclick = async () => {
  await navigator.clipboard.writeText(location.href).catch(() => {});
  notice("link", "The address of this page leads to this text, this reading and this course. Its part after the # works under any other address of a workbench that has the same pact.", "plain");
};
for (const b of $("sides").children) b.onclick = () => showSide(b.dataset.show);
showSide("panel");

// Keys of the whole page: F1 help, F6 from the text to what is found and back, Ctrl-S save.
addEventListener("keydown", (e) => {
  if (e.key === "F1") { e.preventDefault(); openHelp(wire); }
  if (e.key === "F6" && view) {
    e.preventDefault();
    if (view.hasFocus) { showSide("panel"); $("panel").focus(); } else { showSide("text"); view.focus(); }
  }
  if (e.key === "s" && (e.ctrlKey || e.metaKey) && !e.altKey) { e.preventDefault(); if (!view?.hasFocus) save(); }
});
addEventListener("hashchange", () => { const link = readLink(); if (link.f) openText(link.f, link); });
addEventListener("pagehide", () => { if (at) keep(at.name, view.state.doc.toString()); });
addEventListener("storage", (e) => {
  if (!at || !e.key?.startsWith(drafts.key(at.name, "")) || !e.newValue) return;
  notice("also", "This text is being written in another window too. Each window keeps its own; who saves second is shown both.", "warning");
});

wire.connect();
