package dashboard

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/record"
	"github.com/servanda-lang/servanda/internal/server"
	"github.com/servanda-lang/servanda/internal/words"
	"golang.org/x/mod/sumdb/tlog"
)

// listed is how many entries a page lists.
const listed = 50

// record lists entries, the newest first.
func (d *Dashboard) record(r *http.Request) (*page, error) {
	size, err := d.s.Store().Size(r.Context())
	if err != nil {
		return nil, err
	}
	to := size
	if n, err := strconv.ParseInt(r.URL.Query().Get("before"), 10, 64); err == nil && n >= 0 && n < size {
		to = n
	}
	from := max(0, to-listed)
	entries, err := d.entries(r.Context(), from, int(to-from))
	if err != nil {
		return nil, err
	}
	out := doc.Document{Title: doc.T("The record"), Under: []doc.Text{doc.T("What was reported, by whom, and when it was recorded. That it was reported does not make it true."),
		doc.In(doc.Aside, fmt.Sprintf("Entries %d to %d of %d, counted from 0, the newest first.", from, max(0, to-1), size))}}
	var list doc.List
	for i := len(entries) - 1; i >= 0; i-- {
		n, e := from+int64(i), &entries[i]
		list.Items = append(list.Items, doc.Item{Text: doc.Text{{Text: fmt.Sprintf("Entry %d", n), To: fmt.Sprintf("/record/%d", n)}, {Text: ": " + said(e) + " "}, {Text: "(" + e.Reporter.Name + ", recorded " + moment(e.Recorded) + ")", Tone: doc.Aside}}})
	}
	if len(list.Items) > 0 {
		out.Blocks = append(out.Blocks, list)
	}
	var ways doc.List
	if from > 0 {
		ways.Items = append(ways.Items, doc.Item{Text: doc.Text{{Text: "Earlier entries", To: fmt.Sprintf("/record?before=%d", from)}}})
	}
	if to < size {
		ways.Items = append(ways.Items, doc.Item{Text: doc.Text{{Text: "Newer entries", To: fmt.Sprintf("/record?before=%d", min(size, to+listed))}}})
	}
	ways.Items = append(ways.Items, doc.Item{Text: doc.Text{{Text: "The whole record, to be verified by yourself", To: "/v1/export"}, {Text: " (a tar file: servanda ledger verify reads the folder in it)"}}},
		doc.Item{Text: doc.Text{{Text: "The newest checkpoint", To: "/checkpoint"}}}, doc.Item{Text: doc.Text{{Text: "Check a receipt", To: "/receipt"}}})
	out.Blocks = append(out.Blocks, ways)
	return &page{Document: out, At: "/record"}, nil
}

// entries reads entries of the ledger.
func (d *Dashboard) entries(ctx context.Context, from int64, n int) ([]ledger.Entry, error) {
	if n == 0 {
		return nil, nil
	}
	rows, err := d.s.Store().Rows(ctx, from, n)
	if err != nil {
		return nil, err
	}
	out := make([]ledger.Entry, len(rows))
	for i, row := range rows {
		if out[i], err = ledger.ParseEntry(row.Data); err != nil {
			return nil, &ledger.Broken{Entry: from + int64(i), What: "it is damaged"}
		}
	}
	return out, nil
}

// said is what an entry says, in a line.
func said(e *ledger.Entry) string {
	if e.Kind == "event" {
		if x, err := record.ParseLine(e.Line); err == nil {
			return event(&x)
		}
		return "an event that cannot be read"
	}
	var about struct{ Key, Role, Pact, Digest string }
	if json.Unmarshal(e.Line, &about) != nil {
		return e.Kind
	}
	name, _, _ := strings.Cut(about.Key, "+")
	switch e.Kind {
	case ledger.KindAdmit:
		role, err := ledger.ParseRole(about.Role)
		if about.Role == "" {
			role, err = ledger.RoleParty, nil
		}
		if err == nil {
			return name + " is admitted as " + role.Said()
		}
	case ledger.KindRetire:
		return name + " is retired"
	case "pact":
		return "the record is about the text " + about.Pact + " (" + about.Digest + ")"
	case "amendment":
		return "the text is amended: " + about.Pact + " (" + about.Digest + ")"
	}
	return e.Kind
}

// event is what an event says, in a line.
func event(x *record.Event) string {
	var parts []string
	if x.When.IsSet() {
		parts = append(parts, x.When.Text+":")
	}
	if k := x.Kind.String(); x.Kind != record.Happened && k != "" {
		parts = append(parts, "("+words.Spaced(k)+")")
	}
	for _, s := range []string{x.Actor, x.Move, x.Point, x.Value} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	if x.Of != "" {
		parts = append(parts, "of "+x.Of)
	}
	if x.Note != "" {
		parts = append(parts, "– "+x.Note)
	}
	return strings.Join(parts, " ")
}

