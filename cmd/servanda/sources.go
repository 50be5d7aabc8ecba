package main

import (
	"context"
	"errors"

	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/sources"
	"github.com/servanda-lang/servanda/model"
	"github.com/spf13/cobra"
)

const sourcesLong = `Sources says where a pact comes from: what each declaration is cited from and how near it stands to that, to whom this goes
back through what the sources relay, how many of these are independent of one another, what nobody said, and where sources
differ. Of each source that names a file it says whether the document is there, is the one that was meant (by its SHA-256
sum), and has the paragraphs that are cited.

Exit code: 0; 1 if a document is missing, is another, or lacks a paragraph that is cited; 2 if the pact does not compile or
the call is wrong.`

// sourcesFlags are the flags of sources.
type sourcesFlags struct {
	asking
	forms
	text bool
}

func sourcesCommand(s streams) *cobra.Command {
	var f sourcesFlags
	cmd := &cobra.Command{
		Use:   "sources FILE",
		Short: "Show what each line of a pact rests on, and to whom that goes back",
		Long:  sourcesLong,
		Example: "  servanda sources treaty.pact\n" +
			"  servanda sources --text treaty.pact\n" +
			"  servanda sources --html treaty.pact > sources.html",
		Args: onePath,
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd.Context(), s, args[0]) },
	}
	cmd.Flags().BoolVar(&f.text, "text", false, "with the paragraphs themselves, where the documents are at hand")
	f.forms.register(cmd)
	return cmd
}

func (f *sourcesFlags) run(ctx context.Context, s streams, arg string) error {
	ask, err := f.asking.parse()
	if err != nil {
		return err
	}
	file, p, err := ask.onePact(ctx, s, arg)
	if err != nil {
		return err
	}
	survey := sources.Look(p)
	if err := openDocuments(ctx, survey, file); err != nil {
		return err
	}
	if err := f.write(s.out, survey.Document(f.text), survey.JSON(file)); err != nil {
		return err
	}
	for i := range survey.Documents {
		if len(survey.Documents[i].Wrong()) > 0 {
			return exit(exitFindings)
		}
	}
	return nil
}

// openDocuments looks at the documents that sources name. What comes from the standard input lies beside no file.
func openDocuments(ctx context.Context, survey *sources.Survey, file string) error {
	if file == nameOfInput {
		survey.Open(func(*model.Source) ([]byte, error) {
			return nil, errors.New("the pact was read from the standard input, which lies in no folder")
		})
		return nil
	}
	_, err := await(ctx, func() (struct{}, error) {
		beside, err := load.Beside(file)
		if err != nil {
			return struct{}{}, err
		}
		defer beside.Close()
		survey.Open(beside.Read)
		return struct{}{}, nil
	})
	return err
}
