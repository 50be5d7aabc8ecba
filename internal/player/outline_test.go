package player_test

import (
	"fmt"
	"strings"

	"github.com/servanda-lang/servanda/internal/doc"
)

// outline writes blocks down, a line each, for comparing.
func outline(w *strings.Builder, blocks []doc.Block) {
	for _, b := range blocks {
		switch b := b.(type) {
		case doc.Section:
			fmt.Fprintf(w, "== %s\n", b.Title)
			outline(w, b.Blocks)
		case doc.Para:
			fmt.Fprintf(w, "%s\n", b.Text)
		case doc.Facts:
			for _, r := range b.Rows {
				fmt.Fprintf(w, "%s: %s\n", r.Name, r.Text)
			}
		case doc.List:
			for i, x := range b.Items {
				lead := "-"
				if b.Ordered {
					lead = fmt.Sprint(i + 1)
				}
				fmt.Fprintf(w, "%s %s\n", lead, x.Text)
				outline(w, x.Blocks)
			}
		case doc.Course:
			fmt.Fprintf(w, "-- %s\n", b.Intro)
			for _, s := range b.Steps {
				for _, l := range s.Lines {
					fmt.Fprintf(w, "%s: %s", s.When, l.Text)
					if len(l.Follow) > 0 {
						fmt.Fprintf(w, ": %s", strings.Join(l.Follow, "; "))
					}
					if l.Mark != "" {
						fmt.Fprintf(w, " [%s]", l.Mark)
					}
					fmt.Fprintln(w)
				}
			}
		case doc.Literal:
			fmt.Fprintln(w, b.Text)
		default:
			panic(fmt.Sprintf("a block of another kind: %T", b))
		}
	}
}
