package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/ledger/store"
	"github.com/servanda-lang/servanda/internal/safefile"
	"github.com/spf13/cobra"
)

func keygenCommand(s streams) *cobra.Command {
	var out string
	var witness bool
	cmd := &cobra.Command{
		Use:     "keygen NAME",
		Short:   "Make a key: the private one for you alone, the public one to hand out",
		Long:    "Keygen writes a new private key to FILE, which nobody but you may read, and the public key to FILE.pub. The name of the key of a log is the name of the log.",
		Example: "  servanda ledger keygen north.example -o north.key",
		Args:    named(1, 1, "keygen NAME -o FILE"),
		RunE:    func(_ *cobra.Command, args []string) error { return keygen(s, args[0], out, witness) },
	}
	cmd.Flags().StringVarP(&out, "out", "o", "", "write the private key to this `FILE`, and the public one to FILE.pub")
	cmd.Flags().BoolVar(&witness, "witness", false, "make the key of a witness")
	return cmd
}

func keygen(s streams, name, out string, witness bool) error {
	if out == "" {
		return errors.New("say where the key is to be written: -o FILE")
	}
	algorithm := ledger.Ed25519
	if witness {
		algorithm = ledger.Cosignature
	}
	key, err := ledger.Generate(name, algorithm, rand.Reader)
	if err != nil {
		return err
	}
	if err := safefile.NewSecret(s.disk, out, []byte(key.Secret()+"\n")); err != nil {
		return isThere(out, err)
	}
	if err := safefile.New(s.disk, out+".pub", []byte(key.String()+"\n")); err != nil {
		return isThere(out+".pub", err)
	}
	return sayf(s.out, "Wrote %s, for you alone, and %s.pub, to hand out: %s.", shown(out), shown(out), whose(key.Public))
}

func isThere(path string, err error) error {
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s is there already; it was left as it is", shown(path))
	}
	return err
}

func ledgerInitCommand(s streams) *cobra.Command {
	var logKey string
	cmd := &cobra.Command{
		Use:     "init LEDGER",
		Short:   "Begin an empty ledger",
		Example: "  servanda ledger init accord.ledger --log-key log.key",
		Args:    named(1, 1, "init LEDGER --log-key FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			key, err := privateKey(s, logKey)
			if err != nil {
				return err
			}
			st, err := store.Create(cmd.Context(), args[0], key)
			if err != nil {
				return err
			}
			defer st.Close()
			return sayf(s.out, "The ledger %s begins, empty. Nobody may report yet: servanda ledger admit.", whose(key.Public))
		},
	}
	cmd.Flags().StringVar(&logKey, "log-key", "", "the private key of the log: a `FILE`")
	cmd.MarkFlagRequired("log-key")
	return cmd
}

func admitCommand(s streams) *cobra.Command {
	var logKey, as string
	var retire bool
	cmd := &cobra.Command{
		Use:   "admit LEDGER KEY...",
		Short: "Let the owners of public keys report, or no more with --retire",
		Long: "Admit lets the owners of public keys report (--as party, reporter or mediator), read what a server gives nobody else (--as observer), or\n" +
			"cosign through a server (--as witness). The entry is signed by the log: everybody sees who was let do what.",
		Example: "  servanda ledger admit accord.ledger --log-key log.key north.key.pub south.key.pub\n" +
			"  servanda ledger admit accord.ledger --as witness --log-key log.key witness.key.pub",
		Args: named(2, -1, "admit LEDGER KEY.pub... --log-key FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			role, err := ledger.ParseRole(as)
			if err != nil {
				return fmt.Errorf("--as: %w", err)
			}
			return admit(cmd.Context(), s, args[0], logKey, args[1:], role, retire)
		},
	}
	cmd.Flags().StringVar(&as, "as", "party", "the `ROLE`: party, reporter, observer, witness or mediator")
	cmd.Flags().StringVar(&logKey, "log-key", "", "the private key of the log: a `FILE`")
	cmd.Flags().BoolVar(&retire, "retire", false, "the keys may report no more from here on; what they reported stays")
	cmd.MarkFlagRequired("log-key")
	return cmd
}

func admit(ctx context.Context, s streams, where, logKey string, files []string, role ledger.Role, retire bool) error {
	keys, err := publicKeys(s, files)
	if err != nil {
		return err
	}
	st, log, err := openWith(ctx, s, where, logKey)
	if err != nil {
		return err
	}
	defer st.Close()
	n, err := st.Size(ctx)
	if err != nil {
		return err
	}
	kind, word := ledger.KindAdmit, "may report from entry %d on"
	if !role.Reports() {
		word = "is " + role.Said() + " from entry %d on"
	}
	if retire {
		kind, word = ledger.KindRetire, "may report no more, from entry %d on"
	}
	var all []ledger.Signed
	for i, key := range keys {
		if err := role.Fits(key); err != nil && !retire {
			return err
		}
		what := ledger.KeyStatement(kind, key, role, n+int64(i))
		what.Ledger, what.Claimed = st.LogKey().Name, time.Now()
		signed, err := what.Sign(*log)
		if err != nil {
			return err
		}
		all = append(all, signed)
	}
	receipts, err := st.Add(ctx, all, log)
	if err != nil {
		return err
	}
	for i, r := range receipts {
		if err := sayf(s.out, "%s "+word+".", whose(keys[i]), r.Entry); err != nil {
			return err
		}
	}
	return nil
}

func openWith(ctx context.Context, s streams, where, logKey string) (*store.Store, *ledger.Private, error) {
	var log *ledger.Private
	if logKey != "" {
		key, err := privateKey(s, logKey)
		if err != nil {
			return nil, nil, err
		}
		log = &key
	}
	st, err := store.Open(ctx, where)
	return st, log, err
}
