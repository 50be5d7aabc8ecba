package lsp

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dlclark/regexp2"
	"golang.org/x/tools/txtar"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/source"
	"github.com/servanda-lang/servanda/internal/syntax"
)

// grammar is a TextMate grammar (https://macromates.com/manual/en/language_grammars), as far as ours goes: rules that match
// within a line, and rules that begin and end. Its expressions look ahead, which those of Go cannot.
type grammar struct {
	Patterns   []*rule          `json:"patterns"`
	Repository map[string]*rule `json:"repository"`
}

type rule struct {
	Include       string           `json:"include"`
	Name          string           `json:"name"`
	Match         string           `json:"match"`
	Begin         string           `json:"begin"`
	End           string           `json:"end"`
	Captures      map[string]*rule `json:"captures"`
	BeginCaptures map[string]*rule `json:"beginCaptures"`
	EndCaptures   map[string]*rule `json:"endCaptures"`
	Patterns      []*rule          `json:"patterns"`

	compiled map[string]*regexp2.Regexp
}

func loadGrammar(t *testing.T) *grammar {
	t.Helper()
	text, err := os.ReadFile("../../editors/vscode/syntaxes/pact.tmLanguage.json")
	if err != nil {
		t.Fatal(err)
	}
	g := new(grammar)
	if err := json.Unmarshal(text, g); err != nil {
		t.Fatal(err)
	}
	return g
}

func (r *rule) find(expr, line string, from int) *regexp2.Match {
	if r.compiled == nil {
		r.compiled = map[string]*regexp2.Regexp{}
	}
	if r.compiled[expr] == nil {
		r.compiled[expr] = regexp2.MustCompile(expr, regexp2.None)
	}
	m, err := r.compiled[expr].FindStringMatchStartingAt(line, from)
	if err != nil {
		panic(err)
	}
	return m
}

// scopes gives a scope to each byte of a text; texts are cut into lines, as editors do.
func (g *grammar) scopes(text string) []string {
	out := make([]string, len(text))
	var open *rule
	at := 0
	for line := range strings.Lines(text) {
		bare := strings.TrimRight(line, "\r\n")
		open = g.line(bare, 0, g.Patterns, open, out[at:at+len(bare)])
		at += len(line)
	}
	return out
}

// line goes through a line with the rule that is open, or with some rules, and gives the rule that is open at its end.
// Expressions count letters; lines of other letters are compared elsewhere (bytesOnly).
func (g *grammar) line(line string, from int, rules []*rule, open *rule, out []string) *rule {
	for from < len(line) {
		active := rules
		if open != nil {
			active = open.Patterns
		}
		r, m, closes := g.first(line, from, active, open)
		if m == nil {
			break
		}
		switch {
		case closes:
			g.mark(line, m, open.EndCaptures, "", out)
			open = nil
		case r.Begin != "":
			g.mark(line, m, r.BeginCaptures, "", out)
			open = r
		default:
			g.mark(line, m, r.Captures, r.Name, out)
		}
		from = max(from+1, m.Index+m.Length)
		if m.Length > 0 {
			from = m.Index + m.Length
		}
	}
	return open
}

// first is the rule that matches first; of those that match at one place the one that comes first.
func (g *grammar) first(line string, from int, rules []*rule, open *rule) (best *rule, at *regexp2.Match, closes bool) {
	if open != nil {
		if m := open.find(open.End, line, from); m != nil {
			best, at, closes = open, m, true
		}
	}
	for _, r := range g.flat(rules) {
		expr := r.Match
		if expr == "" {
			expr = r.Begin
		}
		if m := r.find(expr, line, from); m != nil && (at == nil || m.Index < at.Index) {
			best, at, closes = r, m, false
		}
	}
	return best, at, closes
}

func (g *grammar) flat(rules []*rule) []*rule {
	var out []*rule
	for _, r := range rules {
		if name, ok := strings.CutPrefix(r.Include, "#"); ok {
			out = append(out, g.Repository[name])
		} else {
			out = append(out, r)
		}
	}
	return out
}

