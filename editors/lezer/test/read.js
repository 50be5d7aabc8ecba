// Says what the grammar makes of texts, for the test that holds it to the project's own parser (internal/lsp/lezer_test.go).
// In: a JSON list of texts. Out: for each, its words with their families, its nodes, its errors, how its lines are
// indented, and which of them fold.
import { readFileSync } from "node:fs";
import { EditorState } from "@codemirror/state";
import { ensureSyntaxTree, foldable, getIndentation } from "@codemirror/language";
import { highlightTree, tagHighlighter, tags as t } from "@lezer/highlight";
import { pact, parser } from "../src/index.js";

const families = tagHighlighter([
  { tag: t.keyword, class: "keyword" },
  { tag: t.variableName, class: "variable" },
  { tag: t.atom, class: "constant.other" },
  { tag: t.number, class: "constant.numeric" },
  { tag: t.string, class: "string" },
  { tag: t.comment, class: "comment" },
  { tag: t.punctuation, class: "punctuation" },
]);

// What the parser has no nodes for, or has as words.
const beneath = new Set(["File", "Ident", "NewName", "Label", "String", "Number", "Date", "Paragraph", "Word", "Values", "Comment"]);

function read(text) {
  const tree = parser.parse(text);
  const out = { words: [], nodes: [], errors: [], indents: [], folds: [] };
  highlightTree(tree, families, (from, to, family) => out.words.push({ from, to, family }));
  tree.iterate({
    enter({ type, from, to }) {
      if (type.isError) out.errors.push(from);
      else if (/^[A-Z]/.test(type.name) && !beneath.has(type.name)) out.nodes.push({ name: type.name, from, to });
    },
  });
  const begun = EditorState.create({ doc: text, extensions: [pact()] });
  ensureSyntaxTree(begun, begun.doc.length, 60000);
  const state = begun.update({}).state; // it takes over the tree that is now there to its end
  for (let n = 1; n <= state.doc.lines; n++) {
    const line = state.doc.line(n);
    out.indents.push(getIndentation(state, line.from));
    out.folds.push(foldable(state, line.from, line.to) !== null);
  }
  return out;
}

console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(read)));
