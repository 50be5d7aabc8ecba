package export

import (
	"fmt"
	"io"
	"strings"

	"github.com/servanda-lang/servanda/internal/program"
	"github.com/servanda-lang/servanda/model"
)

// page writes lines, the deeper ones indented. The first error of the writer is kept.
type page struct {
	w     io.Writer
	depth int
	err   error
}

func (p *page) line(format string, args ...any) {
	if p.err != nil {
		return
	}
	text := fmt.Sprintf(format, args...)
	if text != "" && !strings.HasPrefix(text, "#") {
		text = strings.Repeat("  ", p.depth) + text
	}
	_, p.err = io.WriteString(p.w, text+"\n")
}

// inside writes what body writes one step deeper.
func (p *page) inside(body func()) {
	p.depth++
	body()
	p.depth--
}

// harmless makes words fit for a comment of the other language: one line, nothing that ends a comment or
// continues a line, and no backslash.
func harmless(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	return strings.NewReplacer("*/", "* /", "/*", "/ *", "(*", "( *", "*)", "* )", "\\", "/", "\"", "'").Replace(s)
}

// actorNames lists the names of a set of actors.
func actorNames(f *program.Frame, set model.ActorSet) []string {
	var out []string
	for _, id := range set.IDs() {
		out = append(out, f.Pact.Actors[id].Name)
	}
	return out
}
