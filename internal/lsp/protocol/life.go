package protocol

import "encoding/json"

// InitializeParams begin a session.
type InitializeParams struct {
	ProcessID             *int32             `json:"processId"`
	RootURI               *string            `json:"rootUri"`
	WorkspaceFolders      []WorkspaceFolder  `json:"workspaceFolders"`
	Capabilities          ClientCapabilities `json:"capabilities"`
	InitializationOptions json.RawMessage    `json:"initializationOptions,omitempty"`
}

// WorkspaceFolder is a folder that is open.
type WorkspaceFolder struct {
	URI  string `json:"uri"`
	Name string `json:"name"`
}

// ClientCapabilities say what the other side can do.
type ClientCapabilities struct {
	General struct {
		PositionEncodings []string `json:"positionEncodings"`
	} `json:"general"`
	Window struct {
		WorkDoneProgress bool `json:"workDoneProgress"`
	} `json:"window"`
	Workspace struct {
		WorkspaceEdit struct {
			DocumentChanges bool `json:"documentChanges"`
		} `json:"workspaceEdit"`
		CodeLens struct {
			RefreshSupport bool `json:"refreshSupport"`
		} `json:"codeLens"`
		DidChangeWatchedFiles struct {
			DynamicRegistration bool `json:"dynamicRegistration"`
		} `json:"didChangeWatchedFiles"`
	} `json:"workspace"`
	TextDocument struct {
		Completion struct {
			CompletionItem struct {
				SnippetSupport bool `json:"snippetSupport"`
			} `json:"completionItem"`
		} `json:"completion"`
		PublishDiagnostics struct {
			RelatedInformation bool `json:"relatedInformation"`
		} `json:"publishDiagnostics"`
		DocumentSymbol struct {
			HierarchicalDocumentSymbolSupport bool `json:"hierarchicalDocumentSymbolSupport"`
		} `json:"documentSymbol"`
	} `json:"textDocument"`
}

// Position encodings.
const (
	UTF8  = "utf-8"
	UTF16 = "utf-16"
	UTF32 = "utf-32"
)

// InitializeResult says what this side can do.
type InitializeResult struct {
	Capabilities ServerCapabilities `json:"capabilities"`
	ServerInfo   ServerInfo         `json:"serverInfo"`
}

// ServerInfo is who answers.
type ServerInfo struct {
	Name    string `json:"name"`
	Version string `json:"version,omitempty"`
}

// ServerCapabilities are what a server offers.
type ServerCapabilities struct {
	PositionEncoding           string                  `json:"positionEncoding"`
	TextDocumentSync           TextDocumentSyncOptions `json:"textDocumentSync"`
	HoverProvider              bool                    `json:"hoverProvider"`
	CompletionProvider         CompletionOptions       `json:"completionProvider"`
	DefinitionProvider         bool                    `json:"definitionProvider"`
	ReferencesProvider         bool                    `json:"referencesProvider"`
	DocumentHighlightProvider  bool                    `json:"documentHighlightProvider"`
	DocumentSymbolProvider     bool                    `json:"documentSymbolProvider"`
	FoldingRangeProvider       bool                    `json:"foldingRangeProvider"`
	DocumentFormattingProvider bool                    `json:"documentFormattingProvider"`
	RenameProvider             RenameOptions           `json:"renameProvider"`
	CodeActionProvider         CodeActionOptions       `json:"codeActionProvider"`
	CodeLensProvider           CodeLensOptions         `json:"codeLensProvider"`
	ExecuteCommandProvider     ExecuteCommandOptions   `json:"executeCommandProvider"`
	SemanticTokensProvider     SemanticTokensOptions   `json:"semanticTokensProvider"`
	Workspace                  WorkspaceOptions        `json:"workspace"`
}

// WorkspaceOptions are what a server offers for folders.
type WorkspaceOptions struct {
	WorkspaceFolders struct {
		Supported           bool `json:"supported"`
		ChangeNotifications bool `json:"changeNotifications"`
	} `json:"workspaceFolders"`
}

// RegistrationParams ask the client for something more.
type RegistrationParams struct {
	Registrations []Registration `json:"registrations"`
}

// Registration is one of these.
type Registration struct {
	ID              string `json:"id"`
	Method          string `json:"method"`
	RegisterOptions any    `json:"registerOptions,omitempty"`
}

// FileSystemWatcher asks to be told of files.
type FileSystemWatcher struct {
	GlobPattern string `json:"globPattern"`
}

// CancelParams call a request off; ID is a number or a string.
type CancelParams struct {
	ID json.RawMessage `json:"id"`
}

// LogMessageParams are a line for the log of the editor.
type LogMessageParams struct {
	Type    int    `json:"type"`
	Message string `json:"message"`
}

// Kinds of messages.
const (
	MessageError   = 1
	MessageWarning = 2
	MessageInfo    = 3
)

// ProgressParams tell how far something is; Value is one of the WorkDoneProgress types.
type ProgressParams struct {
	Token string `json:"token"`
	Value any    `json:"value"`
}

// WorkDoneProgressCreateParams ask for a place to show progress.
type WorkDoneProgressCreateParams struct {
	Token string `json:"token"`
}

// WorkDoneProgress begins, goes on with or ends what is shown of some work; Kind says which.
type WorkDoneProgress struct {
	Kind        string  `json:"kind"` // begin, report, end
	Title       string  `json:"title,omitempty"`
	Message     string  `json:"message,omitempty"`
	Cancellable bool    `json:"cancellable,omitempty"`
	Percentage  *uint32 `json:"percentage,omitempty"`
}

// WorkDoneProgressCancelParams call work off.
type WorkDoneProgressCancelParams struct {
	Token string `json:"token"`
}
