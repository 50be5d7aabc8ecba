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

// rooms are tried from the widest to the narrowest; the last is taken in any case.
var rooms = []room{{5, 6, 6, 6}, {4, 6, 5, 6}, {4, 5, 4, 5}, {3, 5, 4, 5}, {3, 4, 3, 5}, {3, 4, 3, 4}, {3, 3, 3, 3}, {2, 3, 2, 3}, {2, 2, 2, 2}, {1, 2, 1, 2}, {1, 1, 1, 1}}

// Document is the note as something to read, with as much of it as one sheet has room for. File is what the pact is called in commands.
func (n *Note) Document(file string) (doc.Document, error) {
	var d doc.Document
	for _, r := range rooms {
		d = n.document(file, r)
		lines, err := length(d)
		if err != nil || lines <= Lines {
			return d, err
		}
	}
	return d, nil
}

// length is how many lines a document takes.
func length(d doc.Document) (int, error) {
	var b strings.Builder
	err := form.Text(&b, d, form.Style{Width: Columns})
	return strings.Count(b.String(), "\n"), err
}