func moment(t time.Time) string { return t.UTC().Format("2 Jan 2006, 15:04:05 UTC") }

// entry is one entry, letter by letter, with its proof.
func (d *Dashboard) entry(r *http.Request) (*page, error) {
	n, err := strconv.ParseInt(r.PathValue("entry"), 10, 64)
	if err != nil || n < 0 {
		return nil, server.Missing("entries have numbers, from 0")
	}
	all, err := d.entries(r.Context(), n, 1)
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return nil, server.Missing(fmt.Sprintf("there is no entry %d", n))
	}
	e := &all[0]
	out := doc.Document{Title: doc.T(fmt.Sprintf("Entry %d", n)), Under: []doc.Text{doc.T(said(e))}, Blocks: []doc.Block{
		doc.Facts{Rows: []doc.Fact{
			{Name: "Who says so", Text: doc.T(e.Reporter.Name + ", with the key ").With(doc.Span{Text: e.Reporter.String(), Tone: doc.Name})},
			{Name: "Kind and id", Text: doc.In(doc.Name, e.Kind+" "+e.ID)},
			{Name: "Said, as its reporter gives it", Text: doc.T(moment(e.Claimed))},
			{Name: "Recorded", Text: doc.T(moment(e.Recorded))},
		}},
		doc.Section{ID: "letters", Title: doc.T("What was signed"), Blocks: []doc.Block{doc.Literal{Text: string(e.Line), Of: "json"}}},
		doc.Section{ID: "proof", Title: doc.T("Its proof"), Blocks: []doc.Block{
			doc.Para{Text: doc.Text{{Text: "The proof that this entry is in the record", To: fmt.Sprintf("/v1/entries/%d/proof", n)}, {Text: " stands by itself. Keep it, and check it with the key of the log that you have from elsewhere:"}}},
			doc.Literal{Text: "servanda ledger verify FILE.tlog-proof --log log.key.pub", Of: "shell"},
		}},
	}}
	return &page{Document: out, At: "/record"}, nil
}

// receipt asks for a receipt to be checked.
func (d *Dashboard) receipt(*http.Request) (*page, error) {
	return &page{Document: doc.Document{Title: doc.T("Check a receipt"), Under: []doc.Text{doc.T(receiptNote)}}, At: "/record", Form: "receipt"}, nil
}

const receiptNote = "This page says whether the record that this server has still holds what a receipt proves. That the server tells the truth about it only your own machine shows: servanda ledger verify."

// checkReceipt holds a receipt to the key of the log, and the record to the receipt.
func (d *Dashboard) checkReceipt(r *http.Request) (*page, error) {
	if err := d.ours(r); err != nil {
		return nil, err
	}
	p, err := ledger.ParseProof([]byte(strings.ReplaceAll(r.PostFormValue("proof"), "\r\n", "\n")))
	if err != nil {
		return nil, server.Problem(http.StatusUnprocessableEntity, "This is no receipt", err.Error(), "paste the whole text, from its first line to its last")
	}
	var rows []doc.Fact
	tell := func(name, good, bad string, ok bool) {
		f := doc.Fact{Name: name, Text: doc.T(good), Tone: doc.Good}
		if !ok {
			f.Text, f.Tone = doc.T(bad), doc.Grave
		}
		rows = append(rows, f)
	}
	e, under, err := p.Check(d.s.Store().LogKey())
	tell("By itself", "it holds: its entry is signed by its reporter, and is under a checkpoint that this log has signed", fmt.Sprintf("it does not hold: %v", err), err == nil)
	if err == nil {
		rows = append(rows, doc.Fact{Name: "Its entry", Text: doc.Text{{Text: fmt.Sprintf("%d, by %s: %s", p.Index, e.Reporter.Name, said(e)), To: fmt.Sprintf("/record/%d", p.Index)}}},
			doc.Fact{Name: "Its checkpoint", Text: doc.T("of " + count(under.Size, "entry", "entries"))})
		same, err := d.holds(r.Context(), under)
		if err != nil {
			return nil, err
		}
		tell("This record", "goes on from that checkpoint: nothing that was under it has been changed", "does not go on from that checkpoint: it was forked or rolled back. Keep the receipt, and show it to the witnesses", same)
	}
	return &page{Document: doc.Document{Title: doc.T("Check a receipt"), Under: []doc.Text{doc.T(receiptNote)}, Blocks: []doc.Block{doc.Facts{Rows: rows}}}, At: "/record", Form: "receipt"}, nil
}

// holds reports whether the record has the tree of a checkpoint within it.
func (d *Dashboard) holds(ctx context.Context, c *ledger.Checkpoint) (bool, error) {
	size, err := d.s.Store().Size(ctx)
	if err != nil || c.Size > size {
		return false, err
	}
	root, err := tlog.TreeHash(c.Size, d.s.Store().Hashes(ctx))
	return root == c.Root, err
}
