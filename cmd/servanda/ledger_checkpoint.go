package main

import (
	"context"
	"io"

	"github.com/servanda-lang/servanda/internal/ledger/store"
	"github.com/spf13/cobra"
)

type checkpointFlags struct {
	logKey, cosigned, witness, out string
}

func checkpointCommand(s streams) *cobra.Command {
	var f checkpointFlags
	cmd := &cobra.Command{
		Use:   "checkpoint LEDGER",
		Short: "Sign what there is, or take in what a witness has cosigned; print the newest checkpoint",
		Example: "  servanda ledger checkpoint accord.ledger --log-key log.key\n" +
			"  servanda ledger checkpoint accord.ledger --cosigned cosigned --witness witness.key.pub",
		Args: named(1, 1, "checkpoint LEDGER [--log-key FILE]"),
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd.Context(), s, args[0]) },
	}
	cmd.Flags().StringVar(&f.logKey, "log-key", "", "the private key of the log: a `FILE`")
	cmd.Flags().StringVar(&f.cosigned, "cosigned", "", "the `FILE` that a witness has written")
	cmd.Flags().StringVar(&f.witness, "witness", "", "the public key of that witness: a `FILE`")
	cmd.Flags().StringVarP(&f.out, "out", "o", "", "write the checkpoint to this `FILE`")
	cmd.MarkFlagsRequiredTogether("cosigned", "witness")
	return cmd
}

func (f *checkpointFlags) run(ctx context.Context, s streams, where string) error {
	st, log, err := openWith(ctx, s, where, f.logKey)
	if err != nil {
		return err
	}
	defer st.Close()
	if log != nil {
		if err := st.Sign(ctx, *log); err != nil {
			return err
		}
	}
	if f.cosigned != "" {
		if err := f.takeIn(ctx, s, st); err != nil {
			return err
		}
	}
	c, err := newest(ctx, st)
	if err != nil {
		return err
	}
	return writeOut(ctx, s, f.out, func(w io.Writer) error { _, err := w.Write(c.Note); return err })
}

func (f *checkpointFlags) takeIn(ctx context.Context, s streams, st *store.Store) error {
	witness, err := publicKey(s, f.witness)
	if err != nil {
		return err
	}
	text, err := s.disk.ReadFile(f.cosigned)
	if err != nil {
		return err
	}
	_, err = st.Cosign(ctx, text, witness)
	return err
}