// mark gives scopes to what was matched.
func (g *grammar) mark(line string, m *regexp2.Match, captures map[string]*rule, name string, out []string) {
	for i := m.Index; name != "" && i < m.Index+m.Length; i++ {
		out[i] = name
	}
	for n, r := range captures {
		c := m.GroupByName(n)
		if c == nil || len(c.Captures) == 0 {
			continue
		}
		for i := c.Index; r.Name != "" && i < c.Index+c.Length; i++ {
			out[i] = r.Name
		}
		if len(r.Patterns) > 0 {
			g.line(line[:c.Index+c.Length], c.Index, r.Patterns, nil, out)
		}
	}
}

// family is the part of a scope that has to agree with what the parser says.
func family(scope string) string {
	for _, f := range []string{"comment", "string", "constant.numeric", "constant.other", "keyword", "variable", "entity", "punctuation"} {
		if strings.HasPrefix(scope, f) {
			return strings.NewReplacer("entity", "variable").Replace(f)
		}
	}
	return scope
}

// wanted is the family of a token by the parser.
func wanted(t syntax.Token, words map[int]class) string {
	c, ok := classOf(t, words)
	switch {
	case !ok:
		return "punctuation"
	case c.kind == tokenKeyword:
		return "keyword"
	case c.kind == tokenComment:
		return "comment"
	case c.kind == tokenString:
		return "string"
	case c.kind == tokenNumber:
		return "constant.numeric"
	case c.kind == tokenValue:
		return "constant.other"
	}
	return "variable"
}

// bytesOnly puts one byte in the place of each letter of several: the grammar treats these alike wherever they may stand.
func bytesOnly(text string) string {
	var b strings.Builder
	for _, r := range text {
		if r < 0x80 {
			b.WriteRune(r)
		} else {
			b.WriteByte('x')
		}
	}
	return b.String()
}

// pacts are all pacts of the project: examples, the library, and those in archives of tests.
func pacts(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, pattern := range []string{"../../examples/*.pact", "../../examples/*/*.pact", "../../library/*/*.pact", "../../bench/whole/*.pact", "../testkit/sample/*.pact"} {
		names, _ := filepath.Glob(pattern)
		for _, n := range names {
			text, err := os.ReadFile(n)
			if err != nil {
				t.Fatal(err)
			}
			out[n] = string(text)
		}
	}
	for _, pattern := range []string{"../../testdata/*/*.txtar", "testdata/*.txtar"} {
		names, _ := filepath.Glob(pattern)
		for _, n := range names {
			a, err := txtar.ParseFile(n)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range a.Files {
				if strings.HasSuffix(f.Name, ".pact") {
					out[n+"/"+f.Name] = string(f.Data)
				}
			}
		}
	}
	for _, e := range diag.Entries() {
		out["the good example of "+string(e.Code)] = e.Good
	}
	if len(out) < 150 {
		t.Fatalf("only %d pacts", len(out))
	}
	return out
}

// The grammar for editors says of every token what the parser says: a word of the language, a name, a value, a label, a number, a
// comment.
func TestGrammarAgreesWithTheParser(t *testing.T) {
	g := loadGrammar(t)
	for name, text := range pacts(t) {
		text = bytesOnly(text)
		f, ds := syntax.Parse(source.NewFile(name, []byte(text)))
		if diag.HasErrors(ds) {
			continue
		}
		words := wordsOf(f, nil)
		got := g.scopes(text)
		for _, tok := range f.Tokens {
			if tok.Kind == syntax.KindSpace || tok.Kind == syntax.KindEOF || tok.Kind == syntax.KindMark {
				continue
			}
			want := wanted(tok, words)
			for i := tok.Start; i < tok.End; i++ {
				if is := family(got[i]); is != want {
					at := f.Source.Position(tok.Start)
					line, _ := f.Source.Line(at.Line)
					t.Errorf("%s:%d:%d: %q is %s, in the grammar %s\n\t%s", name, at.Line, at.Column, text[tok.Start:tok.End], want, is, line)
					break
				}
			}
		}
	}
}

// No word that cannot be a name is taken for one, wherever it stands.
func TestGrammarKnowsTheReservedWords(t *testing.T) {
	g := loadGrammar(t)
	for _, w := range syntax.ReservedWords() {
		for _, before := range []string{"", "party ", "north must ", "x is "} {
			text, at := before+w, len(before)
			if before == "x is " && (w == "on" || w == "may" || w == "against") {
				continue // these can be values
			}
			if got := family(g.scopes(text)[at]); got != "keyword" {
				t.Errorf("%q: %s is %s", text, w, got)
			}
		}
	}
}
