package campaign

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/campaign/store"
	"github.com/servanda-lang/servanda/internal/doc"
)

// StatusSchema names the form of the JSON of a status.
const StatusSchema = "servanda.campaign.status/1"

// Status is how far a campaign is.
type Status struct {
	Schema   string    `json:"schema"`
	Campaign string    `json:"campaign"`
	About    About     `json:"about"`
	Jobs     int       `json:"jobs"`
	Answered int       `json:"answered"`
	GaveUp   int       `json:"gave_up"`
	Faults   int       `json:"faults"`
	Differ   int       `json:"two_answers"`
	NotDone  int       `json:"not_done"`
	Cannot   int       `json:"cannot_be"`
	AtHand   []Working `json:"at_hand"`
	Waiting  []Queued  `json:"waiting"`
	Bytes    int64     `json:"bytes"`
}

// Working is a job at hand, of this campaign or another of the store.
type Working struct {
	Job    string `json:"job"`
	Worker string `json:"worker"`
	Tries  int    `json:"tries"`
	Alive  bool   `json:"alive"`
}

// Queued are jobs that wait for workers of a program.
type Queued struct {
	Queue string `json:"queue"`
	Jobs  int    `json:"jobs"`
	Other bool   `json:"other"` // than the program of this campaign
}

// StatusOf makes a status of what the store counts.
func StatusOf(c *store.Campaign, st store.Standing, bytes int64) (*Status, error) {
	s := &Status{
		Schema: StatusSchema, Campaign: c.ID, Jobs: st.Parts, Answered: st.Answered, GaveUp: st.GaveUp, Faults: st.Faults, Differ: st.Differ,
		NotDone: st.Missing, Cannot: st.Cannot, AtHand: []Working{}, Waiting: []Queued{}, Bytes: bytes,
	}
	if err := json.Unmarshal([]byte(c.About), &s.About); err != nil {
		return nil, fmt.Errorf("the campaign in the store is damaged: %w", err)
	}
	for _, a := range st.AtHand {
		s.AtHand = append(s.AtHand, Working(a))
	}
	for _, q := range slices.Sorted(maps.Keys(st.Queues)) {
		s.Waiting = append(s.Waiting, Queued{q, st.Queues[q], q != Queue(s.About.Meaning)})
	}
	return s, nil
}

// Document is the status as something to read.
func (s *Status) Document() doc.Document {
	steps := strings.Join(s.About.Ticks, ", ")
	f := doc.Facts{Rows: []doc.Fact{
		{Name: "Pacts", Text: doc.T(fmt.Sprint(s.About.Pacts))},
		{Name: "Readings", Text: doc.T(strings.Join(s.About.Readings, ", "))},
		{Name: "Steps", Text: doc.T(steps)},
		{Name: "Answered", Text: doc.T(jobs(s.Answered))},
	}}
	for _, x := range []struct {
		name string
		n    int
		tone doc.Tone
	}{{"Gave up", s.GaveUp, doc.Uncertain}, {"Ended by a fault of this program", s.Faults, doc.Grave}, {"Answered twice, and otherwise", s.Differ, doc.Grave},
		{"Not done", s.NotDone, doc.Uncertain}, {"Cannot be asked", s.Cannot, doc.Aside}} {
		if x.n > 0 {
			f.Rows = append(f.Rows, doc.Fact{Name: x.name, Text: doc.T(jobs(x.n)), Tone: x.tone})
		}
	}
	for _, q := range s.Waiting {
		text := jobs(q.Jobs)
		if q.Other {
			text += ", for workers of another program than that of this campaign"
		}
		f.Rows = append(f.Rows, doc.Fact{Name: "Waiting in the store", Text: doc.T(text)})
	}
	for _, a := range s.AtHand {
		text := a.Worker
		if a.Tries > 1 {
			text += fmt.Sprintf(", begun %d times", a.Tries)
		}
		if !a.Alive {
			text += ", which has not been heard of"
		}
		f.Rows = append(f.Rows, doc.Fact{Name: "At hand", Text: doc.T(text)})
	}
	f.Rows = append(f.Rows, doc.Fact{Name: "By", Text: doc.T(s.About.Meaning)}, doc.Fact{Name: "The store takes", Text: doc.T(size(s.Bytes))})
	return doc.Document{Title: doc.T("Campaign " + s.Campaign), Blocks: []doc.Block{f}}
}

func size(bytes int64) string {
	switch {
	case bytes < 1_000_000:
		return fmt.Sprintf("%d kB", bytes/1000)
	case bytes < 1_000_000_000:
		return fmt.Sprintf("%d MB", bytes/1_000_000)
	}
	return fmt.Sprintf("%.1f GB", float64(bytes)/1e9)
}
