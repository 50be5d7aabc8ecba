package assistant

import (
	"fmt"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/format"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/source"
)

// formatIn is what format takes.
type formatIn struct{ Given }

func init() {
	offer("format", "Write a pact in canonical form", "Gives the text of a pact in its one canonical form; nothing is written anywhere, and nothing is checked but whether it can be read.", canonical)
}

func canonical(c *call, in formatIn) (*Answer, error) {
	at, err := c.find(in.Given)
	if err != nil {
		return nil, err
	}
	text, err := load.ReadFileIn(at.tree, at.file)
	if err != nil {
		return nil, at.unread(err)
	}
	if most := textRoom(c.Bytes); len(text) > most {
		return &Answer{Status: Inconclusive, Why: fmt.Sprintf("the text is larger than the %d kB that may be read", most>>10)}, nil
	}
	a := &Answer{Status: OK, Pact: diag.Visible(at.shown)}
	out, ds := format.Source(source.NewFile(at.shown, text))
	if a.diagnosed(ds); diag.HasErrors(ds) {
		a.Status, a.Why = Unavailable, "the text does not compile; what is wrong stands below"
		return a, nil
	}
	a.add(doc.Literal{Text: string(out), Of: "pact"})
	return a, nil
}
