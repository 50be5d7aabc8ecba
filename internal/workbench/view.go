package workbench

import (
	"context"
	"errors"
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/servanda-lang/servanda/internal/codes"
	"github.com/servanda-lang/servanda/internal/compare"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/form"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/lsp/protocol"
	"github.com/servanda-lang/servanda/internal/page"
	"github.com/servanda-lang/servanda/internal/points"
	"github.com/servanda-lang/servanda/internal/positions"
	"github.com/servanda-lang/servanda/internal/report"
	"github.com/servanda-lang/servanda/internal/source"
	"github.com/servanda-lang/servanda/internal/sources"
	"github.com/servanda-lang/servanda/internal/statement"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// viewing asks for something to read about a pact.
type viewing struct {
	URI    string `json:"uri"`
	choice        // what it is about
	Part   string `json:"part"`
	ID     string `json:"id"`   // of the statement that is opened
	With   choice `json:"with"` // the other reading that it is compared with
	Name   string `json:"name"` // of the file that the draft is compared with
}

// seen is what there is to read, as HTML.
type seen struct {
	HTML     string         `json:"html"`
	State    protocol.State `json:"state"`
	Message  string         `json:"message"`
	Text     string         `json:"text"`             // names the text that it is of
	Places   []place        `json:"places,omitempty"` // that it is about
	Playable bool           `json:"playable,omitempty"`
	Mendable bool           `json:"mendable,omitempty"` // it can be asked what would mend it
	Mending  *mending       `json:"mending,omitempty"`
}

// place is a piece of a text, counted in UTF-16 as scripts count.
type place struct {
	Name string `json:"name"` // in words
	URI  string `json:"uri"`
	From int    `json:"from"`
	To   int    `json:"to"`
}

// viewer makes one part.
type viewer struct {
	*session
	*board
	viewing
	fixed  []model.Binding
	answer *inquiry.Answer // of what it is about; nil if there is none yet
	seen   *seen
}

// parts are what can be asked for.
var parts = map[string]func(*viewer, context.Context) (doc.Document, error){
	"first": (*viewer).first, "statement": (*viewer).opened, "who": (*viewer).who, "questions": (*viewer).questions, "between": (*viewer).between,
	"guarantees": (*viewer).guarantees, "positions": (*viewer).positions, "sources": (*viewer).sources, "drafts": (*viewer).drafts,
	"means": (*viewer).means, "mend": (*viewer).mend,
}

func (s *session) view(ctx context.Context, p viewing) (*seen, error) {
	b, err := s.boardOf(p.URI)
	if err != nil {
		return nil, err
	}
	part, ok := parts[p.Part]
	if !ok {
		return nil, errors.New("there is no such part")
	}
	v := &viewer{session: s, board: b, viewing: p, seen: &seen{Text: b.text, State: protocol.Waiting}}
	if v.fixed, err = p.choice.fixes(b.pact); err != nil {
		return nil, err
	}
	s.mu.Lock()
	if h := b.held[p.choice.key()]; h != nil {
		v.answer, v.seen.State, v.seen.Message = h.answer, h.state, h.message
	}
	s.mu.Unlock()
	d, err := part(v, ctx)
	if err != nil {
		return nil, err
	}
	v.seen.HTML, err = fragment(d)
	return v.seen, err
}

// fragment is a document as a part of the page.
func fragment(d doc.Document) (string, error) {
	level := 2
	if d.Title.Empty() {
		level = 1 // its parts are those of the page
	}
	var b strings.Builder
	err := form.Fragment(&b, d, level)
	return b.String(), err
}

func (v *viewer) input() page.Input {
	return page.Input{Path: v.path(), Answer: v.answer, Held: v.fixed}
}

// path is what the pact is called where a report names its file.
func (b *board) path() string {
	return b.read.Files()[0].Path[strings.LastIndexByte(b.read.Files()[0].Path, '/')+1:]
}

// first is what stands out, or what was found so far.
func (v *viewer) first(ctx context.Context) (doc.Document, error) {
	if v.answer != nil {
		return page.First(ctx, v.input())
	}
	so := &inquiry.Answer{Pact: v.pact}
	v.mu.Lock()
	if h := v.held[v.choice.key()]; h != nil {
		for i := range h.found {
			if h.found[i].Severity == codes.Note {
				continue // they can wait
			}
			so.Findings = append(so.Findings, inquiry.Across{Finding: h.found[i].Finding})
		}
	}
	v.mu.Unlock()
	slices.SortStableFunc(so.Findings, func(a, b inquiry.Across) int { return int(a.Severity) - int(b.Severity) })
	var found doc.List
	for _, says := range statement.Sentences(so) {
		found.Items = append(found.Items, doc.Item{Text: doc.T(says), Tone: doc.Uncertain})
	}
	if len(found.Items) == 0 {
		return doc.Document{Blocks: []doc.Block{doc.Para{Text: doc.T("Nothing that weighs was found yet; it is still being looked at, and that says nothing."), Tone: doc.Uncertain}}}, nil
	}
	return doc.Document{Blocks: []doc.Block{doc.Section{Title: doc.T("Found so far"), Blocks: []doc.Block{
		doc.Para{Text: doc.T("Seen in at least one way to fill what is left open; the rest is still being looked at."), Tone: doc.Uncertain}, found}}}}, nil
}

// statement finds the statement that is asked for.
func (v *viewer) statement() (*statement.Statement, error) {
	if v.answer == nil {
		return nil, errors.New("this is still being looked at")
	}
	st := statement.Find(statement.Of(v.answer), v.ID)
	if st == nil {
		return nil, errors.New("this is not found any more, as the text is now")
	}
	return st, nil
}

// opened is one statement with its courses.
func (v *viewer) opened(ctx context.Context) (doc.Document, error) {
	st, err := v.statement()
	if err != nil {
		return doc.Document{}, err
	}
	for _, ref := range st.Clauses {
		if d := v.pact.Declaration(ref); d != nil && d.At.IsValid() {
			v.seen.Places = append(v.seen.Places, v.placeOf(words.Speaker{Pact: v.pact}.Named(ref), d.At))
		}
	}
	v.seen.Playable = page.Shown(v.answer, st) != nil
	v.seen.Mendable = v.mendable(st)
	return page.Opened(ctx, v.input(), st)
}

func (v *viewer) placeOf(name string, at source.Span) place {
	units := func(n int) int { return len(utf16.Encode([]rune(string(at.File.Text[:n])))) }
	return place{Name: name, URI: v.files.uriOf(at.File.Path), From: units(at.Start), To: units(at.End)}
}

// who says who can be left with nothing, reading by reading, as far as that is known.
func (v *viewer) who(context.Context) (doc.Document, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	var rows []page.Known
	for _, c := range v.order {
		if c.all() && len(v.order) > 1 {
			continue
		}
		h := v.held[c.key()]
		row := page.Known{Reading: page.Reading{ID: model.None, Answer: h.answer}, State: "still looking"}
		if h.state == protocol.Waiting {
			row.State = "not looked at yet"
		} else if h.state == protocol.GaveUp || h.state == protocol.Failed {
			row.State = "not known: " + h.message
		}
		for i := range v.pact.Readings {
			if v.pact.Readings[i].Name == c.Reading {
				row.ID = model.ReadingID(i)
			}
		}
		rows = append(rows, row)
	}
	return page.LeftWithNothing(v.pact, rows), nil
}

// asking is the query of a part that is asked by itself, while the page is told how far it is.
func (v *viewer) asking(ctx context.Context) (_ context.Context, tell func(inquiry.Event), done func(), err error) {
	ctx, done, err = v.room(ctx)
	tell = func(e inquiry.Event) {
		if e.Progress != nil {
			v.progress(v.Part, report.ProgressWords(v.pact, e.Progress))
		}
	}
	return ctx, tell, done, err
}

// questions say what each open question decides.
func (v *viewer) questions(ctx context.Context) (doc.Document, error) {
	ctx, tell, done, err := v.asking(ctx)
	if err != nil {
		return doc.Document{}, err
	}
	defer done()
	t, err := points.Ask(ctx, v.pact, points.Query{Query: v.query, Base: v.fixed}, tell)
	if err != nil {
		return doc.Document{}, err
	}
	return t.Document(), nil
}

// between says what is different between two readings.
func (v *viewer) between(ctx context.Context) (doc.Document, error) {
	other, err := v.With.fixes(v.pact)
	if err != nil {
		return doc.Document{}, err
	}
	ctx, tell, done, err := v.asking(ctx)
	if err != nil {
		return doc.Document{}, err
	}
	defer done()
	c, err := points.Between(ctx, v.pact, v.named(v.choice, v.fixed), v.named(v.With, other), v.query, tell)
	if err != nil {
		return doc.Document{}, err
	}
	return c.Document(), nil
}

// named is a choice that is compared with another, for which everything has to have an answer.
func (v *viewer) named(c choice, fixed []model.Binding) points.Named {
	name := c.name(v.pact)
	switch {
	case c.all() && len(v.pact.Points) > 0:
		name = "the first answer to each question"
	case v.pact.CountFillings(fixed, 2) > 1:
		name += ", and the first answer to what is left open"
	}
	return points.Named{Name: name, Fixes: fixed}
}

// guarantees lay the promises of help side by side.
func (v *viewer) guarantees(ctx context.Context) (doc.Document, error) {
	ctx, tell, done, err := v.asking(ctx)
	if err != nil {
		return doc.Document{}, err
	}
	defer done()
	q := v.query
	q.Fixed = v.fixed
	t, err := inquiry.Guarantees(ctx, v.pact, q, tell)
	if err != nil {
		return doc.Document{}, err
	}
	return page.Guarantees(v.pact, t), nil
}

func (v *viewer) positions(ctx context.Context) (doc.Document, error) {
	t, err := positions.Of(ctx, v.pact)
	if err != nil {
		return doc.Document{}, err
	}
	return t.Document(), nil
}

func (v *viewer) sources(context.Context) (doc.Document, error) {
	return sources.Look(v.pact).Document(false), nil
}

// means says what a kind of finding means.
func (v *viewer) means(context.Context) (doc.Document, error) {
	d, ok := page.Meaning(v.ID)
	if !ok {
		return d, errors.New("there is no such finding")
	}
	return d, nil
}

// drafts compare a file with the text as it is now.
func (v *viewer) drafts(ctx context.Context) (doc.Document, error) {
	old, err := v.files.load(v.Name)
	if err != nil {
		return doc.Document{}, err
	}
	ctx, _, done, err := v.asking(ctx)
	if err != nil {
		return doc.Document{}, err
	}
	defer done()
	d := report.Diff{Paths: [2]string{v.Name, v.path() + " as it is now"}}
	if d.Comparison, err = compare.Drafts(ctx, old, v.pact, compare.Options{Check: v.query}); err != nil {
		return doc.Document{}, err
	}
	var b strings.Builder
	if err := report.DiffTerminal(&b, d, report.Style{Width: 80}); err != nil {
		return doc.Document{}, err
	}
	return doc.Document{Title: doc.T("What the text as it is now changes"), Blocks: []doc.Block{doc.Literal{Text: b.String(), Of: "comparison"}}}, nil
}

// load reads a pact by the name of its file.
func (f *files) load(name string) (*model.Pact, error) {
	if _, err := f.text(name); err != nil {
		return nil, err
	}
	r, err := load.Limits{Bytes: mostText}.LoadOver(f.path(name), f.own)
	if err != nil {
		return nil, err
	}
	if r.Pact == nil {
		return nil, errors.New(name + " does not compile")
	}
	return r.Pact, nil
}

// progress tells the page how far something is that it asked for.
func (s *session) progress(part, message string) {
	s.notify("workbench/progress", map[string]string{"part": part, "message": message})
}
