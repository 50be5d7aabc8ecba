package wire

import (
	"encoding/json"
	"time"

	"github.com/servanda-lang/servanda/internal/ledger"
)

// Receipt says where a statement stands. It is given once that is on the disk.
type Receipt struct {
	Entry    int64     `json:"entry" doc:"the number of the entry in the ledger, from 0"`
	ID       string    `json:"id" doc:"the id that its reporter gave it"`
	Recorded time.Time `json:"recorded" doc:"when the ledger took it"`
	New      bool      `json:"new" doc:"false if it stood there already"`
	Proof    string    `json:"proof,omitempty" doc:"the proof that the entry is under a checkpoint (C2SP tlog-proof), if the log has signed one"`
}

// Receipts is the answer to events.
type Receipts struct {
	Receipts []Receipt `json:"receipts"`
}

// Text says that a text was handed in.
type Text struct {
	Digest string `json:"digest" doc:"that of the text"`
	Entry  int64  `json:"entry" doc:"the entry that names it"`
	New    bool   `json:"new" doc:"false if it was there already"`
}

// Entry is an entry of the ledger with who made it and when.
type Entry struct {
	Entry    int64           `json:"entry"`
	Kind     string          `json:"kind"`
	ID       string          `json:"id"`
	Reporter string          `json:"reporter"`
	Key      string          `json:"key"`
	Claimed  time.Time       `json:"claimed"`
	Recorded time.Time       `json:"recorded"`
	Event    json.RawMessage `json:"event"`
}

// EntryOf is the form of an entry for machines.
func EntryOf(n int64, e *ledger.Entry) Entry {
	return Entry{n, e.Kind, e.ID, e.Reporter.Name, e.Reporter.String(), e.Claimed, e.Recorded, e.Line}
}

// Problem is what went wrong (RFC 9457), in plain words.
type Problem struct {
	Title  string `json:"title" doc:"what went wrong"`
	Status int    `json:"status" doc:"the status of the answer"`
	Detail string `json:"detail,omitempty" doc:"what went wrong this time"`
	Mend   string `json:"mend,omitempty" doc:"what would mend it"`
	Which  *int   `json:"event,omitempty" doc:"which of the events of the request it is about, from 0"`
	Entry  *int64 `json:"entry,omitempty" doc:"the entry that stands against it"`
}

// ProblemType is the content type of problems.
const ProblemType = "application/problem+json"

func (p *Problem) Error() string {
	out := p.Title
	if p.Detail != "" {
		out = p.Detail
	}
	if p.Mend != "" {
		out += "; " + p.Mend
	}
	return out
}

// GetStatus is the status of the answer.
func (p *Problem) GetStatus() int { return p.Status }

// ContentType is that of problems, in the place of that of JSON.
func (p *Problem) ContentType(string) string { return ProblemType }
