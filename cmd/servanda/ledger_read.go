package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/ledger/store"
	"github.com/spf13/cobra"

	"github.com/servanda-lang/servanda"
)

const verifyLong = `Verify checks everything from the first entry on: every signature, who was admitted, that nothing stands twice, every hash of the tree,
and that the checkpoints are of these entries and no others. It takes a ledger, an exported folder, or a proof of one entry.

What it cannot know by itself you tell it: whose key the log's is (--log), who must have cosigned (--witness), and what you saw
before (--since). Exit code 1 means that the record is not what it claims to be; what is wrong is told.`

// verifyFlags are the flags of verify.
type verifyFlags struct {
	trusting
	pact string
}

func verifyCommand(s streams) *cobra.Command {
	var f verifyFlags
	cmd := &cobra.Command{
		Use:   "verify LEDGER|FOLDER|PROOF",
		Short: "Check a record from its first entry on, or a proof",
		Long:  verifyLong,
		Example: "  servanda ledger verify accord.ledger --log log.key.pub --witness witness.key.pub --since kept.checkpoint\n" +
			"  servanda ledger verify payment.tlog-proof --log log.key.pub",
		Args: named(1, 1, "verify LEDGER|FOLDER|PROOF"),
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd.Context(), s, args[0]) },
	}
	f.register(cmd)
	f.registerSince(cmd)
	cmd.Flags().StringVar(&f.pact, "pact", "", "the pact in this `FILE` must be the last that was recorded")
	return cmd
}

func (f *verifyFlags) run(ctx context.Context, s streams, where string) error {
	trust, err := f.trust(s)
	if err != nil {
		return err
	}
	if proof, err := proofIn(s, where); err != nil || proof != nil {
		if err != nil {
			return err
		}
		return f.proof(s, proof, trust)
	}
	src, done, err := recordAt(ctx, where)
	if err != nil {
		return err
	}
	defer done()
	last := &lastPact{}
	trust.Look = last.look
	sum, err := ledger.Verify(ctx, src, trust)
	if err != nil {
		return err
	}
	if f.pact != "" {
		if err := last.is(f.pact); err != nil {
			return err
		}
	}
	return tellSummary(s.out, sum)
}

// proofIn reads a proof, if the file is one.
func proofIn(s streams, path string) (*ledger.Proof, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil // no file: a database, or nothing, which is told when it is opened
	}
	defer f.Close()
	head := make([]byte, 16)
	if n, _ := io.ReadFull(f, head); !bytes.HasPrefix([]byte("c2sp.org/tlog-proof@v1"), head[:n]) || n == 0 {
		return nil, nil
	}
	text, err := io.ReadAll(io.LimitReader(io.MultiReader(bytes.NewReader(head), f), 1<<20))
	if err != nil {
		return nil, err
	}
	p, err := ledger.ParseProof(text)
	if err != nil {
		return nil, &ledger.Broken{Entry: -1, What: err.Error()}
	}
	return p, nil
}

func (f *verifyFlags) proof(s streams, p *ledger.Proof, trust ledger.Trust) error {
	if trust.Log == nil {
		return errors.New("a proof is checked with the public key of the log: --log FILE")
	}
	e, c, err := p.Check(*trust.Log, trust.Witnesses...)
	if err != nil {
		return err
	}
	if err := tellEntry(s.out, p.Index, e); err != nil {
		return err
	}
	if err := sayf(s.out, "It is under the checkpoint of %d entries that %s has signed.", c.Size, whose(*trust.Log)); err != nil {
		return err
	}
	return tellCosigned(s.out, c.By)
}

// lastPact remembers which pact a record is of.
type lastPact struct {
	at   int64
	line *pactLine
}

func (l *lastPact) look(n int64, e *ledger.Entry) error {
	var said pactLine
	if (e.Kind == kindPact || e.Kind == kindAmendment) && json.Unmarshal(e.Line, &said) == nil {
		l.at, l.line = n, &said
	}
	return nil
}

