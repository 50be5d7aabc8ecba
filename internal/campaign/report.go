package campaign

import (
	"bytes"
	"encoding/json"
	"fmt"
	"iter"
	"slices"

	"github.com/servanda-lang/servanda/internal/campaign/store"
)

// Schema names the form of the JSON of a report.
const Schema = "servanda.campaign/1"

// State is how far a job is.
type State string

// The states. Only of what is Answered anything is claimed.
const (
	Answered State = "answered"
	GaveUp   State = "gave up"
	Faulty   State = "fault"
	Differs  State = "two answers"
	NotDone  State = "not done"
	Cannot   State = "cannot be"
)

// Report is what was found over all pacts of a campaign.
type Report struct {
	Schema   string   `json:"schema"`
	Campaign string   `json:"campaign"`
	Pacts    []Looked `json:"pacts"` // in the order of the campaign
}

// Looked is what was found in one pact.
type Looked struct {
	Pact     string       `json:"pact"`
	Title    string       `json:"title"`
	Rows     []Row        `json:"rows"`
	Steps    []Difference `json:"differs_between_steps"`
	Readings []Difference `json:"differs_between_readings"`
}

// Row is one reading, and one thing asked of it.
type Row struct {
	Reading string      `json:"reading,omitempty"` // its name
	Called  string      `json:"called,omitempty"`
	Open    [][2]string `json:"open,omitempty"`
	Ask     Ask         `json:"ask"`
	Cells   []Cell      `json:"cells"` // shorter steps first
}

// Cell is a job and what came of it.
type Cell struct {
	Tick   int     `json:"tick_days"`
	State  State   `json:"state"`
	Why    string  `json:"why,omitempty"` // there is no answer
	Answer *Answer `json:"answer,omitempty"`
}

// Difference is something that was found in some places and not in others, or was told otherwise there.
type Difference struct {
	Where    []string `json:"where"` // the reading, or the steps, within which it was compared
	Code     string   `json:"code"`
	Severity string   `json:"severity"`
	About    string   `json:"about,omitempty"`
	Party    string   `json:"party,omitempty"`
	Says     string   `json:"says"`             // as it is told in the first place where it is found
	Found    []string `json:"found"`            // places in which it is found
	Missing  []string `json:"missing"`          // places that were answered and in which it is not
	Hidden   bool     `json:"hidden,omitempty"` // a shorter step shows it, a longer one does not
	Told     []Told   `json:"told,omitempty"`   // it is found everywhere, and told otherwise in each
}

// Told is how something is told in a place.
type Told struct {
	In   string   `json:"in"`
	Says []string `json:"says"`
}

// Gathered makes a report of the rows of a plan.
func Gathered(campaign string, rows iter.Seq2[store.Row, error]) (*Report, error) {
	r := &Report{Schema: Schema, Campaign: campaign, Pacts: []Looked{}}
	for row, err := range rows {
		if err != nil {
			return nil, err
		}
		if err := r.add(row); err != nil {
			return nil, err
		}
	}
	for i := range r.Pacts {
		r.Pacts[i].compare()
	}
	return r, nil
}

// add takes in a part of the plan. Parts of a pact stand together there.
func (r *Report) add(row store.Row) error {
	var l Label
	if err := json.Unmarshal([]byte(row.Label), &l); err != nil {
		return fmt.Errorf("the plan in the store is damaged: %w", err)
	}
	if n := len(r.Pacts); n == 0 || r.Pacts[n-1].Pact != l.Pact {
		r.Pacts = append(r.Pacts, Looked{Pact: l.Pact, Title: l.Title, Steps: []Difference{}, Readings: []Difference{}})
	}
	p := &r.Pacts[len(r.Pacts)-1]
	i := slices.IndexFunc(p.Rows, func(x Row) bool { return x.Reading == l.Named && x.Ask == l.Ask && slices.Equal(x.Open, l.Open) })
	if i < 0 {
		i = len(p.Rows)
		p.Rows = append(p.Rows, Row{Reading: l.Named, Called: l.Called, Open: l.Open, Ask: l.Ask})
	}
	c, err := cellOf(l, row.Result)
	if err != nil {
		return err
	}
	p.Rows[i].Cells = append(p.Rows[i].Cells, c)
	slices.SortStableFunc(p.Rows[i].Cells, func(a, b Cell) int { return a.Tick - b.Tick })
	return nil
}

// cellOf is what came of a job. Of two answers to one job neither is believed.
func cellOf(l Label, got *store.Result) (Cell, error) {
	c := Cell{Tick: l.Tick, State: NotDone}
	switch {
	case l.Cannot != "":
		c.State, c.Why = Cannot, l.Cannot
	case got == nil:
	case got.Second != nil:
		c.State, c.Why = Differs, "it was done twice and the answers differ, which is a fault of this program: neither counts"
	case got.Kind == store.Answered:
		c.State, c.Answer = Answered, new(Answer)
		dec := json.NewDecoder(bytes.NewReader(got.Body))
		dec.DisallowUnknownFields()
		if err := dec.Decode(c.Answer); err != nil {
			return c, fmt.Errorf("an answer in the store is damaged: %w", err)
		}
	case got.Kind == store.GaveUp:
		c.State, c.Why = GaveUp, string(got.Body)
	default:
		c.State, c.Why = Faulty, string(got.Body)
	}
	return c, nil
}

// Count is how many jobs are in a state.
func (r *Report) Count(s State) int {
	n := 0
	for _, c := range r.cells() {
		if c.State == s {
			n++
		}
	}
	return n
}

// cells goes through all jobs with the pact and the row that they are of.
func (r *Report) cells() iter.Seq2[place, *Cell] {
	return func(yield func(place, *Cell) bool) {
		for i := range r.Pacts {
			p := &r.Pacts[i]
			for j := range p.Rows {
				for k := range p.Rows[j].Cells {
					if !yield(place{p, &p.Rows[j]}, &p.Rows[j].Cells[k]) {
						return
					}
				}
			}
		}
	}
}

// place is where a job belongs.
type place struct {
	pact *Looked
	row  *Row
}

// name is what a row is called within its pact.
func (r *Row) name() string {
	switch {
	case r.Called != "":
		return r.Called
	case r.Reading != "":
		return r.Reading
	case len(r.Open) > 0:
		out := ""
		for i, o := range r.Open {
			if i > 0 {
				out += ", "
			}
			out += o[0] + " is " + o[1]
		}
		return out
	}
	return "as it is written"
}

// days is a step of time.
func days(n int) string {
	if n == 1 {
		return "1 day"
	}
	return fmt.Sprintf("%d days", n)
}
