package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"time"

	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/server/client"
	"github.com/servanda-lang/servanda/internal/server/wire"
	"github.com/spf13/cobra"
)

// meKey is where a context has the file of the key in whose name a server is asked.
type meKey struct{}

// registerMe adds the flag that says in whose name a server is asked.
func registerMe(cmd *cobra.Command) {
	var me string
	cmd.PersistentFlags().StringVar(&me, "me", "", "your private key, to ask a server with: a `FILE`")
	cmd.PersistentPreRun = func(cmd *cobra.Command, _ []string) { cmd.SetContext(inTheNameOf(cmd.Context(), me)) }
}

// inTheNameOf is a context in which a server is asked with the key in a file, unless there is one already.
func inTheNameOf(ctx context.Context, file string) context.Context {
	if was, _ := ctx.Value(meKey{}).(string); was != "" {
		return ctx
	}
	return context.WithValue(ctx, meKey{}, file)
}

// clientAt is a client of a server, in the name of the key that the call names, if any.
func clientAt(ctx context.Context, s streams, address string) (*client.Client, error) {
	file, _ := ctx.Value(meKey{}).(string)
	if file == "" {
		return client.New(address, nil)
	}
	key, err := privateKey(s, file)
	if err != nil {
		return nil, err
	}
	return client.New(address, &key)
}

// exportAt is the record that a server gives.
func exportAt(ctx context.Context, s streams, address string) (*ledger.Dir, error) {
	c, err := clientAt(ctx, s, address)
	if err != nil {
		return nil, err
	}
	d, err := ledger.OpenExport(ctx, c.Fetch)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s is no server of a ledger", shown(address))
	}
	return d, err
}

// remote is the ledger of a server.
type remote struct {
	c    *client.Client
	log  ledger.Public
	key  *ledger.Private // that signs; nil if what is handed in was signed by others
	same bool            // what was said before at another time is the same
}

func (f *addFlags) remote(ctx context.Context, s streams, address string, key *ledger.Private) (*remote, error) {
	if key != nil {
		ctx = inTheNameOf(ctx, f.key)
	}
	c, err := clientAt(ctx, s, address)
	if err != nil {
		return nil, err
	}
	to := &remote{c: c, key: key, same: f.claimed == ""}
	if f.log != "" {
		to.log, err = publicKey(s, f.log)
	} else {
		to.log, err = c.Log(ctx)
	}
	return to, err
}

func (r *remote) name() string { return r.log.Name }

// saidAt is now: what was said before comes to light when it is refused.
func (r *remote) saidAt(context.Context, ledger.Statement) (time.Time, error) {
	return time.Now(), nil
}

// add hands in, and checks the proofs that come back.
func (r *remote) add(ctx context.Context, all []ledger.Signed) ([]wire.Receipt, error) {
	for range len(all) + 1 {
		receipts, err := r.c.Add(ctx, all, true)
		var p *wire.Problem
		if errors.As(err, &p) && p.Status == http.StatusConflict && p.Which != nil && p.Entry != nil && r.again(ctx, all, *p.Which, *p.Entry) {
			continue
		}
		if err != nil {
			return nil, err
		}
		for i := range receipts {
			if err := r.holds(&receipts[i], all[i]); err != nil {
				return nil, err
			}
		}
		return receipts, nil
	}
	return nil, errors.New("the server refuses again what was put right")
}

// again signs a statement once more with the time at which the same was said before, if it was.
func (r *remote) again(ctx context.Context, all []ledger.Signed, i int, entry int64) bool {
	if !r.same || r.key == nil || i < 0 || i >= len(all) {
		return false
	}
	before, err := r.c.Entry(ctx, entry)
	if err != nil || before.Key != r.key.String() || before.ID != all[i].ID || before.Kind != all[i].Kind || !bytes.Equal(before.Event, all[i].Line) || before.Claimed.Equal(all[i].Claimed) {
		return false
	}
	say := all[i].Statement
	say.Claimed = before.Claimed
	signed, err := say.Sign(*r.key)
	all[i] = signed
	return err == nil
}

// holds checks that a receipt is one for the statement, and its proof, if there is one.
func (r *remote) holds(got *wire.Receipt, of ledger.Signed) error {
	wrong := &ledger.Broken{Entry: got.Entry, What: "the server's receipt is not for what was handed in"}
	if got.ID != of.ID {
		return wrong
	}
	if got.Proof == "" {
		return nil
	}
	p, err := ledger.ParseProof([]byte(got.Proof))
	if err != nil {
		return err
	}
	e, _, err := p.Check(r.log)
	if err != nil {
		return err
	}
	if p.Index != got.Entry || !e.Same(of.Statement) {
		return wrong
	}
	return nil
}

// handIn gives the signature of a witness to the server.
func (f *witnessFlags) handIn(ctx context.Context, s streams, address string, c *ledger.Checkpoint, key ledger.Private) error {
	to, err := client.New(address, &key)
	if err != nil {
		return err
	}
	if err := to.Cosign(ctx, c.Note); err != nil {
		return err
	}
	if f.out != "" {
		if err := writeOut(ctx, s, f.out, func(w io.Writer) error { _, err := w.Write(c.Note); return err }); err != nil {
			return err
		}
	}
	return sayf(s.out, "%s cosigned the checkpoint of %s, and the server has it.", whose(key.Public), entries(c.Size))
}

func standingCommand(s streams) *cobra.Command {
	var on, known string
	cmd := &cobra.Command{
		Use:     "standing URL",
		Short:   "Ask a server where everyone stands, as JSON",
		Long:    "Standing asks a server where everyone stands by its ledger. To rely on it, export the record, verify it, and follow it here: servanda track.",
		Example: "  servanda ledger standing https://ledger.example --me north.key --on today",
		Args:    named(1, 1, "standing URL --me FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			c, err := clientAt(cmd.Context(), s, args[0])
			if err != nil {
				return err
			}
			text, err := c.Standing(cmd.Context(), on, known)
			if err != nil {
				return err
			}
			_, err = s.out.Write(text)
			return err
		},
	}
	cmd.Flags().StringVar(&on, "on", "", "the `DATE` looked at (\"today\", \"day 12\")")
	cmd.Flags().StringVar(&known, "as-known-on", "", "count only what had been recorded by this `DATE`")
	return cmd
}
