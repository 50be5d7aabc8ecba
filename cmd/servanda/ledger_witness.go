package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/safefile"
	"github.com/spf13/cobra"
)

const witnessLong = `Witness cosigns the newest checkpoint of a record, if the record is whole and goes on from all that this witness has cosigned before. A
record that was rolled back or forked is refused. What was cosigned last is remembered in a file of its own (--memory), which is
written before the signature is given. Whoever loses that file begins to trust anew: keep it.

What it writes is the cosigned checkpoint, to be taken in with ledger checkpoint --cosigned. With --request the witness is given only
what C2SP tlog-witness asks for, written by ledger prove --old, does not see the entries, and answers with the line of its signature.`

// witnessFlags are the flags of witness.
type witnessFlags struct {
	key, log, memory, request, out string
}

func witnessCommand(s streams) *cobra.Command {
	var f witnessFlags
	cmd := &cobra.Command{
		Use:   "witness [LEDGER|FOLDER]",
		Short: "Cosign a record that goes on from what was cosigned before, and refuse any other",
		Long:  witnessLong,
		Example: "  servanda ledger witness accord-export --key witness.key --log log.key.pub --memory seen -o cosigned\n" +
			"  servanda ledger witness --request request --key witness.key --log log.key.pub --memory seen",
		Args: named(0, 1, "witness LEDGER|FOLDER --key FILE --log FILE --memory FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if (f.request != "") == (len(args) == 1) {
				return errors.New("name a record, or a request with --request")
			}
			return f.run(cmd.Context(), s, args)
		},
	}
	cmd.Flags().StringVar(&f.key, "key", "", "the private key of the witness: a `FILE`")
	cmd.Flags().StringVar(&f.log, "log", "", "the public key of the log: a `FILE`")
	cmd.Flags().StringVar(&f.memory, "memory", "", "where the witness remembers what it cosigned last: a `FILE`")
	cmd.Flags().StringVar(&f.request, "request", "", "a request written by ledger prove --old: a `FILE`")
	cmd.Flags().StringVarP(&f.out, "out", "o", "", "write what was cosigned to this `FILE`")
	for _, name := range []string{"key", "log", "memory"} {
		cmd.MarkFlagRequired(name)
	}
	return cmd
}

func (f *witnessFlags) run(ctx context.Context, s streams, args []string) error {
	w := &ledger.Witness{Memory: f.memory, Disk: s.disk, Now: time.Now}
	var err error
	if w.Key, err = privateKey(s, f.key); err != nil {
		return err
	}
	if w.Log, err = publicKey(s, f.log); err != nil {
		return err
	}
	r, err := f.asked(ctx, s, w, args)
	if err != nil {
		return err
	}
	c, err := w.Cosign(r)
	if err != nil {
		return err
	}
	text := c.Note
	if f.request != "" {
		text = []byte(c.Line(w.Key.Public)) // which is what the standard has a witness answer
	}
	return writeOut(ctx, s, f.out, func(out io.Writer) error { _, err := out.Write(text); return err })
}

// asked is what the witness is asked to cosign: what is in the request, or what is found in a record that is verified first.
func (f *witnessFlags) asked(ctx context.Context, s streams, w *ledger.Witness, args []string) (*ledger.Request, error) {
	if f.request != "" {
		text, err := s.disk.ReadFile(f.request)
		if err != nil {
			return nil, err
		}
		r, err := ledger.ParseRequest(text)
		if err != nil {
			err = fmt.Errorf("%s: %w", shown(f.request), err)
		}
		return r, err
	}
	src, done, err := recordAt(ctx, args[0])
	if err != nil {
		return nil, err
	}
	defer done()
	return w.Look(ctx, src)
}

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

// revealFlags are the flags of reveal.
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
		if is != f.commitment {
			return &ledger.Broken{Entry: -1, What: fmt.Sprintf("%s is not what was committed to", args[0])}
		}
		return sayf(s.out, "%s is what was committed to.", shown(args[0]))
	}
	return f.find(ctx, s, args[0], args[1], is)
}

// find looks for the commitment in a record, which is verified on the way.
func (f *revealFlags) find(ctx context.Context, s streams, file, where, commitment string) error {
	trust, err := f.trust(s)
	if err != nil {
		return err
	}
	src, done, err := recordAt(ctx, where)
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
