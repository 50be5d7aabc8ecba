import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, isolateHistory, undo } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting, foldGutter, foldKeymap } from "@codemirror/language";
import { lintGutter, lintKeymap } from "@codemirror/lint";
import { languageServerExtensions, LSPClient, LSPPlugin, Workspace } from "@codemirror/lsp-client";
import { diff, MergeView } from "@codemirror/merge";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import { crosshairCursor, drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { pact } from "../../../editors/lezer/src/index.js";

const nonce = document.querySelector('meta[name="style-nonce"]').content;

const colours = HighlightStyle.define([
  { tag: tags.comment, color: "var(--faint)" },
  { tag: tags.string, color: "var(--good)" },
  { tag: [tags.number, tags.unit, tags.atom], color: "var(--uncertain)" },
  { tag: [tags.keyword, tags.operatorKeyword, tags.controlKeyword, tags.modifier], color: "var(--link)" },
  { tag: tags.definitionKeyword, color: "var(--link)", fontWeight: "600" },
]);

const look = EditorView.theme({
  "&": { height: "100%", fontSize: ".875rem", backgroundColor: "var(--page)", color: "var(--ink)" },
  ".cm-scroller": { fontFamily: 'ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace', lineHeight: "1.5" },
  ".cm-gutters": { backgroundColor: "var(--block)", color: "var(--faint)", borderRight: "1px solid var(--line)" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--link) 8%, transparent)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "color-mix(in srgb, var(--link) 25%, transparent) !important" },
  ".cm-tooltip": { backgroundColor: "var(--page)", color: "var(--ink)", border: "1px solid var(--line)", maxWidth: "min(40rem, 90vw)" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--link)", color: "var(--page)" },
  ".cm-panels": { backgroundColor: "var(--block)", color: "var(--ink)" },
  ".cm-diagnostic": { whiteSpace: "pre-wrap" },
  ".cm-collapsedLines": { color: "var(--faint)", background: "var(--block)" },
  ".cm-collapsedLines:before, .cm-collapsedLines:after": { content: '"⋯"' },
  ".cm-button, .cm-textfield": { backgroundImage: "none", backgroundColor: "var(--page)", color: "var(--ink)", border: "1px solid var(--line)" },
});

// OneText is a workspace of one editor, in which one text after the other is open. Other texts are opened where they are asked for.
class OneText extends Workspace {
  constructor(client, display) {
    super(client);
    this.files = [];
    this.display = display;
  }
  syncFiles() {
    const out = [];
    for (const f of this.files) {
      const plugin = LSPPlugin.get(f.view);
      const changes = plugin?.unsyncedChanges;
      if (!changes || changes.empty) continue;
      const prevDoc = f.doc;
      f.version = ++versions;
      f.doc = f.view.state.doc;
      plugin.clear();
      out.push({ file: f, prevDoc, changes });
    }
    return out;
  }
  openFile(uri, languageId, view) {
    this.closeFile(uri);
    const file = { uri, languageId, version: ++versions, doc: view.state.doc, view, getView: () => view };
    this.files.push(file);
    this.client.didOpen(file);
  }
  connected() {
    for (const f of this.files) { // the server that is there now knows nothing of what was told to the one before
      f.doc = f.view.state.doc;
      LSPPlugin.get(f.view)?.clear();
      this.client.didOpen(f);
    }
  }
  closeFile(uri) {
    if (!this.getFile(uri)) return;
    this.files = this.files.filter((f) => f.uri !== uri);
    this.client.didClose(uri);
  }
  displayFile(uri) { return this.display(uri); }
}
let versions = 0;

// harmless leaves nothing in HTML that could do anything, and only links that lead where they may.
export function harmless(html, may = /^https?:/) {
  const box = document.createElement("template");
  box.innerHTML = html;
  for (const node of box.content.querySelectorAll("*")) {
    if (/^(script|style|iframe|object|embed|link|meta|form|base|svg|math|img|video|audio)$/i.test(node.localName)) node.remove();
    for (const a of [...node.attributes]) {
      if (a.name !== "class" && !(a.name === "href" && may.test(a.value))) node.removeAttribute(a.name);
    }
  }
  return box.innerHTML;
}

export function newClient(heard, display) {
  return new LSPClient({
    timeout: 60_000, sanitizeHTML: harmless, workspace: (client) => new OneText(client, display),
    notificationHandlers: heard, unhandledNotification() {}, extensions: languageServerExtensions(),
  });
}

const basics = () => [
  EditorView.cspNonce.of(nonce), look, lineNumbers(), EditorView.lineWrapping, drawSelection(), pact(), syntaxHighlighting(colours), bracketMatching(),
];

export function newEditor({ parent, text, uri, client, onChange, keys }) {
  return new EditorView({
    parent, doc: text,
    extensions: [
      keymap.of(keys), basics(), highlightActiveLineGutter(), highlightActiveLine(), foldGutter(), history(), crosshairCursor(), closeBrackets(), autocompletion(),
      highlightSelectionMatches(), indentUnit.of("  "), indentOnInput(), lintGutter(), client.plugin(uri, "pact"),
      EditorView.contentAttributes.of({ "aria-label": "The text of the pact", tabindex: "0" }),
      keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...searchKeymap, ...historyKeymap, ...foldKeymap, ...completionKeymap, ...lintKeymap]),
      EditorView.updateListener.of((u) => u.docChanged && onChange(u.state.doc)),
    ],
  });
}

// put changes one text into another, as one edit; what it gives takes that back. It gives nothing if the text is not the one to be changed.
export function put(view, was, now) {
  if (view.state.doc.toString() !== was) return null;
  const changes = diff(was, now).map((c) => ({ from: c.fromA, to: c.toA, insert: now.slice(c.fromB, c.toB) }));
  view.dispatch({ changes, userEvent: "input.mend", annotations: isolateHistory.of("full") });
  return () => undo(view);
}

// sideBySide shows two texts with what is different.
export function sideBySide(parent, left, right) {
  const still = [basics(), EditorState.readOnly.of(true)];
  return new MergeView({
    parent, a: { doc: left, extensions: [still, EditorView.contentAttributes.of({ "aria-label": "The text before", tabindex: "0" })] },
    b: { doc: right, extensions: [still, EditorView.contentAttributes.of({ "aria-label": "The text as it is now", tabindex: "0" })] }, collapseUnchanged: { margin: 3, minSize: 6 },
  });
}
