package assistant

import (
	"errors"
	"fmt"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/doc"
)

// readIn is what read takes.
type readIn struct {
	Name string `json:"name" jsonschema:"a name from list, such as docs/drafting.md or library/budapest-1994/budapest-1994.pact"`
}

func init() {
	offer("list", "List what can be read", "Lists the pages on the language and on drafting, the pacts of the library (real agreements) with the parts that they use, and the examples (small pacts in pairs, each flaw with its repair).", list)
	offer("read", "Read a page or a pact of the library", "Gives the text of a page or a pact that list names. Read docs/drafting.md before you draft.", read)
}

func list(*call, struct{}) (*Answer, error) {
	var rows []doc.Fact
	for _, x := range shelf() {
		rows = append(rows, doc.Fact{Name: x.name, Text: doc.T(x.title)})
	}
	a := &Answer{Status: OK}
	a.add(doc.Facts{Rows: rows})
	return a, nil
}

func read(_ *call, in readIn) (*Answer, error) {
	if in.Name == "" {
		return nil, errors.New("give a name from list")
	}
	x := onShelf(in.Name)
	if x == nil {
		return nil, fmt.Errorf("there is no %s%s", diag.Visible(in.Name), diag.DidYouMean(in.Name, names(shelf())))
	}
	a := &Answer{Status: OK, Pact: x.name}
	if !x.pact {
		a.Pact, a.Text = "", x.text
	} else {
		a.add(doc.Literal{Text: x.text, Of: "pact"})
	}
	return a, nil
}
