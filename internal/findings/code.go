package findings

import "github.com/servanda-lang/servanda/internal/codes"

// The codes and what they weigh are listed in package codes.
type (
	// Code is the stable name of a kind of finding.
	Code = codes.Code
	// Severity says how much a finding weighs.
	Severity = codes.Severity
)

// The codes of all findings.
const (
	Stuck       = codes.Stuck
	Exposed     = codes.Exposed
	Conflict    = codes.Conflict
	Impossible  = codes.Impossible
	Veto        = codes.Veto
	Dependent   = codes.Dependent
	Limbo       = codes.Limbo
	Hollow      = codes.Hollow
	BlankCheque = codes.BlankCheque
	Toothless   = codes.Toothless
	Idle        = codes.Idle
	SelfJudged  = codes.SelfJudged
	OpenEnded   = codes.OpenEnded
	OneOrigin   = codes.OneOrigin
)

// From gravest to lightest.
const (
	Serious = codes.Serious
	Warning = codes.Warning
	Note    = codes.Note
)

// Codes lists all codes, gravest first.
func Codes() []Code { return codes.All() }

// SeverityOf says how much a kind of finding weighs.
func SeverityOf(c Code) Severity { return codes.SeverityOf(c) }
