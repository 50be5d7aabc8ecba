// The pact language for CodeMirror 6: colours, folding, indentation. What names mean, and what is found, comes from the
// language server (docs/editors.md).
import {
  LRLanguage, LanguageSupport, continuedIndent, delimitedIndent, foldInside, foldNodeProp, indentNodeProp,
} from "@codemirror/language";
import { parser } from "./parser.js";

// Lines are indented as `servanda fmt` does: by one step what stands in braces or parentheses, the rest of a long condition,
// the citations of a declaration, the names in a `use` and what is preferred; by two the rest of any other long line. In
// parentheses a condition that begins a line goes on right below.
const inside = (closing) => delimitedIndent({ closing, align: false });
const byOne = continuedIndent();
const byTwo = continuedIndent({ units: 2 });

function condition(context) {
  const { from, parent } = context.node;
  const column = context.column(from);
  return parent.name === "ParenCond" && context.lineIndent(from) === column ? column : byOne(context);
}

const declaration = (context) => (/^\s*cite\b/.test(context.textAfter) ? byOne : byTwo)(context);

const indentation = [
  indentNodeProp.add((type) => (/(Item|Step|Binding|Cite)$/.test(type.name) ? byTwo : undefined)),
  indentNodeProp.add((type) => (/(Decl|Clause)$/.test(type.name) ? declaration : undefined)),
  indentNodeProp.add((type) => (/(UseDecl|PreferDecl|Question)$/.test(type.name) ? byOne : undefined)),
  indentNodeProp.add({ BinaryCond: condition, ParenCond: inside(")"), "Block Values": inside("}") }),
];

export const pactLanguage = LRLanguage.define({
  name: "pact",
  parser: parser.configure({
    props: [...indentation, foldNodeProp.add({ "Block Values": foldInside })],
  }),
  languageData: {
    commentTokens: { line: "#" },
    closeBrackets: { brackets: ["(", "{", '"'] },
    indentOnInput: /^\s*\}$/,
    wordChars: "_",
  },
});

// pact is the support for the language, to be given to an editor.
export function pact() {
  return new LanguageSupport(pactLanguage);
}

export { parser };
