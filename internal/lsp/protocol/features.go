package protocol

// Hover is what there is to say about a place.
type Hover struct {
	Contents MarkupContent `json:"contents"`
	Range    *Range        `json:"range,omitempty"`
}

// CompletionOptions say when completion is asked for unasked.
type CompletionOptions struct {
	TriggerCharacters []string `json:"triggerCharacters,omitempty"`
}

// CompletionList is what may stand in a place.
type CompletionList struct {
	IsIncomplete bool             `json:"isIncomplete"`
	Items        []CompletionItem `json:"items"`
}

// CompletionItem is one of these.
type CompletionItem struct {
	Label            string         `json:"label"`
	Kind             int            `json:"kind"`
	Detail           string         `json:"detail,omitempty"`
	Documentation    *MarkupContent `json:"documentation,omitempty"`
	SortText         string         `json:"sortText,omitempty"`
	FilterText       string         `json:"filterText,omitempty"`
	InsertTextFormat int            `json:"insertTextFormat,omitempty"`
	TextEdit         *TextEdit      `json:"textEdit,omitempty"`
}

// Kinds of completion items.
const (
	ItemFunction   = 3
	ItemVariable   = 6
	ItemClass      = 7
	ItemInterface  = 8
	ItemModule     = 9
	ItemProperty   = 10
	ItemValue      = 12
	ItemEnum       = 13
	ItemKeyword    = 14
	ItemSnippet    = 15
	ItemFile       = 17
	ItemEnumMember = 20
	ItemConstant   = 21
	ItemStruct     = 22
	ItemEvent      = 23
)

// SnippetFormat is that of a text with places to be filled.
const SnippetFormat = 2

// ReferenceParams ask where a thing is spoken of.
type ReferenceParams struct {
	TextDocumentPositionParams
	Context struct {
		IncludeDeclaration bool `json:"includeDeclaration"`
	} `json:"context"`
}

// DocumentHighlight is a place of the thing in the document.
type DocumentHighlight struct {
	Range Range `json:"range"`
	Kind  int   `json:"kind"`
}

// Kinds of highlights: where it is spoken of, where it is declared.
const (
	HighlightRead  = 2
	HighlightWrite = 3
)

// RenameOptions say that a name can be asked for before it is changed.
type RenameOptions struct {
	PrepareProvider bool `json:"prepareProvider"`
}

// RenameParams ask for another name.
type RenameParams struct {
	TextDocumentPositionParams
	NewName string `json:"newName"`
}

// PrepareRenameResult is the name that would be changed.
type PrepareRenameResult struct {
	Range       Range  `json:"range"`
	Placeholder string `json:"placeholder"`
}

// DocumentParams name a document.
type DocumentParams struct {
	TextDocument TextDocumentIdentifier `json:"textDocument"`
}

// DocumentSymbol is a declaration with those in it.
type DocumentSymbol struct {
	Name           string           `json:"name"`
	Detail         string           `json:"detail,omitempty"`
	Kind           int              `json:"kind"`
	Range          Range            `json:"range"`
	SelectionRange Range            `json:"selectionRange"`
	Children       []DocumentSymbol `json:"children,omitempty"`
}

// SymbolInformation is a declaration for clients that know no nesting.
type SymbolInformation struct {
	Name          string   `json:"name"`
	Kind          int      `json:"kind"`
	Location      Location `json:"location"`
	ContainerName string   `json:"containerName,omitempty"`
}

// Kinds of symbols.
const (
	SymbolModule    = 2
	SymbolNamespace = 3
	SymbolPackage   = 4
	SymbolClass     = 5
	SymbolMethod    = 6
	SymbolProperty  = 7
	SymbolEnum      = 10
	SymbolInterface = 11
	SymbolFunction  = 12
	SymbolVariable  = 13
	SymbolConstant  = 14
	SymbolString    = 15
	SymbolBoolean   = 17
	SymbolKey       = 20
	SymbolStruct    = 23
	SymbolEvent     = 24
	SymbolOperator  = 25
)

// FoldingRange is what can be folded away.
type FoldingRange struct {
	StartLine uint32 `json:"startLine"`
	EndLine   uint32 `json:"endLine"`
	Kind      string `json:"kind,omitempty"`
}

// FoldComment is the kind of a folded comment.
const FoldComment = "comment"

// SemanticTokensOptions say which tokens there are.
type SemanticTokensOptions struct {
	Legend SemanticTokensLegend `json:"legend"`
	Full   bool                 `json:"full"`
}

// SemanticTokensLegend names the numbers in SemanticTokens.
type SemanticTokensLegend struct {
	TokenTypes     []string `json:"tokenTypes"`
	TokenModifiers []string `json:"tokenModifiers"`
}

// SemanticTokens are five numbers a token: lines and characters from the last one, length, type, modifiers.
type SemanticTokens struct {
	Data []uint32 `json:"data"`
}

// CodeActionOptions say which actions there are.
type CodeActionOptions struct {
	CodeActionKinds []string `json:"codeActionKinds"`
}

// QuickFix is the kind of an action that mends a diagnostic.
const QuickFix = "quickfix"

// CodeActionParams ask what can be done about a range.
type CodeActionParams struct {
	TextDocument TextDocumentIdentifier `json:"textDocument"`
	Range        Range                  `json:"range"`
	Context      struct {
		Diagnostics []Diagnostic `json:"diagnostics"`
		Only        []string     `json:"only,omitempty"`
	} `json:"context"`
}

// CodeAction is something that can be done.
type CodeAction struct {
	Title       string         `json:"title"`
	Kind        string         `json:"kind"`
	Diagnostics []Diagnostic   `json:"diagnostics,omitempty"`
	IsPreferred bool           `json:"isPreferred,omitempty"`
	Edit        *WorkspaceEdit `json:"edit,omitempty"`
	Command     *Command       `json:"command,omitempty"`
}

// CodeLensOptions say whether a lens is to be asked for again.
type CodeLensOptions struct {
	ResolveProvider bool `json:"resolveProvider"`
}

// CodeLens is a line above a clause that does something.
type CodeLens struct {
	Range   Range    `json:"range"`
	Command *Command `json:"command"`
}

// ExecuteCommandOptions say which commands there are.
type ExecuteCommandOptions struct {
	Commands []string `json:"commands"`
}

// ExecuteCommandParams ask for a command to be done.
type ExecuteCommandParams struct {
	Command   string `json:"command"`
	Arguments []any  `json:"arguments,omitempty"`
}

// Page is what a command gives that shows something: a text for people.
type Page struct {
	Title string `json:"title"`
	MarkupContent
}
