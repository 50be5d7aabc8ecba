package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"time"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/ledger/store"
	"github.com/spf13/cobra"
)

func tellEntry(w io.Writer, n int64, e *ledger.Entry) error {
	return sayf(w, "entry %d, %s %s\n  reported by %s\n  claimed  %s\n  recorded %s\n  %s", n, e.Kind, diag.Visible(e.ID), whose(e.Reporter),
		e.Claimed.Format(time.RFC3339Nano), e.Recorded.Format(time.RFC3339Nano), diag.Visible(string(e.Line)))
}

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
			src, done, err := recordAt(ctx, s, args[0])
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
