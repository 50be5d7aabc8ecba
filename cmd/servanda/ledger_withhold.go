package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strings"

	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/safefile"
	"github.com/spf13/cobra"
)

func withholdCommand(s streams) *cobra.Command {
	var out string
	cmd := &cobra.Command{
		Use:     "withhold FILE",
		Short:   "Commit to evidence without showing it",
		Long:    "Withhold prints a commitment to a file, which can be recorded in its place, and writes what opens it: a secret to keep with the file until it is shown.",
		Example: "  servanda ledger withhold receipt.pdf -o receipt.opening",
		Args:    named(1, 1, "withhold FILE -o OPENING"),
		RunE: func(_ *cobra.Command, args []string) error {
			if out == "" {
				return errors.New("say where what opens it is to be written: -o FILE")
			}
			return withhold(s, args[0], out)
		},
	}
	cmd.Flags().StringVarP(&out, "out", "o", "", "write what opens the commitment to this `FILE`, for you alone")
	return cmd
}

func withhold(s streams, path, out string) error {
	o, err := ledger.Withhold(rand.Reader)
	if err != nil {
		return err
	}
	in, done, err := opened(s, path)
	if err != nil {
		return err
	}
	defer done()
	commitment, err := o.Commitment(in)
	if err != nil {
		return err
	}
	if err := safefile.NewSecret(s.disk, out, o.Encode()); err != nil {
		return isThere(out, err)
	}
	_, err = fmt.Fprintln(s.out, commitment)
	return err
}

type revealFlags struct {
	opening, commitment string
	trusting
}

func revealCommand(s streams) *cobra.Command {
	var f revealFlags
	cmd := &cobra.Command{
		Use:     "reveal FILE [LEDGER|FOLDER]",
		Short:   "Check that a file is the evidence that was committed to, and where that was recorded",
		Example: "  servanda ledger reveal receipt.pdf accord.ledger --opening receipt.opening",
		Args:    named(1, 2, "reveal FILE [LEDGER|FOLDER] --opening FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if (f.commitment != "") == (len(args) == 2) {
				return errors.New("name a record, or the commitment with --commitment")
			}
			return f.run(cmd.Context(), s, args)
		},
	}
	cmd.Flags().StringVar(&f.opening, "opening", "", "what opens the commitment: a `FILE`")
	cmd.Flags().StringVar(&f.commitment, "commitment", "", "the commitment, as it was recorded")
	f.register(cmd)
	f.registerSince(cmd)
	cmd.MarkFlagRequired("opening")
	return cmd
}

func (f *revealFlags) run(ctx context.Context, s streams, args []string) error {
	text, err := s.disk.ReadFile(f.opening)
	if err != nil {
		return err
	}
	o, err := ledger.ParseOpening(text)
	if err != nil {
		return fmt.Errorf("%s: %w", shown(f.opening), err)
	}
	in, done, err := opened(s, args[0])
	if err != nil {
		return err
	}
	defer done()
	is, err := o.Commitment(in)
	if err != nil {
		return err
	}
	if f.commitment != "" {
		if !ledger.IsCommitment(f.commitment) {
			return fmt.Errorf("%q is no commitment; one is salted-sha256: and 64 hexadecimal digits", f.commitment)
		}
		if is != f.commitment {
			return &ledger.Broken{Entry: -1, What: fmt.Sprintf("%s is not what was committed to", args[0])}
		}
		return sayf(s.out, "%s is what was committed to.", shown(args[0]))
	}
	return f.find(ctx, s, args[0], args[1], is)
}

func (f *revealFlags) find(ctx context.Context, s streams, file, where, commitment string) error {
	trust, err := f.trust(s)
	if err != nil {
		return err
	}
	src, done, err := recordAt(ctx, s, where)
	if err != nil {
		return err
	}
	defer done()
	var at []int64
	var first *ledger.Entry
	trust.Look = func(n int64, e *ledger.Entry) error {
		if strings.Contains(string(e.Line), commitment) {
			if at = append(at, n); first == nil {
				first = e
			}
		}
		return nil
	}
	if _, err := ledger.Verify(ctx, src, trust); err != nil {
		return err
	}
	if first == nil {
		return &ledger.Broken{Entry: -1, What: fmt.Sprintf("no entry commits to %s with this opening", file)}
	}
	if err := tellEntry(s.out, at[0], first); err != nil {
		return err
	}
	return sayf(s.out, "%s is what was committed to there.", shown(file))
}
