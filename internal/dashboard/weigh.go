package dashboard

import (
	"bytes"
	"context"
	"errors"
	"net/http"

	"github.com/servanda-lang/servanda/internal/amend"
	"github.com/servanda-lang/servanda/internal/carry"
	"github.com/servanda-lang/servanda/internal/compare"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/report"
	"github.com/servanda-lang/servanda/internal/server"
	"github.com/servanda-lang/servanda/internal/track"
)

// What is asked of a draft is worked out where the standings are, as few at once and within the same time.

// readable is the draft of a request, if its text is without mistakes.
func (d *Dashboard) readable(r *http.Request) (draft, *load.Result, error) {
	x, t, err := d.asked(r)
	if err == nil && t.Pact == nil {
		err = server.Problem(http.StatusUnprocessableEntity, "The draft has mistakes", "nothing can be asked of it before they are mended", "its page says what they are")
	}
	return x, t, err
}

// query is how a text is looked at.
func (d *Dashboard) query() inquiry.Query {
	l := d.s.Look()
	return inquiry.Query{Limits: inquiry.Limits{States: l.States, Bytes: int64(l.Bytes)}, Workers: l.Workers}
}

// bounded does what may take long, and makes a problem of a limit that is reached: nothing is claimed then.
func (d *Dashboard) bounded(ctx context.Context, do func(context.Context) error) error {
	err := d.s.Work(ctx, do)
	var limit *explore.Inconclusive
	var much *track.TooMuch
	if errors.As(err, &limit) || errors.As(err, &much) {
		return server.Problem(http.StatusUnprocessableEntity, "It is more than this server may look at", err.Error()+"; nothing is claimed", "ask it on a machine of your own: servanda check, diff, amend")
	}
	return err
}

// checkDraft says what the text of a draft lets go badly wrong, by itself.
func (d *Dashboard) checkDraft(r *http.Request) (*page, error) {
	x, t, err := d.readable(r)
	if err != nil {
		return nil, err
	}
	out := report.Result{Path: x.Name, Diagnostics: t.Diagnostics}
	err = d.bounded(r.Context(), func(ctx context.Context) error {
		out.Answer, err = inquiry.Run(ctx, t.Pact, d.query(), nil)
		return err
	})
	if err != nil {
		return nil, err
	}
	return &page{Document: report.Screen(out), At: "/drafts"}, nil
}

// compareDraft lays a draft beside the text that is followed, from their first day.
func (d *Dashboard) compareDraft(r *http.Request) (*page, error) {
	x, t, err := d.readable(r)
	if err != nil {
		return nil, err
	}
	followed, _, err := d.s.Pact(r.Context())
	if err != nil {
		return nil, err
	}
	var text bytes.Buffer
	err = d.bounded(r.Context(), func(ctx context.Context) error {
		c, err := compare.Drafts(ctx, followed, t.Pact, compare.Options{Check: d.query()})
		if err != nil {
			return err
		}
		return report.DiffTerminal(&text, report.Diff{Paths: [2]string{"the text that is followed", x.Name}, Comparison: c}, report.Style{Width: 88, Verbose: true})
	})
	if err != nil {
		return nil, err
	}
	return &page{Document: doc.Document{Title: doc.T(x.Name + ", compared with the text that is followed"), Under: []doc.Text{doc.T("Both from their first day. What it changes from where everyone stands today is told by its effect.")},
		Blocks: []doc.Block{doc.Literal{Text: text.String()}}}, At: "/drafts"}, nil
}

// draftEffect says what a draft would change, to whom, from where everyone stands.
func (d *Dashboard) draftEffect(r *http.Request) (*page, error) {
	x, t, err := d.readable(r)
	if err != nil {
		return nil, err
	}
	on, asked, err := d.day(r)
	if err != nil {
		return nil, err
	}
	var out doc.Document
	err = d.bounded(r.Context(), func(ctx context.Context) error {
		q, log, err := d.s.Followed(ctx, on, asked.Known)
		if err != nil {
			return err
		}
		w, err := track.Weigh(ctx, q, log, track.Proposal{Pact: t.Pact})
		if err != nil {
			return cannotHold(err)
		}
		a, err := amend.Weigh(w)
		if err != nil {
			return err
		}
		out = a.Document(true)
		out.Under = append([]doc.Text{doc.T("The amendment is your draft “" + x.Name + "”.")}, out.Under...)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return &page{Document: out, At: "/drafts", Days: asked}, nil
}

// cannotHold makes a problem of a text that cannot hold what is so by the record.
func cannotHold(err error) error {
	var refused *carry.Refusal
	if errors.As(err, &refused) {
		return server.Problem(http.StatusUnprocessableEntity, "The draft cannot take over from the text in force", refused.What, refused.Mend)
	}
	return err
}
