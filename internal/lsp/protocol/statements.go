package protocol

// PactStatements answer servanda/statements, a request of this server alone: how a pact stands that a document belongs to, and what
// its findings come to. While what was found is of an earlier text there are no statements, and State says so.
type PactStatements struct {
	URI        string      `json:"uri"` // of the main file
	State      State       `json:"state"`
	Message    string      `json:"message"`
	Statements []Statement `json:"statements"`
}

// Statement is what findings with one cause come to.
type Statement struct {
	ID       string    `json:"id"`
	Severity string    `json:"severity"` // serious, warning, note
	Sentence string    `json:"sentence"`
	Where    string    `json:"where,omitempty"`    // in which readings, if it is said
	Cites    string    `json:"cites,omitempty"`    // what it rests on
	Accepted string    `json:"accepted,omitempty"` // why the author accepts it
	Location *Location `json:"location,omitempty"` // of the clause that it is about most
	Courses  []Course  `json:"courses"`
}

// Course is a course of events that shows a finding.
type Course struct {
	Title string       `json:"title"`
	Steps []CourseStep `json:"steps"`
}

// CourseStep is one thing that happens in it, and where the text speaks of it.
type CourseStep struct {
	Text     string    `json:"text"`
	Location *Location `json:"location,omitempty"`
}
