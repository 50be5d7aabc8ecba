package main

import (
	"fmt"
	"io"

	"github.com/servanda-lang/servanda/internal/compare"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/report"
	"github.com/servanda-lang/servanda/internal/statement"
	"github.com/spf13/pflag"
)

// exitGate is the exit code of a draft that a gate does not let through.
const exitGate = 5

// gates are what a new draft may not bring.
type gates struct{ exposure, veto bool }

func (g *gates) register(f *pflag.FlagSet) {
	f.BoolVar(&g.exposure, "no-new-exposure", false, "exit with 5 if somebody can newly be left with nothing or bound alone, and with 0 if not")
	f.BoolVar(&g.veto, "no-new-veto", false, "exit with 5 if somebody can newly block what the pact is for, and with 0 if not")
}

func (g *gates) any() bool { return g.exposure || g.veto }

// judge says what a gate stops, and gives the exit code: what was not compared may bring anything, so nothing is let through for it.
func (g *gates) judge(w io.Writer, d report.Diff) error {
	stopped := 0
	for _, x := range []struct {
		asked bool
		codes []inquiry.Code
		title string
	}{{g.exposure, compare.Exposures, "new exposure"}, {g.veto, compare.Vetoes, "new veto"}} {
		if !x.asked {
			continue
		}
		for _, n := range d.Newly(x.codes) {
			stopped++
			fmt.Fprintf(w, "servanda: %s: %s\n", x.title, statement.Sentences(d.Answers[compare.New])[n.Finding])
		}
	}
	switch {
	case stopped > 0:
		return exit(exitGate)
	case !d.Whole():
		fmt.Fprintf(w, "servanda: not all ways to fill the open points were compared (%d were), so the gate says nothing; --in or --open looks at fewer\n", len(d.Fillings))
		return exit(exitInconclusive)
	}
	return nil
}
