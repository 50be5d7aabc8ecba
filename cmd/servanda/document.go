package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/form"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/report"
	"github.com/servanda-lang/servanda/model"
	"github.com/spf13/cobra"
)

// forms are the forms in which a document can be written.
type forms struct{ json, markdown, html bool }

func (f *forms) register(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&f.json, "json", false, "write it as JSON")
	cmd.Flags().BoolVar(&f.markdown, "markdown", false, "write it as Markdown")
	cmd.Flags().BoolVar(&f.html, "html", false, "write it as a web page that needs nothing else")
	cmd.MarkFlagsMutuallyExclusive("json", "markdown", "html")
}

// write writes a document in the form that was asked for; data is the same for machines.
func (f *forms) write(w io.Writer, d doc.Document, data any) error {
	switch {
	case f.json:
		return report.Data(w, data)
	case f.markdown:
		return form.Markdown(w, d)
	case f.html:
		return form.HTML(w, d)
	}
	return form.Text(w, d, formStyle(w))
}

// formStyle is styleFor for documents.
func formStyle(w io.Writer) form.Style {
	s := styleFor(w)
	return form.Style{Width: s.Width, Colour: s.Colour}
}

// onePath checks that a call names one pact.
func onePath(cmd *cobra.Command, args []string) error {
	if len(args) != 1 {
		return fmt.Errorf("name one .pact file: servanda %s FILE", cmd.Name())
	}
	return nil
}

// asked is the one pact that a call names, and what is asked of it.
type asked struct {
	file  string
	read  *load.Result
	query inquiry.Query
}

// one reads the pact that a call names, and fits the question to it.
func (a *asking) one(ctx context.Context, s streams, arg string) (x asked, err error) {
	q, err := a.parse()
	if err != nil {
		return x, err
	}
	if x.file, x.read, err = q.oneResult(ctx, s, arg); err != nil {
		return x, err
	}
	if x.query, err = q.optionsFor(x.read.Pact); err != nil {
		return x, fmt.Errorf("%s: %w", x.file, err)
	}
	return x, nil
}

// onePact reads the pact that a call names, and tells what is wrong with it.
func (q *question) onePact(ctx context.Context, s streams, arg string) (string, *model.Pact, error) {
	file, r, err := q.oneResult(ctx, s, arg)
	if err != nil {
		return file, nil, err
	}
	return file, r.Pact, nil
}

// oneResult is onePact with what the names in its text mean.
func (q *question) oneResult(ctx context.Context, s streams, arg string) (string, *load.Result, error) {
	files, err := wholePactsOf(ctx, []string{arg})
	if err != nil {
		return "", nil, err
	}
	if len(files) != 1 {
		return "", nil, fmt.Errorf("%s holds %d pacts; name one of them", shown(arg), len(files))
	}
	r, err := q.load(ctx, s, files[0])
	if err != nil {
		return files[0], nil, err
	}
	if ds := r.Diagnostics; len(ds) > 0 {
		showDiagnostics(s.err, report.Result{Path: files[0], Diagnostics: ds})
	}
	if r.Pact == nil {
		if !diag.HasErrors(r.Diagnostics) {
			return files[0], nil, errors.New("the pact could not be read")
		}
		return files[0], nil, exit(exitInvalid)
	}
	return files[0], r, nil
}
