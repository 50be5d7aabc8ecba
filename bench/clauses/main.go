// Command clauses takes each clause out of a pact in turn, and with it whatever speaks of it, and prints what the full answer
// takes with the clause and without: user CPU seconds and states. Less text is to be no dearer: what takes half as long again as
// the whole pact is marked.
//
//	go run ./bench/clauses [-runs N] PACT...
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"slices"
	"syscall"

	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/source"
	"github.com/servanda-lang/servanda/internal/syntax"
)

func main() {
	runs := flag.Int("runs", 1, "`times` that each is answered; the least counts")
	flag.Parse()
	for _, path := range flag.Args() {
		if err := clauses(path, *runs); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

func clauses(path string, runs int) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	whole, err := cost(text, runs)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	fmt.Printf("%s\n%8.2f s %12.0f states  the whole pact\n", path, whole.seconds, whole.states)
	file, _ := syntax.Parse(source.NewFile(path, text))
	for _, name := range names(file) {
		c, err := cost(without(file, name), runs)
		switch {
		case err != nil:
			fmt.Printf("%10s %12s         without %s: %v\n", "-", "-", name, err)
		case c.seconds > 1.5*whole.seconds:
			fmt.Printf("%8.2f s %12.0f states  without %s: DEARER\n", c.seconds, c.states, name)
		default:
			fmt.Printf("%8.2f s %12.0f states  without %s\n", c.seconds, c.states, name)
		}
	}
	return nil
}

// names lists the clauses of a file.
func names(file *syntax.File) []string {
	var out []string
	for _, d := range file.Decls {
		if in, ok := d.(*syntax.InstrumentDecl); ok {
			for _, c := range in.Clauses() {
				out = append(out, nameOf(c))
			}
		}
	}
	return out
}

func nameOf(n syntax.Node) string {
	switch n := n.(type) {
	case *syntax.DutyClause:
		return n.Name.Name
	case *syntax.BanClause:
		return n.Name.Name
	case *syntax.PowerClause:
		return n.Name.Name
	}
	return ""
}

// without is the text of a file without a clause, and without the least items and declarations that speak of it.
func without(file *syntax.File, name string) []byte {
	var cut []source.Span
	var visit func(n syntax.Node) bool
	speaks := func(n syntax.Node) bool {
		found := false
		syntax.Inspect(n, func(m syntax.Node) bool {
			id, ok := m.(*syntax.Ident)
			found = found || ok && id.Name == name
			return !found
		})
		return found
	}
	visit = func(n syntax.Node) bool {
		if _, block := n.(*syntax.Block); block || !speaks(n) {
			return block
		}
		_, item := n.(syntax.Item)
		if item && (nameOf(n) == name || nameOf(n) == "") {
			cut = append(cut, n.Span())
			return false
		}
		return true
	}
	for _, d := range file.Decls {
		syntax.Inspect(d, visit)
	}
	out := slices.Clone(file.Source.Text)
	for _, s := range cut {
		for i := s.Start; i < s.End; i++ {
			if out[i] != '\n' {
				out[i] = ' '
			}
		}
	}
	return out
}

// price is what an answer takes.
type price struct{ seconds, states float64 }

func cost(text []byte, runs int) (least price, err error) {
	r := load.Source("in.pact", text)
	if r.Pact == nil {
		return price{}, fmt.Errorf("it does not compile")
	}
	for i := range runs {
		before := userSeconds()
		a, err := inquiry.Check(context.Background(), r.Pact, inquiry.Query{Workers: 2})
		if err != nil {
			return price{}, err
		}
		if s := userSeconds() - before; i == 0 || s < least.seconds {
			least = price{s, a.States()}
		}
	}
	return least, nil
}

// userSeconds is the processor time that the process has taken.
func userSeconds() float64 {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		panic(err)
	}
	return float64(used.Utime.Sec) + float64(used.Utime.Usec)/1e6
}