// is checks that this is the pact.
func (l *lastPact) is(path string) error {
	digest, err := servanda.Digest(path)
	switch {
	case err != nil:
		return err
	case l.line == nil:
		return &ledger.Broken{Entry: -1, What: "no pact was recorded"}
	case l.line.Digest != "sha256:"+digest:
		return &ledger.Broken{Entry: l.at, What: fmt.Sprintf("it is of another pact than %s: its digest is %s, that of the file sha256:%s", path, l.line.Digest, digest)}
	}
	return nil
}

// tellSummary says what was found.
func tellSummary(w io.Writer, sum *ledger.Summary) error {
	out := &strings.Builder{}
	fmt.Fprintf(out, "The ledger %s is whole: %s.\n", whose(sum.Log), entries(sum.Size))
	if sum.Size > 0 {
		fmt.Fprintf(out, "Recorded from %s to %s.\n", sum.First.Format(time.RFC3339), sum.Last.Format(time.RFC3339))
	}
	if n := sum.Size - sum.Signed; n > 0 {
		fmt.Fprintf(out, "The last %s are under no checkpoint yet: the log has not signed for them.\n", entries(n))
	}
	now, before := sum.Roster.Admitted()
	for _, k := range now {
		fmt.Fprintf(out, "%s may report.\n", keyShown(k))
	}
	for _, k := range before {
		fmt.Fprintf(out, "%s may report no more.\n", keyShown(k))
	}
	if sum.Earlier > 0 {
		fmt.Fprintln(out, "It goes on from every checkpoint that you kept.")
	}
	if !sum.LogTrusted {
		fmt.Fprintln(out, "That this key is the log's is the record's own word; who has the key from elsewhere says --log FILE.")
	}
	if _, err := io.WriteString(w, diag.Defuse(out.String())); err != nil {
		return err
	}
	return tellCosigned(w, sum.Newest.By)
}

func entries(n int64) string {
	if n == 1 {
		return "1 entry"
	}
	return fmt.Sprintf("%d entries", n)
}

func keyShown(text string) string {
	k, err := ledger.ParsePublic(text)
	if err != nil {
		return diag.Visible(text)
	}
	return whose(k)
}

func tellCosigned(w io.Writer, by []ledger.Cosigned) error {
	for _, c := range by {
		if err := sayf(w, "%s cosigned it at %s.", whose(c.Witness), c.At.Format(time.RFC3339)); err != nil {
			return err
		}
	}
	return nil
}

// tellEntry shows an entry.
func tellEntry(w io.Writer, n int64, e *ledger.Entry) error {
	return sayf(w, "entry %d, %s %s\n  reported by %s\n  claimed  %s\n  recorded %s\n  %s", n, e.Kind, diag.Visible(e.ID), whose(e.Reporter),
		e.Claimed.Format(time.RFC3339Nano), e.Recorded.Format(time.RFC3339Nano), diag.Visible(string(e.Line)))
}

// entryAt reads one entry.
func entryAt(ctx context.Context, src ledger.Source, n int64) (*ledger.Entry, error) {
	rows, err := src.Rows(ctx, n, 1)
	if err != nil {
		return nil, err
	}
	if len(rows) == 0 {
		return nil, fmt.Errorf("there is no entry %d", n)
	}
	e, err := ledger.ParseEntry(rows[0].Data)
	if err == nil && !e.Verified() {
		err = errors.New("the signature of " + e.Reporter.Name + " does not hold for what stands here")
	}
	if err != nil {
		return nil, &ledger.Broken{Entry: n, What: err.Error()}
	}
	return &e, nil
}

// which finds the entry that a call names by its number or its id.
func which(ctx context.Context, src ledger.Source, name string) (int64, error) {
	if n, err := strconv.ParseInt(name, 10, 64); err == nil && n >= 0 {
		return n, nil
	}
	st, ok := src.(*store.Store)
	if !ok {
		return 0, errors.New("in an exported folder an entry is named by its number")
	}
	at, err := st.Find(ctx, name)
	switch {
	case err != nil:
		return 0, err
	case len(at) == 0:
		return 0, fmt.Errorf("there is no entry with the id %s", shown(name))
	case len(at) > 1:
		return 0, fmt.Errorf("several reporters used the id %s: entries %v; name one by its number", shown(name), at)
	}
	return at[0], nil
}

