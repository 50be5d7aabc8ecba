package brief

import (
	"strings"

	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/form"
)

// One sheet of A4 takes so many lines of so many columns.
const (
	Lines   = 60
	Columns = 90
)

// In Word letters are of different widths, and there is more room around headings and items: what is laid out for a few columns less
// and leaves a few lines free is one page there too.
const (
	fitLines   = Lines - 4
	fitColumns = Columns - 4
)

// least is what stands on the sheet in any case, as far as there is so much.
var least = room{leads: 1, hangs: 1, mends: 1, asks: 1}

// wider are the ways to give a part more room, in the order in which they are tried again and again.
var wider = []func(*room){
	func(r *room) { r.leads++ }, func(r *room) { r.hangs++ }, func(r *room) { r.mends++ }, func(r *room) { r.asks++ },
}

// most is how often.
const most = 5

// Document is the note as something to read, with as much of it as one sheet has room for: each part in turn is given more room
// as long as all of it fits.
func (n *Note) Document() (doc.Document, error) {
	r := least
	d := n.document(r)
	for range most {
		for _, widen := range wider {
			more := r
			widen(&more)
			longer := n.document(more)
			lines, err := length(longer)
			if err != nil {
				return d, err
			}
			if lines <= fitLines {
				r, d = more, longer
			}
		}
	}
	return d, nil
}

// length is how many lines a document takes that is to fit.
func length(d doc.Document) (int, error) {
	var b strings.Builder
	err := form.Text(&b, d, form.Style{Width: fitColumns})
	return strings.Count(b.String(), "\n"), err
}
