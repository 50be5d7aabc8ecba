package protocol

// Severities of diagnostics.
const (
	SeverityError       = 1
	SeverityWarning     = 2
	SeverityInformation = 3
	SeverityHint        = 4
)

// Diagnostic is one thing to say about a document.
type Diagnostic struct {
	Range              Range                          `json:"range"`
	Severity           int                            `json:"severity"`
	Code               string                         `json:"code,omitempty"`
	Source             string                         `json:"source"`
	Message            string                         `json:"message"`
	RelatedInformation []DiagnosticRelatedInformation `json:"relatedInformation,omitempty"`
	Data               string                         `json:"data,omitempty"` // the finding it tells, as commands know it
}

// DiagnosticRelatedInformation is another place that has to do with it.
type DiagnosticRelatedInformation struct {
	Location Location `json:"location"`
	Message  string   `json:"message"`
}

// PublishDiagnosticsParams are all there is to say about a document now.
type PublishDiagnosticsParams struct {
	URI         string       `json:"uri"`
	Version     *int32       `json:"version,omitempty"`
	Diagnostics []Diagnostic `json:"diagnostics"`
}

// StatusParams are of servanda/status, a notification of this server alone: how the pact of that main file stands.
type StatusParams struct {
	URI     string `json:"uri"`
	State   State  `json:"state"`
	Message string `json:"message"` // the same for people

	Serious  int `json:"serious"`
	Warnings int `json:"warnings"`
	Notes    int `json:"notes"`
	Failed   int `json:"failed"` // checks and scenarios not as expected
}

// State is how a pact stands with the checker.
type State string

// The states. What was found before the last change is still shown while it is Looking, and while it is Unreadable.
const (
	Unreadable State = "unreadable" // it does not compile, so there is nothing to look at
	Waiting    State = "waiting"    // the text is changing
	Looking    State = "looking"
	Clean      State = "clean"  // everything was looked at, and there is nothing to say but notes
	Found      State = "found"  // everything was looked at
	GaveUp     State = "gaveUp" // not everything could be looked at
	Failed     State = "failed" // a fault of the checker's own
	Off        State = "off"    // nobody asked to look
)