func showCommand(s streams) *cobra.Command {
	return &cobra.Command{
		Use:     "show LEDGER|FOLDER [ENTRY]",
		Short:   "Show entries, or one by its number or id",
		Long:    "Show prints what stands in a record. It checks the signatures of what it shows, and nothing else: servanda ledger verify checks all.",
		Example: "  servanda ledger show accord.ledger 12",
		Args:    named(1, 2, "show LEDGER|FOLDER [ENTRY]"),
		RunE: func(cmd *cobra.Command, args []string) error {
			ctx := cmd.Context()
			src, done, err := recordAt(ctx, args[0])
			if err != nil {
				return err
			}
			defer done()
			if len(args) == 1 {
				return showAll(ctx, s, src)
			}
			n, err := which(ctx, src, args[1])
			if err != nil {
				return err
			}
			e, err := entryAt(ctx, src, n)
			if err != nil {
				return err
			}
			return tellEntry(s.out, n, e)
		},
	}
}

func showAll(ctx context.Context, s streams, src ledger.Source) error {
	size, err := src.Size(ctx)
	if err != nil {
		return err
	}
	return buffered(ctx, s.out, func(w io.Writer) error {
		for n := range size {
			e, err := entryAt(ctx, src, n)
			if err != nil {
				return err
			}
			if err := tellEntry(w, n, e); err != nil {
				return err
			}
		}
		return nil
	})
}

// proveFlags are the flags of prove.
type proveFlags struct {
	out string
	old int64
}

func proveCommand(s streams) *cobra.Command {
	var f proveFlags
	cmd := &cobra.Command{
		Use:   "prove LEDGER|FOLDER [ENTRY]",
		Short: "Write the proof that an entry is in the record, or that the record goes on from an earlier checkpoint",
		Long: "Prove writes a proof (C2SP tlog-proof@v1) that an entry is under the newest checkpoint; it holds the entry, and is checked by itself.\n" +
			"With --old SIZE it writes what a witness is asked who has cosigned a checkpoint of so many entries (C2SP tlog-witness).",
		Example: "  servanda ledger prove accord.ledger 12 -o payment.tlog-proof\n  servanda ledger prove accord.ledger --old 7 -o request",
		Args:    named(1, 2, "prove LEDGER|FOLDER ENTRY, or prove LEDGER|FOLDER --old SIZE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if cmd.Flags().Changed("old") == (len(args) == 2) {
				return errors.New("name an entry, or a size with --old")
			}
			return f.run(cmd.Context(), s, args)
		},
	}
	cmd.Flags().StringVarP(&f.out, "out", "o", "", "write to this `FILE`")
	cmd.Flags().Int64Var(&f.old, "old", 0, "how many entries the checkpoint has that the witness cosigned last: a `SIZE`")
	return cmd
}

func (f *proveFlags) run(ctx context.Context, s streams, args []string) error {
	src, done, err := recordAt(ctx, args[0])
	if err != nil {
		return err
	}
	defer done()
	c, err := newest(ctx, src)
	if err != nil {
		return err
	}
	text, err := f.text(ctx, src, c, args[1:])
	if err != nil {
		return err
	}
	return writeOut(ctx, s, f.out, func(w io.Writer) error { _, err := w.Write(text); return err })
}

func (f *proveFlags) text(ctx context.Context, src ledger.Source, c *ledger.Checkpoint, entry []string) ([]byte, error) {
	if len(entry) == 0 {
		r, err := ledger.Ask(ctx, src, f.old, c)
		if err != nil {
			return nil, err
		}
		return r.Encode(), nil
	}
	n, err := which(ctx, src, entry[0])
	if err != nil {
		return nil, err
	}
	p, err := ledger.Prove(ctx, src, n, c)
	if err != nil {
		return nil, err
	}
	return p.Encode(), nil
}

