package report

import (
	_ "embed"
	"io"

	"github.com/servanda-lang/servanda/internal/compare"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/model"
)

// DiffSchema names the form of the JSON of a comparison.
const DiffSchema = "servanda.diff/1"

// DiffSchemaText is the JSON Schema (draft 2020-12) that every comparison keeps to.
var DiffSchemaText = withCodes(diffSchema)

//go:embed schema/diff.schema.json
var diffSchema []byte

type jsonDiff struct {
	Schema      string           `json:"schema"`
	Status      string           `json:"status"`
	Old         jsonDraft        `json:"old"`
	New         jsonDraft        `json:"new"`
	TickDays    int              `json:"tick_days"`
	Fillings    []jsonPair       `json:"fillings"`
	Causes      []jsonCause      `json:"causes"`
	Changes     []jsonTextChange `json:"changes"`
	Reworded    int              `json:"reworded"`
	Findings    []jsonRow        `json:"findings"`
	Parties     []jsonParty      `json:"parties"`
	Differences []jsonDifference `json:"differences"`
	Truncated   bool             `json:"truncated"`
	Caveats     []string         `json:"caveats"`

	Inconclusive *jsonInconclusive `json:"inconclusive,omitempty"`
}

type jsonDraft struct {
	File   string `json:"file"`
	Pact   string `json:"pact"`
	Starts string `json:"starts,omitempty"`
}

type jsonPair struct {
	Old map[string]string `json:"old"`
	New map[string]string `json:"new"`
}

type jsonCause struct {
	Findings []int     `json:"findings"`
	Ways     []jsonWay `json:"ways"`
	Why      string    `json:"why,omitempty"`
	Filling  int       `json:"filling"`
}

type jsonWay struct {
	Changes []int `json:"changes"`
	Needs   []int `json:"needs"`
}

type jsonTextChange struct {
	Kind string     `json:"kind"`
	Of   string     `json:"of"`
	Name string     `json:"name"`
	Text string     `json:"text"`
	Old  *jsonPlace `json:"old,omitempty"`
	New  *jsonPlace `json:"new,omitempty"`
}

type jsonRow struct {
	Fate     string        `json:"fate"`
	Code     string        `json:"code"`
	Name     string        `json:"name,omitempty"`
	Party    string        `json:"party,omitempty"`
	Old      []jsonFinding `json:"old"`
	New      []jsonFinding `json:"new"`
	Fillings []int         `json:"fillings"`
}

type jsonParty struct {
	Name     string   `json:"name"`
	Exposure string   `json:"exposure"`
	Gone     []string `json:"gone"`
	New      []string `json:"new"`
}

type jsonDifference struct {
	Group    string      `json:"group"`
	Of       string      `json:"of,omitempty"`
	Name     string      `json:"name,omitempty"`
	Text     string      `json:"text"`
	Lawful   bool        `json:"lawful"`
	Fillings []int       `json:"fillings"`
	Draft    string      `json:"draft"`
	Filling  int         `json:"filling"`
	Course   *jsonCourse `json:"course"`
}

// DiffStatus says in one word what came of a comparison.
func DiffStatus(c *compare.Comparison) string {
	switch {
	case c.Unfinished != nil:
		return "inconclusive"
	case !c.Same():
		return "different"
	case c.Truncated:
		return "inconclusive"
	}
	return "same"
}

// DiffJSON writes one object with everything that came of a comparison.
func DiffJSON(w io.Writer, d Diff) error {
	return encode(w, diffDocument(d))
}

func diffDocument(d Diff) jsonDiff {
	names := [2]namer{{pact: d.Pacts[0]}, {pact: d.Pacts[1]}}
	out := jsonDiff{
		Schema: DiffSchema, Status: DiffStatus(d.Comparison), TickDays: d.TickDays, Reworded: d.Reworded, Truncated: d.Truncated,
		Old: jsonDraftOf(d, 0), New: jsonDraftOf(d, 1), Caveats: DiffBoundary(d),
		Fillings: []jsonPair{}, Causes: []jsonCause{}, Changes: []jsonTextChange{}, Findings: []jsonRow{}, Parties: []jsonParty{}, Differences: []jsonDifference{},
	}
	if why := d.Unfinished; why != nil {
		out.Inconclusive = &jsonInconclusive{States: why.States, Moves: why.Moves, Limit: why.Limit}
	}
	for _, f := range d.Fillings {
		out.Fillings = append(out.Fillings, jsonPair{Old: names[0].open(f[0]), New: names[1].open(f[1])})
	}
	for _, c := range d.Causes {
		one := jsonCause{Findings: c.Findings, Why: c.Why, Filling: c.Filling, Ways: []jsonWay{}}
		for _, w := range c.Ways {
			one.Ways = append(one.Ways, jsonWay{Changes: list(w.Changes), Needs: list(w.Needs)})
		}
		out.Causes = append(out.Causes, one)
	}
	for _, c := range d.Changes {
		out.Changes = append(out.Changes, jsonTextChange{Kind: c.Kind.String(), Of: kindName(c.Of), Name: c.Name, Text: c.Text, Old: jsonAt(c.At[0]), New: jsonAt(c.At[1])})
	}
	for i := range d.Findings {
		out.Findings = append(out.Findings, diffRow(names, &d.Findings[i]))
	}
	for _, p := range d.Parties {
		out.Parties = append(out.Parties, jsonParty{Name: p.Name, Exposure: p.Exposure.String(), Gone: list(p.Gone), New: list(p.New)})
	}
	for i := range d.Differences {
		x := &d.Differences[i]
		one := jsonDifference{Group: x.Group.String(), Name: x.Name, Text: course.Capital(x.Text), Lawful: x.Lawful, Fillings: x.Fillings,
			Draft: x.Side.String(), Filling: x.ShownIn(), Course: names[x.Side].course(x.Course)}
		if x.Of != model.KindNone {
			one.Of = kindName(x.Of)
		}
		out.Differences = append(out.Differences, one)
	}
	return out
}

func jsonDraftOf(d Diff, side int) jsonDraft {
	out := jsonDraft{File: d.Paths[side], Pact: d.Pacts[side].Title}
	if s := d.Pacts[side].Starts; !s.IsZero() {
		out.Starts = s.String()
	}
	return out
}

func diffRow(names [2]namer, r *compare.Row) jsonRow {
	out := jsonRow{Fate: r.Fate.String(), Code: string(r.Code), Name: r.Name, Party: r.Party, Fillings: r.Fillings, Old: []jsonFinding{}, New: []jsonFinding{}}
	for i := range r.Findings[compare.Old] {
		out.Old = append(out.Old, names[compare.Old].across(&r.Findings[compare.Old][i]))
	}
	for i := range r.Findings[compare.New] {
		out.New = append(out.New, names[compare.New].across(&r.Findings[compare.New][i]))
	}
	return out
}

// list is an empty list rather than none.
func list[T any](xs []T) []T {
	if xs == nil {
		return []T{}
	}
	return xs
}
