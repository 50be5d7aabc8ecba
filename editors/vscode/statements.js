// The view of statements: what the findings on the pact in front come to, gravest first; under each the courses that show it, step
// by step. A click leads to the place in the text.
"use strict";

const vscode = require("vscode");

const icons = { serious: ["error", "list.errorForeground"], warning: ["warning", "list.warningForeground"], note: ["info"] };

// In these states what the server tells is of the text as it is; in all others it is still at it, and what was told before stays.
const settled = ["clean", "found", "gaveUp", "failed", "off"];

class Statements {
  // ask gives what the server says of a document (servanda/statements).
  constructor(ask) {
    this.ask = ask;
    this.pacts = [];
    this.changed = new vscode.EventEmitter();
    this.onDidChangeTreeData = this.changed.event;
    this.view = vscode.window.createTreeView("servanda.statements", { treeDataProvider: this, showCollapseAll: true });
  }

  // show asks anew about the document in front.
  async show(document) {
    if (document?.languageId !== "pact") return;
    const uri = document.uri.toString();
    let pacts;
    try {
      pacts = await this.ask({ textDocument: { uri } });
    } catch {
      return; // it was closed meanwhile, or the server is gone
    }
    if (vscode.window.activeTextEditor?.document.uri.toString() !== uri) return;
    this.pacts = pacts.map((now) => {
      const before = this.pacts.find((p) => p.uri === now.uri);
      const older = !settled.includes(now.state) && now.statements.length === 0 && before;
      return older ? { ...now, statements: before.statements, older: true } : now;
    });
    this.view.message = this.pacts.map((p) => p.message + (p.older && p.statements.length > 0 ? " (below: found before the last change)" : "")).join("\n");
    this.changed.fire();
  }

  getChildren(of) {
    if (!of) return this.pacts.flatMap((p) => p.statements.map((s) => ({ ...s, older: p.older, courses: p.older ? [] : s.courses })));
    if (of.courses) return of.courses.length === 1 ? of.courses[0].steps : of.courses;
    return of.steps ?? [];
  }

  getTreeItem(of) {
    const opens = (of.courses ?? of.steps ?? []).length > 0;
    const item = new vscode.TreeItem(of.sentence ?? of.title ?? of.text, vscode.TreeItemCollapsibleState[opens ? "Collapsed" : "None"]);
    if (of.sentence) {
      const [name, colour] = icons[of.severity] ?? icons.note;
      item.id = of.id;
      item.iconPath = new vscode.ThemeIcon(of.accepted ? "pass" : name, colour && !of.accepted ? new vscode.ThemeColor(colour) : undefined);
      item.description = of.where;
      const rests = of.cites ? `\n\nRests on: ${of.cites}` : "";
      const accepted = of.accepted ? `\n\nAccepted because ${of.accepted}` : "";
      item.tooltip = `${of.sentence}${rests}${accepted}\n\n${of.id}`;
    } else {
      item.tooltip = of.title ?? of.text;
    }
    if (of.location && !of.older) {
      item.command = { title: "Show in the text", command: "servanda.reveal", arguments: [of.location] };
    }
    return item;
  }
}

// reveal shows a place in the text.
async function reveal({ uri, range }) {
  const selection = new vscode.Range(range.start.line, range.start.character, range.end.line, range.end.character);
  await vscode.window.showTextDocument(vscode.Uri.parse(uri), { selection, preserveFocus: true });
}

module.exports = { Statements, reveal };
