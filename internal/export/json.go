package export

import (
	"bytes"
	"encoding/json"
	"io"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/machine"
)

// graphSchema names the form of the JSON; it changes whenever a reader of the old form could go wrong.
const graphSchema = "servanda.graph/1"

// JSON writes the graph as one object, a state or a move a line, without holding the text in memory:
//
//	schema     "servanda.graph/1"
//	pact       the title
//	tick_days  the step of time
//	filling    the value of each open point
//	actors     their names
//	variables  what makes up a state: name, says (what it stands for)
//	states     id, and values: the value of each variable, a word, a number or a boolean; state 0 is day 0
//	moves      from, to, kind (sign, do, decide, use, strike, pass), mover (absent for time), says, culprits
//
// It is the physical world: everybody may break their word, and a move names those for whom it is a breach.
func JSON(w io.Writer, g *explore.Graph) error {
	x := &graphJSON{page: &page{w: w}, valued: newValued(g)}
	x.header()
	x.listStates()
	x.listMoves()
	return x.err
}

type graphJSON struct {
	*page
	*valued
}

type graphHeader struct {
	Schema    string            `json:"schema"`
	Pact      string            `json:"pact"`
	TickDays  int               `json:"tick_days"`
	Filling   map[string]string `json:"filling"`
	Actors    []string          `json:"actors"`
	Variables []graphVariable   `json:"variables"`
}

type graphVariable struct {
	Name string `json:"name"`
	Says string `json:"says"`
}

type graphState struct {
	ID     int32          `json:"id"`
	Values map[string]any `json:"values"`
}

type graphMove struct {
	From     int32    `json:"from"`
	To       int32    `json:"to"`
	Kind     string   `json:"kind"`
	Mover    string   `json:"mover,omitempty"`
	Says     string   `json:"says"`
	Culprits []string `json:"culprits,omitempty"`
}

func (x *graphJSON) header() {
	m := x.Graph.Machine
	h := graphHeader{Schema: graphSchema, Pact: m.Pact.Title, TickDays: m.Tick, Filling: map[string]string{}, Actors: actorNames(x.Frame, m.Pact.Everyone())}
	for i := range m.Pact.Points {
		h.Filling[m.Pact.Points[i].Name] = m.Pact.Points[i].Values[m.Filling[i]].Text
	}
	for _, v := range x.Cells {
		h.Variables = append(h.Variables, graphVariable{v.Name, v.Says})
	}
	text := x.marshal(h)
	x.line("%s,", text[:len(text)-1]) // the object goes on
}

func (x *graphJSON) listStates() {
	x.line(`"states":[`)
	for s := range int32(x.Graph.States()) {
		values := map[string]any{}
		for i, v := range x.Cells {
			values[v.Name] = valueOf(v, x.row(s)[i])
		}
		x.item(graphState{s, values}, int(s) == x.Graph.States()-1)
	}
	x.line(`],`)
}

func (x *graphJSON) listMoves() {
	g := x.Graph
	x.line(`"moves":[`)
	for s := range int32(g.States()) {
		for e := g.First[s]; e < g.First[s+1]; e++ {
			sort := g.SortOf(e)
			mv := graphMove{From: s, To: g.To[e], Kind: moveKind(sort.Move.Kind), Says: Words(x.Frame, sort.Move), Culprits: actorNames(x.Frame, sort.Culprits)}
			if sort.Move.Actor != machine.Time {
				mv.Mover = x.Graph.Machine.Pact.Actors[sort.Move.Actor].Name
			}
			x.item(mv, int(e) == g.MoveCount()-1)
		}
	}
	x.line(`]}`)
}

func moveKind(k machine.MoveKind) string {
	return [...]string{"sign", "do", "decide", "use", "strike", "pass"}[k]
}

// item writes one member of a list.
func (x *graphJSON) item(v any, last bool) {
	comma := ","
	if last {
		comma = ""
	}
	x.line("%s%s", x.marshal(v), comma)
}

func (x *graphJSON) marshal(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil && x.err == nil {
		x.err = err
	}
	return diag.DefuseJSON(bytes.TrimSpace(b.Bytes()))
}
