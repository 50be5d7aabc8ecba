package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/brief"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/form"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/model"
	"github.com/spf13/cobra"
)

const briefLong = `Brief writes a note of one sheet that can be handed on as it is: what the text rests on and who has agreed to it, what it comes
to, what that hangs on, who can block it, which answer to an open question would mend it and what comes in its place, and what to
ask tomorrow. Nothing stands in it that is not computed or cited.

Without --in it is about all readings of what the text leaves open, and says of each line where it holds. With --in it is about
one, and answers the pact anew for each other answer to an open question.

Exit code: 0; 2 if the pact does not compile or the call is wrong, 3 if a limit was reached; then the note says so, and that
nothing else is claimed.`

// briefFlags are the flags of brief.
type briefFlags struct {
	asking
	out, format string
}

// briefForms write a document in the forms that a note can have.
var briefForms = map[string]func(io.Writer, doc.Document, form.Style) error{
	"text": form.Text,
	"md":   func(w io.Writer, d doc.Document, _ form.Style) error { return form.Markdown(w, d) },
	"html": func(w io.Writer, d doc.Document, _ form.Style) error { return form.HTML(w, d) },
	"docx": func(w io.Writer, d doc.Document, _ form.Style) error { return form.Docx(w, d) },
}

func briefCommand(s streams) *cobra.Command {
	var f briefFlags
	cmd := &cobra.Command{
		Use:   "brief FILE",
		Short: "Write a note of one sheet to hand on",
		Long:  briefLong,
		Example: "  servanda brief treaty.pact\n" +
			"  servanda brief --in as_written treaty.pact -o note.docx\n" +
			"  servanda brief --format md treaty.pact",
		Args: onePath,
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd.Context(), s, args[0]) },
	}
	fl := cmd.Flags()
	fl.StringVar(&f.reading, "in", "", "read it as this `READING`")
	fl.StringVarP(&f.out, "output", "o", "", "write it to this `FILE`; its form is told by the ending .txt, .md, .html or .docx")
	fl.StringVar(&f.format, "format", "", "write it as text, md, html or docx")
	fl.IntVar(&f.workers, "workers", 0, "how many fillings to look at side by side (default: one for each processor)")
	f.registerLimits(fl)
	return cmd
}

func (f *briefFlags) run(ctx context.Context, s streams, arg string) error {
	write, err := f.form()
	if err != nil {
		return err
	}
	q, err := f.asking.parse()
	if err != nil {
		return err
	}
	ctx, stop := f.within(ctx)
	defer stop()
	file, p, err := q.onePact(ctx, s, arg)
	if err != nil {
		return err
	}
	reading, err := q.readingOf(p)
	if err != nil {
		return err
	}
	n, err := brief.Of(ctx, p, reading, func(ctx context.Context, fixed []model.Binding) (*inquiry.Answer, error) {
		opts := q.options
		opts.Unquestioned = true
		opts.Fixed = fixed
		return checkWithProgress(ctx, s, p, file, opts)
	})
	if err != nil {
		return err
	}
	d, err := n.Document()
	if err != nil {
		return err
	}
	style := formStyle(s.out)
	if f.out != "" {
		style = form.Style{Width: brief.Columns}
	}
	if err := writeOut(ctx, s, f.out, func(w io.Writer) error { return write(w, d, style) }); err != nil {
		return err
	}
	if n.Answer.Unfinished != nil {
		return exit(exitInconclusive)
	}
	return nil
}

// form is the form that was asked for, by name or by the ending of the file.
func (f *briefFlags) form() (func(io.Writer, doc.Document, form.Style) error, error) {
	name := f.format
	if ending := strings.TrimPrefix(filepath.Ext(f.out), "."); name == "" && f.out != "" {
		name = map[string]string{"txt": "text", "md": "md", "markdown": "md", "html": "html", "htm": "html", "docx": "docx"}[ending]
		if name == "" {
			return nil, fmt.Errorf("-o %s: no form is known for this ending; use .txt, .md, .html or .docx, or say --format", shown(f.out))
		}
	}
	if name == "" {
		name = "text"
	}
	write, ok := briefForms[name]
	if !ok {
		return nil, fmt.Errorf("--format %s: it can be text, md, html or docx", name)
	}
	if name == "docx" && f.out == "" {
		return nil, errors.New("a Word document is not for a terminal: name a file with -o")
	}
	return write, nil
}

// readingOf is the reading that was asked for; None if none was.
func (q *question) readingOf(p *model.Pact) (model.ReadingID, error) {
	if q.reading == "" {
		return model.None, nil
	}
	i := slices.IndexFunc(p.Readings, func(r model.Reading) bool { return r.Name == q.reading })
	if i < 0 {
		return model.None, fmt.Errorf("there is no reading %q%s", q.reading, didYouMean(q.reading, readingNames(p)))
	}
	return model.ReadingID(i), nil
}
