package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/form"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/page"
	"github.com/servanda-lang/servanda/internal/report"
	"github.com/servanda-lang/servanda/internal/sources"
	"github.com/servanda-lang/servanda/model"
	"github.com/spf13/cobra"
)

const reportLong = `Report writes the whole answer to a pact as one page: what it rests on; for each named reading what stands out, what is when and
what waits for what; who can be left with nothing; the open questions, all that was found with dated courses, the guarantees, the positions
and the sources; what nothing is said about; what the words mean.

The page is HTML that needs nothing besides itself: no network, no script, light and dark, on paper and on a telephone. The end of
the name given with -o chooses another form: .md is Markdown, .docx a Word document, .txt text; and so does a flag.

Exit code: 0, 2 if the pact does not compile or the call is wrong, 3 if a limit was reached: then the page tells what was known by
then and says so.`

// reportFlags are the flags of report.
type reportFlags struct {
	asking
	out, svg       string
	markdown, docx bool
	text           bool
}

func reportCommand(s streams) *cobra.Command {
	var f reportFlags
	cmd := &cobra.Command{
		Use:   "report FILE",
		Short: "Write the whole answer as one page to read, print and pass on",
		Long:  reportLong,
		Example: "  servanda report treaty.pact -o treaty.html\n" +
			"  servanda report --in as_reported treaty.pact -o treaty.docx\n" +
			"  servanda report --in as_reported --svg timeline treaty.pact > timeline.svg",
		Args: onePath,
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd.Context(), s, args[0]) },
	}
	flags := cmd.Flags()
	flags.StringVarP(&f.out, "out", "o", "", "write to this `FILE`, all or nothing; it cannot be the pact itself")
	flags.BoolVar(&f.markdown, "markdown", false, "write it as Markdown")
	flags.BoolVar(&f.docx, "docx", false, "write it as a Word document")
	flags.BoolVar(&f.text, "text", false, "write it as text")
	flags.StringVar(&f.svg, "svg", "", "write only this `PICTURE`, such as timeline or waits, as SVG")
	cmd.MarkFlagsMutuallyExclusive("markdown", "docx", "text", "svg")
	f.asking.register(cmd)
	cmd.Flags().MarkHidden("only")
	return cmd
}

func (f *reportFlags) run(ctx context.Context, s streams, arg string) error {
	ask, err := f.asking.parse()
	if err != nil {
		return err
	}
	if len(f.only) > 0 {
		return errors.New("a report looks for everything, so that what it does not tell was not found; --only is of check")
	}
	ctx, stop := f.within(ctx)
	defer stop()
	file, err := onePact(ctx, arg)
	if err != nil {
		return err
	}
	p, opts, err := ask.loaded(ctx, s, f.out, file)
	if err != nil {
		return err
	}
	in, limit, err := pageOf(ctx, s, file, p, opts)
	if err != nil {
		return err
	}
	d, err := page.Of(ctx, in)
	if err != nil {
		return err
	}
	write, err := f.writer(s, d)
	if err != nil {
		return err
	}
	if err := writeOut(ctx, s, f.out, write); err != nil || limit == nil {
		return err
	}
	return exitOf(report.Result{Inconclusive: limit}).orNil()
}

// pageOf asks all that a page tells. What was known when a limit was reached is told, with the limit.
func pageOf(ctx context.Context, s streams, file string, p *model.Pact, opts inquiry.Query) (page.Input, *explore.Inconclusive, error) {
	prog := newProgress(ctx, s.err)
	defer prog.clear()
	in, limit, err := page.Gather(ctx, p, page.Asking{
		Path: shown(file), Query: opts,
		Answer: func(ctx context.Context, q inquiry.Query) (*inquiry.Answer, error) {
			return checkWithProgress(ctx, s, p, file, q)
		},
		Tell: func(e inquiry.Event) { prog.event(p, file, e) },
		Open: func(survey *sources.Survey) error { return openDocuments(ctx, survey, file) },
	})
	switch {
	case in.Answer == nil:
		return in, limit, unanswered(s, file, limit, err)
	case err != nil:
		return in, nil, fmt.Errorf("%s: %w", file, err)
	}
	return in, limit, nil
}

// unanswered is what is said where there is nothing to write.
func unanswered(s streams, file string, limit *explore.Inconclusive, err error) error {
	if limit == nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	r := report.Result{Path: file, Inconclusive: limit}
	if err := report.Unfinished(s.err, r, styleFor(s.err)); err != nil {
		return err
	}
	return exitOf(r).orNil()
}

// writer is the form that was asked for.
func (f *reportFlags) writer(s streams, d doc.Document) (func(io.Writer) error, error) {
	end := strings.ToLower(filepath.Ext(f.out))
	switch chosen := f.markdown || f.docx || f.text; {
	case f.svg != "":
		p, err := pictureOf(d, f.svg)
		return func(w io.Writer) error { return form.SVG(w, p) }, err
	case f.markdown || !chosen && end == ".md":
		return func(w io.Writer) error { return form.Markdown(w, d) }, nil
	case f.docx || !chosen && end == ".docx":
		return func(w io.Writer) error { return form.Docx(w, d) }, nil
	case f.text || !chosen && end == ".txt":
		style := form.Style{}
		if f.out == "" {
			style = formStyle(s.out)
		}
		return func(w io.Writer) error { return form.Text(w, d, style) }, nil
	}
	return func(w io.Writer) error { return form.HTML(w, d) }, nil
}

// pictureOf finds a picture by its name.
func pictureOf(d doc.Document, name string) (doc.Picture, error) {
	var names []string
	for p := range d.Pictures() {
		if p.ID == name {
			return p, nil
		}
		names = append(names, p.ID)
	}
	slices.Sort(names)
	if len(names) == 0 {
		return doc.Picture{}, errors.New("the page has no picture")
	}
	return doc.Picture{}, fmt.Errorf("there is no picture %q%s; there are %s", name, didYouMean(name, names), strings.Join(names, ", "))
}
