package server

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"strings"
	"sync"

	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/ledger/store"
	"github.com/servanda-lang/servanda/internal/record"
)

const (
	digestPrefix = "sha256:"
	digestDigits = 64
)

// digestOf is a digest in the one form that it has here; "" if it is none.
func digestOf(said string) string {
	digits := strings.ToLower(strings.TrimPrefix(strings.TrimSpace(said), digestPrefix))
	if _, err := hex.DecodeString(digits); err != nil || len(digits) != digestDigits {
		return ""
	}
	return digestPrefix + digits
}

// naming knows which entries say which text is in force. It looks at each entry once.
type naming struct {
	mu     sync.Mutex
	roster *ledger.Roster
	next   int64
	all    []named
}

// named is what one entry says.
type named struct {
	entry  int64
	digest string
}

// of is what the first entries of a ledger say; nil if they say nothing.
func (n *naming) of(ctx context.Context, st *store.Store, size int64) (*named, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.roster == nil {
		n.roster = ledger.NewRoster(st.LogKey())
	}
	for n.next < size {
		if err := n.read(ctx, st, size); err != nil {
			return nil, err
		}
	}
	for i := len(n.all) - 1; i >= 0; i-- {
		if n.all[i].entry < size {
			return &n.all[i], nil
		}
	}
	return nil, nil
}

// read looks at some more entries.
func (n *naming) read(ctx context.Context, st *store.Store, size int64) error {
	rows, err := st.Rows(ctx, n.next, int(min(rowsRead, size-n.next)))
	if err == nil && len(rows) == 0 {
		err = &ledger.Broken{Entry: n.next, What: "it is gone since it was read a moment ago"}
	}
	if err != nil {
		return err
	}
	for _, row := range rows {
		e, err := parse(n.next, row.Data)
		if err == nil {
			err = n.roster.Take(e.Statement)
		}
		if err != nil {
			return &ledger.Broken{Entry: n.next, What: err.Error()}
		}
		if isText(e.Kind) && mayBe(n.roster.Role(e.Reporter), SayText) {
			if says := nameIn(e); says != "" {
				n.all = append(n.all, named{n.next, says})
			}
		}
		n.next++
	}
	return nil
}

// nameIn is the digest of the text that an entry names, one of the ledger or an amendment in the log; "" if it names none.
func nameIn(e *ledger.Entry) string {
	says := ""
	switch {
	case isText(e.Kind):
		var line struct {
			Digest string `json:"digest"`
		}
		if json.Unmarshal(e.Line, &line) == nil {
			says = line.Digest
		}
	case e.Kind == kindEvent:
		if x, err := record.ParseLine(e.Line); err == nil && x.Kind == record.Amendment {
			says = x.Digest
		}
	}
	if digest := digestOf(says); digest != "" {
		return digest
	}
	return says
}
