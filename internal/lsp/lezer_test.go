package lsp

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/format"
	"github.com/servanda-lang/servanda/internal/source"
	"github.com/servanda-lang/servanda/internal/syntax"
)

const lezerDir = "../../editors/lezer"

// lezerNode is a node of a tree: what it is called and what it spans.
type lezerNode struct {
	Name     string
	From, To int
}

// lezerSays is what the Lezer grammar makes of a text.
type lezerSays struct {
	Words []struct {
		From, To int
		Family   string
	}
	Nodes   []lezerNode
	Errors  []int
	Indents []*int
	Folds   []bool
}

// families gives to each byte of a text the family it is coloured as.
func (s lezerSays) families(text string) []string {
	out := make([]string, len(text))
	for _, w := range s.Words {
		for i := w.From; i < w.To; i++ {
			out[i] = w.Family
		}
	}
	return out
}

// node is the program node, with what the grammar needs beside it; without these a test is skipped.
func node(t *testing.T) string {
	t.Helper()
	path, err := exec.LookPath("node")
	if err != nil {
		t.Skip("there is no node to run the grammar with")
	}
	if _, err := os.Stat(filepath.Join(lezerDir, "node_modules")); err != nil {
		t.Skip("the grammar's modules are not there: npm ci in editors/lezer")
	}
	return path
}

// lezer asks the Lezer grammar about texts.
func lezer(t *testing.T, texts []string) []lezerSays {
	t.Helper()
	in, err := json.Marshal(texts)
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(node(t), "test/read.js")
	c.Dir, c.Stdin, c.Stderr = lezerDir, bytes.NewReader(in), os.Stderr
	out, err := c.Output()
	if err != nil {
		t.Fatal(err)
	}
	var says []lezerSays
	if err := json.Unmarshal(out, &says); err != nil {
		t.Fatal(err)
	}
	if len(says) != len(texts) {
		t.Fatalf("%d answers to %d texts", len(says), len(texts))
	}
	return says
}

// sound are the pacts in which the parser finds no error, in letters of one byte, with their trees.
func sound(t *testing.T) (names, texts []string, trees []*syntax.File) {
	t.Helper()
	all := pacts(t)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		text := bytesOnly(all[name])
		f, ds := syntax.Parse(source.NewFile(name, []byte(text)))
		if !diag.HasErrors(ds) {
			names, texts, trees = append(names, name), append(texts, text), append(trees, f)
		}
	}
	return names, texts, trees
}

// nodesOf are the nodes of a tree that both parsers have.
func nodesOf(f *syntax.File) []lezerNode {
	var out []lezerNode
	syntax.Inspect(f, func(n syntax.Node) bool {
		switch n.(type) {
		case *syntax.File, *syntax.Ident, *syntax.Word, *syntax.String, *syntax.Number, *syntax.Date:
		default:
			out = append(out, lezerNode{reflect.TypeOf(n).Elem().Name(), n.Span().Start, n.Span().End})
		}
		return true
	})
	return out
}

// Where the parser finds no error the Lezer grammar finds none, and has the same declarations, clauses, items and conditions
// at the same places.
func TestLezerHasTheTreeOfTheParser(t *testing.T) {
	names, texts, trees := sound(t)
	for i, says := range lezer(t, texts) {
		for _, at := range says.Errors {
			t.Errorf("%s: an error at %v: %.40q", names[i], trees[i].Source.Position(at), texts[i][at:])
		}
		if d := cmp.Diff(inOrder(nodesOf(trees[i])), inOrder(says.Nodes)); d != "" {
			t.Errorf("%s (-parser +grammar):\n%s", names[i], d)
		}
	}
}

// inOrder puts nodes in the order in which they begin, those around others first.
func inOrder(nodes []lezerNode) []lezerNode {
	slices.SortFunc(nodes, func(a, b lezerNode) int {
		if a.From != b.From {
			return a.From - b.From
		}
		if a.To != b.To {
			return b.To - a.To
		}
		return strings.Compare(a.Name, b.Name)
	})
	return nodes
}

// The Lezer grammar says of every token what the parser says.
func TestLezerAgreesWithTheParser(t *testing.T) {
	names, texts, trees := sound(t)
	for i, says := range lezer(t, texts) {
		got, words := says.families(texts[i]), wordsOf(trees[i], nil)
		for _, tok := range trees[i].Tokens {
			if tok.Kind == syntax.KindSpace || tok.Kind == syntax.KindEOF || tok.Kind == syntax.KindMark {
				continue
			}
			want := wanted(tok, words)
			for at := tok.Start; at < tok.End; at++ {
				if got[at] != want {
					t.Errorf("%s:%v: %q is %s, in the grammar %q", names[i], trees[i].Source.Position(tok.Start), texts[i][tok.Start:tok.End], want, got[at])
					break
				}
			}
		}
	}
}

