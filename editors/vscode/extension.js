// The client of the language server `servanda lsp`. There is no build step: what stands here is what runs.
"use strict";

const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");
const { Statements, reveal } = require("./statements");

// What the server says of a pact (servanda/status), as it is shown in the status bar. "Clean", "still looking" and "gave up" differ.
const icons = {
  unreadable: "$(circle-slash)", waiting: "$(ellipsis)", looking: "$(sync~spin)", clean: "$(pass)", found: "$(warning)",
  gaveUp: "$(question)", failed: "$(error)", off: "$(circle-outline)",
};

let client, bar, statements;
const states = new Map(); // by the URI of the main file
const pages = new Map(); // texts that are shown, by their path

async function activate(context) {
  bar = vscode.window.createStatusBarItem("servanda", vscode.StatusBarAlignment.Left);
  bar.name = "Servanda";
  bar.command = "servanda.showStatus";
  statements = new Statements((params) => client.sendRequest("servanda/statements", params));
  context.subscriptions.push(
    bar,
    statements.view,
    vscode.window.onDidChangeActiveTextEditor(showState),
    vscode.commands.registerCommand("servanda.reveal", reveal),
    vscode.workspace.registerTextDocumentContentProvider("servanda", { provideTextDocumentContent: (uri) => pages.get(uri.path) ?? "" }),
    vscode.commands.registerCommand("servanda.showStatus", showStatus),
    vscode.commands.registerCommand("servanda.restart", async () => { await client?.stop(); await start(); }),
  );
  await start();
}

async function start() {
  const settings = vscode.workspace.getConfiguration("servanda");
  states.clear();
  client = new LanguageClient("servanda", "Servanda", { command: settings.get("path"), args: ["lsp"] }, {
    documentSelector: [{ language: "pact" }],
    initializationOptions: { check: settings.get("check"), seconds: settings.get("seconds"), megabytes: settings.get("megabytes") },
    // Commands that show something answer with a page; all others with nothing.
    middleware: { executeCommand: async (command, args, next) => show(await next(command, args)) },
  });
  client.onNotification("servanda/status", (state) => {
    states.set(vscode.Uri.parse(state.uri).toString(), state);
    showState();
  });
  try {
    await client.start();
  } catch (err) {
    vscode.window.showErrorMessage(`Servanda: ${settings.get("path")} lsp could not be started: ${err.message}`);
  }
}

// showState shows how the pact in front stands; a part is shown with the pact that was told of last.
function showState() {
  const open = vscode.window.activeTextEditor?.document;
  if (open?.languageId !== "pact") {
    return bar.hide();
  }
  statements.show(open);
  const state = states.get(open.uri.toString()) ?? [...states.values()].at(-1);
  bar.text = `${icons[state?.state] ?? icons.waiting} Servanda`;
  bar.tooltip = state?.message ?? "not looked at yet";
  bar.show();
}

async function showStatus() {
  const open = vscode.window.activeTextEditor?.document;
  if (open) {
    await vscode.commands.executeCommand("servanda.standing", open.uri.toString());
  }
}

// show opens a page that a command gave, as Markdown beside the text.
async function show(page) {
  if (!page?.value) {
    return page;
  }
  const uri = vscode.Uri.from({ scheme: "servanda", path: `/${page.title || "Servanda"} ${pages.size + 1}.md` });
  pages.set(uri.path, page.value);
  await vscode.commands.executeCommand("markdown.showPreviewToSide", uri);
}

module.exports = { activate, deactivate: () => client?.stop() };
