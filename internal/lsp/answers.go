package lsp

// answers are the requests that are answered.
var answers = map[string]answerer{
	"textDocument/hover":               with(hover),
	"textDocument/completion":          with(completion),
	"textDocument/definition":          with(definition),
	"textDocument/references":          with(references),
	"textDocument/documentHighlight":   with(highlight),
	"textDocument/prepareRename":       with(prepareRename),
	"textDocument/rename":              with(rename),
	"textDocument/documentSymbol":      with(documentSymbols),
	"textDocument/foldingRange":        with(folding),
	"textDocument/formatting":          with(formatting),
	"textDocument/semanticTokens/full": with(semanticTokens),
	"textDocument/codeAction":          with(codeActions),
	"textDocument/codeLens":            with(codeLenses),
	"workspace/executeCommand":         with(executeCommand),
	"servanda/statements":              with(statements),
}