// ledgerExportFlags are the flags of ledger export.
type ledgerExportFlags struct {
	trusting
	jsonl, envelope bool
	kinds           []string
	out             string
}

func ledgerExportCommand(s streams) *cobra.Command {
	var f ledgerExportFlags
	cmd := &cobra.Command{
		Use:   "export LEDGER [FOLDER]",
		Short: "Write the record into a folder that anybody can verify, or its events as lines of JSON",
		Long: "Export verifies the record and writes it, up to the newest checkpoint, into a folder (C2SP tlog-tiles); an earlier export there is gone on with.\n" +
			"With --jsonl it writes the events in their order, one a line, as they were reported. With --envelope each line says besides who reported it, and when.",
		Example: "  servanda ledger export accord.ledger accord-export\n  servanda ledger export accord.ledger --jsonl -o events.jsonl",
		Args:    named(1, 2, "export LEDGER FOLDER, or export LEDGER --jsonl"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if lines := f.jsonl || f.envelope; lines == (len(args) == 2) {
				return errors.New("name a folder, or ask for lines with --jsonl or --envelope")
			}
			return f.run(cmd.Context(), s, args)
		},
	}
	f.register(cmd)
	f.registerSince(cmd)
	cmd.Flags().BoolVar(&f.jsonl, "jsonl", false, "write the events as lines of JSON")
	cmd.Flags().BoolVar(&f.envelope, "envelope", false, "write each event with its number, reporter and times, as lines of JSON")
	cmd.Flags().StringSliceVar(&f.kinds, "kind", []string{kindEvent}, "of lines: the `KINDS` of entries to write")
	cmd.Flags().StringVarP(&f.out, "out", "o", "", "of lines: write to this `FILE`")
	cmd.MarkFlagsMutuallyExclusive("jsonl", "envelope")
	return cmd
}

func (f *ledgerExportFlags) run(ctx context.Context, s streams, args []string) error {
	trust, err := f.trust(s)
	if err != nil {
		return err
	}
	src, done, err := recordAt(ctx, args[0])
	if err != nil {
		return err
	}
	defer done()
	if len(args) == 1 {
		return writeOut(ctx, s, f.out, func(w io.Writer) error { return f.lines(ctx, src, trust, w) })
	}
	sum, err := ledger.Verify(ctx, src, trust)
	if err != nil {
		return err
	}
	c := sum.Newest
	if err := ledger.Export(ctx, s.disk, args[1], src, c); err != nil {
		return err
	}
	return sayf(s.out, "Wrote %s to %s, up to the newest checkpoint.", entries(c.Size), shown(args[1]))
}

// lines verifies the record, and then writes its events: nothing comes out of a record that is not whole.
func (f *ledgerExportFlags) lines(ctx context.Context, src ledger.Source, trust ledger.Trust, w io.Writer) error {
	sum, err := ledger.Verify(ctx, src, trust)
	if err != nil {
		return err
	}
	return ledger.Each(ctx, src, sum.Size, func(n int64, e *ledger.Entry) error {
		if !slices.Contains(f.kinds, e.Kind) {
			return nil
		}
		line := e.Line
		if f.envelope {
			if line, err = envelope(n, e); err != nil {
				return err
			}
		}
		_, err := fmt.Fprintf(w, "%s\n", line)
		return err
	})
}

func envelope(n int64, e *ledger.Entry) ([]byte, error) {
	return json.Marshal(struct {
		Entry    int64           `json:"entry"`
		Kind     string          `json:"kind"`
		ID       string          `json:"id"`
		Reporter string          `json:"reporter"`
		Key      string          `json:"key"`
		Claimed  time.Time       `json:"claimed"`
		Recorded time.Time       `json:"recorded"`
		Event    json.RawMessage `json:"event"`
	}{n, e.Kind, e.ID, e.Reporter.Name, e.Reporter.String(), e.Claimed, e.Recorded, e.Line})
}
