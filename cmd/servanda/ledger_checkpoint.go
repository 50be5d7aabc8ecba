package main

import (
	"context"
	"errors"
	"io"

	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/ledger/store"
	"github.com/servanda-lang/servanda/internal/ledger/witness"
	"github.com/spf13/cobra"
)

type checkpointFlags struct {
	logKey, cosigned, witness, witnessURL, out string
}

func checkpointCommand(s streams) *cobra.Command {
	var f checkpointFlags
	cmd := &cobra.Command{
		Use:   "checkpoint LEDGER",
		Short: "Sign what there is, take in what a witness has cosigned or ask one to; print the newest checkpoint",
		Example: "  servanda ledger checkpoint accord.ledger --log-key log.key\n" +
			"  servanda ledger checkpoint accord.ledger --cosigned cosigned --witness witness.key.pub\n" +
			"  servanda ledger checkpoint accord.ledger --log-key log.key --witness-url https://witness.example --witness witness.key.pub",
		Args: named(1, 1, "checkpoint LEDGER [--log-key FILE]"),
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd.Context(), s, args[0]) },
	}
	cmd.Flags().StringVar(&f.logKey, "log-key", "", "the private key of the log: a `FILE`")
	cmd.Flags().StringVar(&f.cosigned, "cosigned", "", "the `FILE` that a witness has written")
	cmd.Flags().StringVar(&f.witness, "witness", "", "the public key of that witness: a `FILE`")
	cmd.Flags().StringVar(&f.witnessURL, "witness-url", "", "ask the witness at this `URL` to cosign, by C2SP tlog-witness")
	cmd.Flags().StringVarP(&f.out, "out", "o", "", "write the checkpoint to this `FILE`")
	cmd.MarkFlagsMutuallyExclusive("cosigned", "witness-url")
	return cmd
}

func (f *checkpointFlags) run(ctx context.Context, s streams, where string) error {
	if (f.witness != "") != (f.cosigned != "" || f.witnessURL != "") {
		return errors.New("--cosigned or --witness-url go with --witness, the public key of that witness")
	}
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
	if f.witness != "" {
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

// takeIn takes in what a witness has cosigned, or cosigns now that it is asked.
func (f *checkpointFlags) takeIn(ctx context.Context, s streams, st *store.Store) error {
	key, err := publicKey(s, f.witness)
	if err != nil {
		return err
	}
	var text []byte
	if f.witnessURL != "" {
		text, err = f.asked(ctx, st, key)
	} else {
		text, err = s.disk.ReadFile(f.cosigned)
	}
	if err != nil {
		return err
	}
	_, err = st.Cosign(ctx, text, key)
	return err
}

// asked is the newest checkpoint with the signature of a witness that is asked for it.
func (f *checkpointFlags) asked(ctx context.Context, st *store.Store, key ledger.Public) ([]byte, error) {
	at, err := witness.At(f.witnessURL, key)
	if err != nil {
		return nil, err
	}
	c, err := newest(ctx, st)
	if err != nil {
		return nil, err
	}
	if c, err = at.Cosign(ctx, st, c); err != nil {
		return nil, err
	}
	return c.Note, nil
}
