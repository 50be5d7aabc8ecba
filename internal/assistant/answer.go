package assistant

import (
	"fmt"
	"strings"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/form"
)

// Status says how far an answer reaches; the package comment says what each means.
type Status string

// The statuses.
const (
	OK           Status = "ok"
	Findings     Status = "findings"
	Inconclusive Status = "inconclusive"
	Unavailable  Status = "unavailable"
)

// Answer is what every tool answers with. Text is for reading, in Markdown; the rest is the same for programs.
type Answer struct {
	Status      Status       `json:"status" jsonschema:"ok, findings, inconclusive (nothing beyond what is told is claimed) or unavailable (nothing was answered)"`
	Checked     bool         `json:"checked" jsonschema:"whether the pact was checked for every kind of finding, to the end, in the readings named; if not, the status says nothing about whether it is sound"`
	Why         string       `json:"why,omitempty" jsonschema:"why the status is what it is, where that is not plain"`
	Pact        string       `json:"pact,omitempty" jsonschema:"what the pact is called in places"`
	Reading     string       `json:"reading,omitempty" jsonschema:"in which readings of what the text leaves open the answer holds"`
	TickDays    int          `json:"tick_days,omitempty" jsonschema:"the step of time in days; finer courses were not looked at"`
	Counts      string       `json:"counts,omitempty" jsonschema:"how many findings there are, by weight"`
	Statements  []Statement  `json:"statements,omitempty" jsonschema:"what the findings come to, gravest first"`
	Diagnostics []Diagnostic `json:"diagnostics,omitempty" jsonschema:"what there is to say about the text itself"`
	NotCovered  []string     `json:"not_covered,omitempty" jsonschema:"what the answer does not cover"`
	Text        string       `json:"text" jsonschema:"the answer for people, in Markdown"`
}

// Statement is what findings with one cause come to.
type Statement struct {
	ID       string   `json:"id" jsonschema:"its name, for explain"`
	Severity string   `json:"severity"`
	Sentence string   `json:"sentence"`
	Where    string   `json:"where,omitempty" jsonschema:"in which readings it holds, if not in all"`
	Clauses  []string `json:"clauses,omitempty" jsonschema:"the clauses it is about, with their places"`
	Cites    string   `json:"cites,omitempty" jsonschema:"what these are cited from"`
	Inferred bool     `json:"inferred,omitempty" jsonschema:"nothing that it rests on is cited but as inferred"`
	Accepted string   `json:"accepted,omitempty" jsonschema:"why the author accepts it"`
}

// Diagnostic is one thing to say about a text.
type Diagnostic struct {
	Code     string `json:"code"`
	Severity string `json:"severity"`
	File     string `json:"file,omitempty"`
	Line     int    `json:"line,omitempty"`
	Column   int    `json:"column,omitempty"`
	Message  string `json:"message"`
	Mend     string `json:"mend,omitempty"`
}

// diagnosed puts diagnostics into an answer, for programs and for people.
func (a *Answer) diagnosed(ds []diag.Diagnostic) {
	if len(ds) == 0 {
		return
	}
	var shown strings.Builder
	for i, d := range ds {
		one := Diagnostic{Code: string(d.Code), Severity: d.Severity.String(), Message: d.Summary, Mend: d.Detail}
		if d.Span.IsValid() {
			at := d.Span.Position()
			one.File, one.Line, one.Column = diag.Visible(d.Span.File.Path), at.Line, at.Column
		}
		a.Diagnostics = append(a.Diagnostics, one)
		if i < mostShown {
			shown.WriteString(d.Render(false))
		}
	}
	if n := len(ds) - mostShown; n > 0 {
		fmt.Fprintf(&shown, "… and %d more\n", n)
	}
	a.add(doc.Literal{Text: shown.String()})
}

// mostShown is the number of diagnostics that are shown with their line; more would hide the first ones.
const mostShown = 20

// add puts blocks under what is to be read so far.
func (a *Answer) add(blocks ...doc.Block) { a.document(doc.Document{Blocks: blocks}) }

func (a *Answer) document(d doc.Document) {
	var b strings.Builder
	if err := form.Markdown(&b, d); err != nil {
		panic(err) // a block that no form knows
	}
	a.Text = strings.TrimLeft(a.Text+"\n"+b.String(), "\n")
}

// head says in a line or two how far the answer reaches; it is the first that is read.
func (a *Answer) head() string {
	line := "Status: " + string(a.Status)
	if a.Why != "" {
		line += ": " + strings.TrimSuffix(a.Why, ".")
	}
	line += "."
	if (a.Status == OK || a.Status == Findings) && !a.Checked {
		line += " This call says nothing about whether the pact is sound; check does."
	}
	if a.Status != Unavailable && a.Reading != "" {
		line += " Readings: " + a.Reading + "."
	}
	if a.Status == Inconclusive {
		line += " What is told below was found; nothing else is claimed, neither good nor bad."
	}
	if a.Counts != "" {
		line += " " + strings.TrimSuffix(a.Counts, ".") + "."
	}
	return line
}

// result is the answer as the protocol has it.
func (a *Answer) result() *mcp.CallToolResult {
	return &mcp.CallToolResult{
		IsError:           a.Status == Unavailable,
		Content:           []mcp.Content{&mcp.TextContent{Text: strings.TrimRight(a.head()+"\n\n"+a.Text, "\n") + "\n"}},
		StructuredContent: a,
	}
}
