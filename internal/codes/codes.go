// Package codes is the table of what a check can find: the stable name of each kind of finding and how much it
// weighs. What a finding means is said above, where findings are made; who only has to know the names, such as
// the directive that accepts one, takes them from here.
//
// Input: nothing. Output: the codes, gravest first, and their severity.
package codes

// Code is the stable name of a kind of finding.
type Code string

// The codes of all findings.
const (
	Stuck       Code = "stuck"
	Exposed     Code = "exposed"
	Conflict    Code = "conflict"
	Impossible  Code = "impossible"
	Veto        Code = "veto"
	Dependent   Code = "dependent"
	Limbo       Code = "limbo"
	DeadEnd     Code = "dead_end"
	BoundAlone  Code = "bound_alone"
	Uncovered   Code = "uncovered"
	Hollow      Code = "hollow"
	Withheld    Code = "withheld"
	FalseCall   Code = "false_call"
	BlankCheque Code = "blank_cheque"
	Toothless   Code = "toothless"
	Outlasted   Code = "outlasted"
	Idle        Code = "idle"
	SelfJudged  Code = "self_judged"
	OpenEnded   Code = "open_ended"
	OneOrigin   Code = "one_origin"
)

// Severity says how much a finding weighs.
type Severity uint8

// From gravest to lightest.
const (
	Serious Severity = iota
	Warning
	Note
)

// String gives the word for the severity.
func (s Severity) String() string { return [...]string{"serious", "warning", "note"}[s] }

// table lists the codes of each severity, gravest first.
var table = [...][]Code{
	Serious: {Stuck, Exposed, Conflict, Impossible},
	Warning: {Veto, Dependent, Limbo, DeadEnd, BoundAlone, Uncovered, Hollow, Withheld, FalseCall, BlankCheque, Toothless},
	Note:    {Outlasted, Idle, SelfJudged, OpenEnded, OneOrigin},
}

// All lists all codes, gravest first.
func All() []Code {
	var out []Code
	for _, cs := range table {
		out = append(out, cs...)
	}
	return out
}

// Names lists all codes, gravest first, as they are written.
func Names() []string {
	var out []string
	for _, c := range All() {
		out = append(out, string(c))
	}
	return out
}

// SeverityOf says how much a kind of finding weighs; what is no code weighs as a note.
func SeverityOf(c Code) Severity {
	for s, cs := range table {
		for _, one := range cs {
			if one == c {
				return Severity(s)
			}
		}
	}
	return Note
}