// No word that cannot be a name is taken for one.
func TestLezerKnowsTheReservedWords(t *testing.T) {
	reserved := syntax.ReservedWords()
	var texts []string
	for _, w := range reserved {
		texts = append(texts, "party "+w, "act give by "+w+" { }", "instrument i { between "+w+" }")
	}
	for i, says := range lezer(t, texts) {
		w := reserved[i/3]
		at := strings.LastIndex(texts[i], " "+w+" ") + 1
		if at == 0 {
			at = len(texts[i]) - len(w)
		}
		if got := says.families(texts[i])[at]; got == "variable" || len(says.Errors) == 0 {
			t.Errorf("%q: %s is %q, with %d errors", texts[i], w, got, len(says.Errors))
		}
	}
}

// Lines are indented as they are written in canonical form, and what has its end on another line can be folded.
func TestLezerIndentsAndFolds(t *testing.T) {
	_, texts, _ := sound(t)
	for i, text := range texts {
		out, _ := format.Source(source.NewFile("x.pact", []byte(text)))
		texts[i] = string(out)
	}
	for i, says := range lezer(t, texts) {
		f, _ := syntax.Parse(source.NewFile("x.pact", []byte(texts[i])))
		folds := map[int]bool{}
		syntax.Inspect(f, func(n syntax.Node) bool {
			if b := syntax.BlockOf(n); b != nil && !b.OneLine {
				folds[f.Source.Position(b.Span().Start).Line] = true
			}
			return true
		})
		for n, line := range strings.Split(texts[i], "\n") {
			if got := says.Folds[n]; got != folds[n+1] {
				t.Errorf("line %d folds: %v\n%s", n+1, got, line)
			}
			if strings.TrimSpace(line) == "" {
				continue
			}
			want := len(line) - len(strings.TrimLeft(line, " "))
			if deepest := 60; want >= deepest {
				continue // nobody writes so deep, and the formatter stops there
			}
			if got := says.Indents[n]; got == nil || *got != want {
				t.Errorf("line %d is to be indented by %s:\n%s", n+1, shown(got), line)
			}
		}
	}
}

func shown(n *int) string {
	if n == nil {
		return "nothing that is known"
	}
	return fmt.Sprint(*n)
}

// What the grammar was generated into stands beside it.
func TestLezerParserIsGenerated(t *testing.T) {
	out := filepath.Join(t.TempDir(), "parser.js")
	c := exec.Command(node(t), "node_modules/@lezer/generator/src/lezer-generator.cjs", "src/pact.grammar", "-o", out)
	c.Dir = lezerDir
	if said, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	for _, name := range []string{"parser.js", "parser.terms.js"} {
		want, err := os.ReadFile(filepath.Join(filepath.Dir(out), name))
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(filepath.Join(lezerDir, "src", name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is not what the grammar is generated into: npm run generate", name)
		}
	}
}

// Where a word is left out the Lezer grammar finds an error if the parser does, and none if it does not.
func TestLezerFindsTheErrorsOfTheParser(t *testing.T) {
	whole, err := os.ReadFile("../testkit/sample/everything.pact")
	if err != nil {
		t.Fatal(err)
	}
	f, _ := syntax.Parse(source.NewFile("everything.pact", whole))
	var texts []string
	for _, tok := range f.Tokens {
		if !tok.Trivia() && tok.Kind != syntax.KindEOF {
			texts = append(texts, string(whole[:tok.Start])+string(whole[tok.End:]))
		}
	}
	for i, says := range lezer(t, texts) {
		_, ds := syntax.Parse(source.NewFile("x.pact", []byte(texts[i])))
		some := diag.HasErrors(ds)
		ds = slices.DeleteFunc(ds, func(d diag.Diagnostic) bool { return beyondGrammar(d, texts[i]) })
		if found := len(says.Errors) > 0; found && !some || !found && diag.HasErrors(ds) {
			t.Errorf("%d errors, by the parser %v:\n%s", len(says.Errors), ds, texts[i])
		}
	}
}

// beyondGrammar reports whether a diagnostic is of what no grammar says: that a block lacks its main sentence or has it twice, that a
// citation belongs to nothing, or that a unit by itself is no length of time, though an open point might be called so.
func beyondGrammar(d diag.Diagnostic, text string) bool {
	unit := d.Code == "P013" && slices.Contains(syntax.UnitWords(), text[d.Span.Start:d.Span.End])
	return unit || slices.Contains([]diag.Code{"P017", "P018", "P023"}, d.Code)
}
