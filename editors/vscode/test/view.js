// Shows what the view of statements shows of answers of the server, for a test (internal/lsp/vscode_test.go). In: a JSON list of answers, one
// after the other. Out: after each the message and the tree, a line an item.
"use strict";

const Module = require("node:module");
const { readFileSync } = require("node:fs");

// As much of the editor as the view asks for.
const document = { languageId: "pact", uri: { toString: () => "file:///main.pact" } };
const view = {};
const editor = {
  EventEmitter: class { fire() {} },
  TreeItem: class { constructor(label, state) { Object.assign(this, { label, state }); } },
  TreeItemCollapsibleState: { None: 0, Collapsed: 1 },
  ThemeIcon: class { constructor(id, color) { Object.assign(this, { id, color }); } },
  ThemeColor: class {},
  window: { createTreeView: () => view, activeTextEditor: { document } },
};
const load = Module._load;
Module._load = (name, ...rest) => (name === "vscode" ? editor : load(name, ...rest));
const { Statements } = require("../statements");

function tell(of, depth) {
  for (const child of it.getChildren(of)) {
    const item = it.getTreeItem(child);
    const at = item.command?.arguments[0].range.start.line;
    console.log(`${"  ".repeat(depth)}${item.iconPath?.id ?? "-"} ${at === undefined ? "" : at + 1 + ": "}${item.label}${item.description ? ` [${item.description}]` : ""}`);
    if (item.state !== editor.TreeItemCollapsibleState.None) tell(child, depth + 1);
  }
}

let answer;
const it = new Statements(async () => answer);
(async () => {
  for (answer of JSON.parse(readFileSync(0, "utf8"))) {
    await it.show(document);
    console.log(`> ${view.message}`);
    tell(undefined, 0);
  }
})();
