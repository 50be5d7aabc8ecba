package odds

import (
	_ "embed"
	"fmt"
	"strconv"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/words"
)

// Document is what was simulated as something to read.
func (x *Simulated) Document() doc.Document {
	d := doc.Document{Title: doc.T("Simulated: " + x.Pact.Title), Under: []doc.Text{
		doc.In(doc.Aside, "What is chosen was drawn, each move that could be made being as likely as any other. Nobody chooses so: servanda odds tells what choices can make of it."),
	}}
	if len(x.Pact.Points) > 0 {
		d.Under = append(d.Under, doc.T("Of the open questions: "+reading(x.Pact, x.Filling)))
	}
	a := &Answers{Pact: x.Pact, Asked: x.Asked}
	t := doc.Table{ID: "simulated-table", RowHeads: true, Caption: doc.T("In how many of the runs it came about"), Head: []doc.Cell{doc.C("What"), doc.C("Came about"), doc.C("95% interval")}}
	for i, n := range x.Came {
		low, high := Interval(n, x.Runs)
		t.Rows = append(t.Rows, []doc.Cell{doc.C(a.asked(i)), doc.C(fmt.Sprintf("%d of %d", n, x.Runs)), doc.C(hundredths(low) + " to " + hundredths(high))})
	}
	q := words.Speaker{Pact: x.Pact}
	keeps := "Everybody keeps its word."
	if x.Breakers != 0 {
		keeps = course.Capital(q.People(x.Breakers)) + " may break their word."
	}
	lines := []string{
		fmt.Sprintf("%d runs from the seed %d, in steps of %s. %s", x.Runs, x.Seed, course.Days(x.Tick), keeps),
		"Of a range of odds each value has its lower share, and of what is left a part in proportion to its range; of a range of a chance the middle is taken.",
		"Who has odds on a decision makes it before the time for it is over, at any moment as likely as with anything else that can be done.",
	}
	if x.Cut > 0 {
		lines = append(lines, fmt.Sprintf("%d runs had not come to rest after %s; what would have come later in them is not counted.", x.Cut, course.Days(x.Days)))
	}
	d.Blocks = []doc.Block{section("came", "How often", t), section("boundary", "How it was run", bullets(lines))}
	return d
}

func hundredths(x float64) string { return strconv.FormatFloat(100*x, 'f', 2, 64) + "%" }

// SimulatedSchema names the form of the JSON below.
const SimulatedSchema = "servanda.simulated/1"

// SimulatedSchemaText is the JSON Schema of it.
//
//go:embed simulated.schema.json
var SimulatedSchemaText []byte

// SimulatedJSON is what was simulated by names, as plain data.
type SimulatedJSON struct {
	Schema   string     `json:"schema"`
	File     string     `json:"file"`
	Pact     string     `json:"pact"`
	Seed     uint64     `json:"seed"`
	Runs     int        `json:"runs"`
	Days     int        `json:"days"`
	TickDays int        `json:"tick_days"`
	Cut      int        `json:"cut"`
	Choices  string     `json:"choices"` // how they were made
	Came     []jsonCame `json:"came"`
}

type jsonCame struct {
	Kind string  `json:"kind"`
	Of   string  `json:"of"`
	Runs int     `json:"runs"`
	Low  float64 `json:"low"`
	High float64 `json:"high"`
}

// JSON puts what was simulated into names.
func (x *Simulated) JSON(file string) *SimulatedJSON {
	out := &SimulatedJSON{Schema: SimulatedSchema, File: file, Pact: x.Pact.Title, Seed: x.Seed, Runs: x.Runs, Days: x.Days, TickDays: x.Tick, Cut: x.Cut,
		Choices: "uniform", Came: []jsonCame{}}
	for i, n := range x.Came {
		low, high := Interval(n, x.Runs)
		kind, of := x.Asked[i].named(x.Pact)
		out.Came = append(out.Came, jsonCame{kind, of, n, low, high})
	}
	return out
}
