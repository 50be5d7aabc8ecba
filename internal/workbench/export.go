package workbench

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/brief"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/form"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/page"
	"github.com/servanda-lang/servanda/internal/sources"
	"github.com/servanda-lang/servanda/model"
)

// exporting asks for something to take away.
type exporting struct {
	URI string `json:"uri"`
	choice
	Kind string `json:"kind"` // brief, report
	Form string `json:"form"` // html, docx, md, txt
}

// exported is a file.
type exported struct {
	Name       string `json:"name"`
	Type       string `json:"type"`
	Data       string `json:"data"`       // in base 64
	Unfinished string `json:"unfinished"` // why it does not tell all
}

// takenForm is a form in which something can be taken away.
type takenForm struct {
	mime  string
	write func(io.Writer, doc.Document) error
}

var takenForms = map[string]takenForm{
	"html": {"text/html", form.HTML},
	"docx": {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", form.Docx},
	"md":   {"text/markdown", form.Markdown},
	"txt":  {"text/plain", func(w io.Writer, d doc.Document) error { return form.Text(w, d, form.Style{}) }},
}

// taker puts something together to be taken away.
type taker struct {
	*session
	board  *board
	choice choice
	fixed  []model.Binding
	limit  *explore.Inconclusive
}

func (s *session) export(ctx context.Context, p exporting) (*exported, error) {
	b, err := s.boardOf(p.URI)
	if err != nil {
		return nil, err
	}
	as, ok := takenForms[p.Form]
	if !ok {
		return nil, errors.New("there is no such form")
	}
	t := &taker{session: s, board: b, choice: p.choice}
	if t.fixed, err = p.choice.fixes(b.pact); err != nil {
		return nil, err
	}
	var d doc.Document
	switch p.Kind {
	case "brief":
		d, err = t.brief(ctx)
	case "report":
		d, err = t.report(ctx)
	default:
		err = errors.New("there is nothing of that kind to take away")
	}
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := as.write(&out, d); err != nil {
		return nil, err
	}
	e := &exported{Name: strings.TrimSuffix(b.path(), ".pact") + "-" + p.Kind + "." + p.Form, Type: as.mime, Data: base64.StdEncoding.EncodeToString(out.Bytes())}
	if t.limit != nil {
		e.Unfinished = "It does not tell all: " + t.limit.Why() + ". It says so itself."
	}
	return e, nil
}

// answer answers what is held fast, from what is known if it is.
func (t *taker) answer(ctx context.Context, fixed []model.Binding) (*inquiry.Answer, error) {
	t.mu.Lock()
	for _, h := range t.board.held {
		if f, err := h.fixes(t.board.pact); err == nil && sameBindings(f, fixed) && h.answer != nil && h.answer.Unfinished == nil {
			t.mu.Unlock()
			return h.answer, nil
		}
	}
	t.mu.Unlock()
	ctx, done, err := t.room(ctx)
	defer done()
	if err != nil {
		return nil, err
	}
	q := t.board.query
	q.Fixed = fixed
	return inquiry.Run(ctx, t.board.pact, q, nil)
}

// sameBindings reports whether the same is held fast, in whatever order.
func sameBindings(a, b []model.Binding) bool {
	return len(a) == len(b) && !slices.ContainsFunc(a, func(x model.Binding) bool { return !slices.Contains(b, x) })
}

// brief is the note of one sheet.
func (t *taker) brief(ctx context.Context) (doc.Document, error) {
	reading := slices.IndexFunc(t.board.pact.Readings, func(r model.Reading) bool { return r.Name == t.choice.Reading })
	if reading < 0 && !t.choice.all() {
		return doc.Document{}, errors.New("the note is of a named reading or of all that the text leaves open: choose one of these above")
	}
	id := model.ReadingID(reading)
	if reading < 0 {
		id = model.None
	}
	n, err := brief.Of(ctx, t.board.pact, id, t.answer)
	if n == nil || err != nil && !errors.As(err, &t.limit) {
		return doc.Document{}, err
	}
	if n.Answer.Unfinished != nil {
		t.limit = n.Answer.Unfinished
	}
	return n.Document()
}

// report is all of it as one page.
func (t *taker) report(ctx context.Context) (doc.Document, error) {
	q := t.board.query
	q.Fixed = t.fixed
	in, limit, err := page.Gather(ctx, t.board.pact, page.Asking{
		Path: t.board.path(), Query: q,
		Answer: func(ctx context.Context, q inquiry.Query) (*inquiry.Answer, error) { return t.answer(ctx, q.Fixed) },
		Open:   t.open,
	})
	if err != nil {
		return doc.Document{}, err
	}
	t.limit = limit
	return page.Of(ctx, in)
}

// open looks at the documents that sources name, where they lie below the folder of this page.
func (t *taker) open(s *sources.Survey) error {
	beside, err := load.BesideOver(t.board.read.Files()[0].Path, t.files.own)
	if err != nil {
		return err
	}
	defer beside.Close()
	s.Open(beside.Read)
	return nil
}
