package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/spf13/cobra"
)

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
	src, done, err := recordAt(ctx, s, args[0])
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
	src, done, err := recordAt(ctx, s, args[0])
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
	if err := ledger.Export(ctx, ledger.Folder{Disk: s.disk, Dir: args[1]}, src, c); err != nil {
		return err
	}
	return sayf(s.out, "Wrote %s to %s, up to the newest checkpoint.", entries(c.Size), shown(args[1]))
}

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
