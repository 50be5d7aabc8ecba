package findings

// The codes of all findings.
const (
	Stuck       Code = "stuck"
	Exposed     Code = "exposed"
	Conflict    Code = "conflict"
	Impossible  Code = "impossible"
	Veto        Code = "veto"
	Dependent   Code = "dependent"
	Limbo       Code = "limbo"
	Hollow      Code = "hollow"
	BlankCheque Code = "blank_cheque"
	Toothless   Code = "toothless"
	Idle        Code = "idle"
	SelfJudged  Code = "self_judged"
	OpenEnded   Code = "open_ended"
	OneOrigin   Code = "one_origin"
)

// Codes lists all codes, gravest first.
func Codes() []Code {
	return []Code{Stuck, Exposed, Conflict, Impossible, Veto, Dependent, Limbo, Hollow, BlankCheque, Toothless, Idle, SelfJudged, OpenEnded, OneOrigin}
}

// SeverityOf says how much a kind of finding weighs.
func SeverityOf(c Code) Severity {
	switch c {
	case Stuck, Exposed, Conflict, Impossible:
		return Serious
	case Veto, Dependent, Limbo, Hollow, BlankCheque, Toothless:
		return Warning
	}
	return Note
}

// String gives the word for the severity.
func (s Severity) String() string { return [...]string{"serious", "warning", "note"}[s] }
