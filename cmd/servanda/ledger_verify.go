package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/spf13/cobra"

	"github.com/servanda-lang/servanda"
)

const checkLedgerLong = `Verify checks everything from the first entry on: every signature, who was admitted, that nothing stands twice, every hash of the tree,
and that the checkpoints are of these entries and no others. It takes a ledger, an exported folder, or a proof of one entry.

What it cannot know by itself you tell it: whose key the log's is (--log), who must have cosigned (--witness), and what you saw
before (--since). Exit code 1 means that the record is not what it claims to be; what is wrong is told.`

// checkLedgerFlags are the flags of verify.
type checkLedgerFlags struct {
	trusting
	pact string
}

func checkLedgerCommand(s streams) *cobra.Command {
	var f checkLedgerFlags
	cmd := &cobra.Command{
		Use:   "verify LEDGER|FOLDER|PROOF",
		Short: "Check a record from its first entry on, or a proof",
		Long:  checkLedgerLong,
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

func (f *checkLedgerFlags) run(ctx context.Context, s streams, where string) error {
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
	src, done, err := recordAt(ctx, s, where)
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

func (f *checkLedgerFlags) proof(s streams, p *ledger.Proof, trust ledger.Trust) error {
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

// roleOf is the role of a key by its text.
func roleOf(r *ledger.Roster, vkey string) ledger.Role {
	key, err := ledger.ParsePublic(vkey)
	if err != nil {
		return ledger.RoleNobody
	}
	return r.Role(key)
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
		role := roleOf(sum.Roster, k)
		switch {
		case role == ledger.RoleParty:
			fmt.Fprintf(out, "%s may report.\n", keyShown(k))
		case role.Reports():
			fmt.Fprintf(out, "%s may report, as %s.\n", keyShown(k), role.Said())
		default:
			fmt.Fprintf(out, "%s is %s.\n", keyShown(k), role.Said())
		}
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
// entryAt reads one entry.
// which finds the entry that a call names by its number or its id.
// proveFlags are the flags of prove.
// ledgerExportFlags are the flags of ledger export.
// lines verifies the record, and then writes its events: nothing comes out of a record that is not whole.
