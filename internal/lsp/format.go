package lsp

import (
	"bytes"
	"context"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/format"
	"github.com/servanda-lang/servanda/internal/lsp/protocol"
	"github.com/servanda-lang/servanda/internal/source"
)

// formatting gives the edits that make a document canonical: none if it does not parse. Lines end as they do in the document, which
// is for the editor to say.
func formatting(_ context.Context, now *snapshot, p protocol.DocumentParams) ([]protocol.TextEdit, error) {
	d := now.docs[p.TextDocument.URI]
	if d == nil {
		return nil, errNotOpen
	}
	done, ds := format.Source(source.NewFile(d.path, d.text))
	if diag.HasErrors(ds) {
		return nil, nil
	}
	if bytes.Contains(d.text, []byte("\r\n")) {
		done = bytes.ReplaceAll(done, []byte("\n"), []byte("\r\n"))
	}
	return d.lineEdits(done, now.enc), nil
}

// lineEdits are the edits, of whole lines, that make another text of a document; lines that stay are not touched.
func (d *document) lineEdits(to []byte, e encoding) []protocol.TextEdit {
	old, new := bytes.SplitAfter(d.text, []byte("\n")), bytes.SplitAfter(to, []byte("\n"))
	var out []protocol.TextEdit
	at := 0
	for _, h := range hunks(old, new) {
		start := at + size(old[h.at:h.oldFrom])
		end := start + size(old[h.oldFrom:h.oldTo])
		text := bytes.Join(new[h.newFrom:h.newTo], nil)
		out = append(out, protocol.TextEdit{Range: d.span(start, end, e), NewText: string(text)})
		at = end
	}
	return out
}

func size(list [][]byte) int {
	n := 0
	for _, l := range list {
		n += len(l)
	}
	return n
}

// hunk says that some lines become others; at is where the last hunk ended.
type hunk struct{ at, oldFrom, oldTo, newFrom, newTo int }

// ahead is how many lines are looked at to find where two texts come together again.
const ahead = 60

// hunks finds where two texts differ: from the first different line on to the nearest lines that are the same again.
func hunks(old, new [][]byte) []hunk {
	var out []hunk
	at := 0
	for i, j := 0, 0; i < len(old) || j < len(new); {
		if i < len(old) && j < len(new) && bytes.Equal(old[i], new[j]) {
			i, j = i+1, j+1
			continue
		}
		a, b := meet(old[i:], new[j:])
		out = append(out, hunk{at, i, i + a, j, j + b})
		i, j = i+a, j+b
		at = i
	}
	return out
}

// meet is how many lines to pass over on both sides until a line is the same; all of them if none near is.
func meet(old, new [][]byte) (a, b int) {
	for sum := 1; sum <= 2*ahead; sum++ {
		for a := max(0, sum-len(new)); a <= min(sum, len(old)); a++ {
			b := sum - a
			if b > len(new) || a == len(old) != (b == len(new)) {
				continue
			}
			if a == len(old) || bytes.Equal(old[a], new[b]) && len(bytes.TrimSpace(old[a])) > 0 {
				return a, b
			}
		}
	}
	return len(old), len(new)
}
