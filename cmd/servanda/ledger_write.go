package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/servanda-lang/servanda"
	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/ledger/store"
	"github.com/servanda-lang/servanda/internal/safefile"
	"github.com/spf13/cobra"
)

// The kinds of entries that the command writes; those about keys are the ledger's own.
const (
	kindEvent     = "event"
	kindPact      = "pact"
	kindAmendment = "amendment"
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
	var logKey string
	var retire bool
	cmd := &cobra.Command{
		Use:     "admit LEDGER KEY...",
		Short:   "Let the owners of public keys report, or no more with --retire",
		Example: "  servanda ledger admit accord.ledger --log-key log.key north.key.pub south.key.pub",
		Args:    named(2, -1, "admit LEDGER KEY.pub... --log-key FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return admit(cmd.Context(), s, args[0], logKey, args[1:], retire)
		},
	}
	cmd.Flags().StringVar(&logKey, "log-key", "", "the private key of the log: a `FILE`")
	cmd.Flags().BoolVar(&retire, "retire", false, "the keys may report no more from here on; what they reported stays")
	cmd.MarkFlagRequired("log-key")
	return cmd
}

func admit(ctx context.Context, s streams, where, logKey string, files []string, retire bool) error {
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
	if retire {
		kind, word = ledger.KindRetire, "may report no more, from entry %d on"
	}
	var all []ledger.Signed
	for i, key := range keys {
		what := ledger.KeyStatement(kind, key, n+int64(i))
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

// openWith opens a ledger, and reads the key of its log if one is named.
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

// saying are the flags of what is said.
type saying struct {
	key, id, kind, claimed string
	pact, amendment        string
}

func (f *saying) register(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.key, "key", "", "your private key: a `FILE`")
	cmd.Flags().StringVar(&f.id, "id", "", "the `ID` of a single event (default: its member \"id\", or the digest of the line)")
	cmd.Flags().StringVar(&f.kind, "kind", kindEvent, "the `KIND` of what is recorded")
	cmd.Flags().StringVar(&f.claimed, "claimed", "", "the `TIME` that you give, such as 2026-03-01T12:00:00Z (default: now)")
	cmd.Flags().StringVar(&f.pact, "pact", "", "record the digest of the pact in this `FILE`, instead of events")
	cmd.Flags().StringVar(&f.amendment, "amendment", "", "record the digest of the amended pact in this `FILE`, instead of events")
	cmd.MarkFlagsMutuallyExclusive("pact", "amendment")
}

// sentences gives each thing that is said, one after the other: the pact, or the lines that are read.
func (f *saying) sentences(s streams, origin string, from []string, each func(ledger.Statement) error) error {
	claimed := time.Time{}
	if f.claimed != "" {
		var err error
		if claimed, err = time.Parse(time.RFC3339Nano, f.claimed); err != nil {
			return fmt.Errorf("%q is no time; one is written like 2026-03-01T12:00:00Z", f.claimed)
		}
	}
	if ledger.IsAboutKeys(f.kind) {
		return errors.New("keys are admitted and retired with: servanda ledger admit")
	}
	if f.pact != "" || f.amendment != "" {
		st, err := f.ofPact()
		if err != nil {
			return err
		}
		st.Ledger, st.Claimed = origin, claimed
		return each(st)
	}
	return eachLine(s, from, func(n int, line []byte) error {
		id := f.id
		if id == "" {
			id = idOf(line)
		} else if n > 1 {
			return errors.New("--id is for a single event, and there are several lines")
		}
		return each(ledger.Statement{Ledger: origin, Kind: f.kind, ID: id, Claimed: claimed, Line: bytes.Clone(line)})
	})
}

// pactLine is what an entry says of a pact.
type pactLine struct {
	Pact   string `json:"pact"`
	Digest string `json:"digest"`
}

// ofPact says which text the record is of.
func (f *saying) ofPact() (ledger.Statement, error) {
	path, kind := f.pact, kindPact
	if f.amendment != "" {
		path, kind = f.amendment, kindAmendment
	}
	digest, err := servanda.Digest(path)
	if err != nil {
		return ledger.Statement{}, err
	}
	line, err := json.Marshal(pactLine{filepath.Base(path), "sha256:" + digest})
	return ledger.Statement{Kind: kind, ID: kind + ":" + digest, Line: line}, err
}

// idOf is the name of an event: the one that it gives itself, or the digest of its line.
func idOf(line []byte) string {
	var says struct {
		ID string `json:"id"`
	}
	if json.Unmarshal(line, &says) == nil && says.ID != "" {
		return says.ID
	}
	return fmt.Sprintf("sha256:%x", sha256.Sum256(line))
}

// eachLine reads lines out of files or the standard input; empty ones are passed over.
func eachLine(s streams, from []string, each func(int, []byte) error) error {
	if len(from) == 0 {
		from = []string{standardInput}
	}
	n := 0
	for _, path := range from {
		in, done, err := opened(s, path)
		if err != nil {
			return err
		}
		lines := bufio.NewScanner(in)
		lines.Buffer(nil, 1<<17)
		for lines.Scan() {
			if len(bytes.TrimSpace(lines.Bytes())) == 0 {
				continue
			}
			n++
			if err = each(n, lines.Bytes()); err != nil {
				break
			}
		}
		done()
		if err = errors.Join(err, lines.Err()); err != nil {
			return fmt.Errorf("%s: %w", shown(path), err)
		}
	}
	return nil
}

func opened(s streams, path string) (io.Reader, func(), error) {
	if path == standardInput {
		return s.in, func() {}, nil
	}
	f, err := os.Open(path)
	return f, func() { f.Close() }, err
}

func signCommand(s streams) *cobra.Command {
	var f saying
	var log, out string
	cmd := &cobra.Command{
		Use:     "sign [EVENTS...]",
		Short:   "Sign events to be added by somebody else",
		Long:    "Sign reads events, one line of JSON each, and writes them signed, for a ledger that another keeps; they are recorded with ledger add --signed.",
		Example: "  servanda ledger sign events.jsonl --key north.key --log log.key.pub -o north.signed",
		RunE: func(cmd *cobra.Command, args []string) error {
			key, err := privateKey(s, f.key)
			if err != nil {
				return err
			}
			to, err := publicKey(s, log)
			if err != nil {
				return err
			}
			return writeOut(cmd.Context(), s, out, func(w io.Writer) error {
				return f.sentences(s, to.Name, args, func(st ledger.Statement) error {
					if st.Claimed.IsZero() {
						st.Claimed = time.Now()
					}
					signed, err := st.Sign(key)
					if err != nil {
						return err
					}
					_, err = w.Write(signed.Encode())
					return err
				})
			})
		},
	}
	f.register(cmd)
	cmd.Flags().StringVar(&log, "log", "", "the public key of the log: a `FILE`")
	cmd.Flags().StringVarP(&out, "out", "o", "", "write to this `FILE`")
	cmd.MarkFlagRequired("key")
	cmd.MarkFlagRequired("log")
	return cmd
}

// addFlags are the flags of add.
type addFlags struct {
	saying
	logKey string
	signed bool
	batch  int
}

func addCommand(s streams) *cobra.Command {
	var f addFlags
	cmd := &cobra.Command{
		Use:   "add LEDGER [EVENTS...]",
		Short: "Record events; what is acknowledged is on the disk",
		Long: "Add reads events, one line of JSON each, out of files or the standard input, signs and records them. Each is acknowledged with the number\n" +
			"of its entry once it is on the disk. What you said before under the same id is acknowledged again and not recorded twice.",
		Example: "  servanda ledger add accord.ledger events.jsonl --key north.key --log-key log.key\n" +
			"  servanda ledger add accord.ledger --pact accord.pact --key north.key\n" +
			"  servanda ledger add accord.ledger --signed south.signed",
		Args: named(1, -1, "add LEDGER [EVENTS...] --key FILE"),
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd.Context(), s, args[0], args[1:]) },
	}
	f.register(cmd)
	cmd.Flags().StringVar(&f.logKey, "log-key", "", "the private key of the log, to sign a checkpoint with what is recorded: a `FILE`")
	cmd.Flags().BoolVar(&f.signed, "signed", false, "what is read was signed with ledger sign")
	cmd.Flags().IntVar(&f.batch, "batch", 256, "record and acknowledge so many at a time; 1 for events that come one by one")
	cmd.MarkFlagsOneRequired("key", "signed")
	cmd.MarkFlagsMutuallyExclusive("key", "signed")
	return cmd
}

func (f *addFlags) run(ctx context.Context, s streams, where string, from []string) error {
	st, log, err := openWith(ctx, s, where, f.logKey)
	if err != nil {
		return err
	}
	defer st.Close()
	in := &intake{ctx: ctx, s: s, st: st, log: log, batch: f.batch}
	if f.signed {
		err = in.readSigned(from)
	} else {
		err = f.readLines(in, from)
	}
	if err != nil {
		return err // what was not acknowledged is not recorded
	}
	return in.flush()
}

// readLines reads events and signs them.
func (f *addFlags) readLines(in *intake, from []string) error {
	key, err := privateKey(in.s, f.key)
	if err != nil {
		return err
	}
	return f.sentences(in.s, in.st.LogKey().Name, from, func(say ledger.Statement) error {
		say.Reporter = key.Public
		if say.Claimed.IsZero() {
			if say.Claimed, err = in.saidAt(say); err != nil {
				return err
			}
		}
		signed, err := say.Sign(key)
		if err != nil {
			return err
		}
		return in.take(signed)
	})
}

// intake gathers what is recorded together.
type intake struct {
	ctx   context.Context
	s     streams
	st    *store.Store
	log   *ledger.Private
	all   []ledger.Signed
	batch int
}

// saidAt is the time at which the same was said before, if it was, so that it is the same again; now if it was not.
func (in *intake) saidAt(say ledger.Statement) (time.Time, error) {
	before, err := in.st.Said(in.ctx, say.Ref())
	if err != nil || before == nil || before.Kind != say.Kind || !bytes.Equal(before.Line, say.Line) {
		return time.Now(), err
	}
	return before.Claimed, nil
}

func (in *intake) readSigned(from []string) error {
	if len(from) == 0 {
		from = []string{standardInput}
	}
	for _, path := range from {
		r, done, err := opened(in.s, path)
		if err != nil {
			return err
		}
		err = ledger.ReadSigned(r, in.take)
		done()
		if err != nil {
			return fmt.Errorf("%s: %w", shown(path), err)
		}
	}
	return nil
}

func (in *intake) take(st ledger.Signed) error {
	if in.all = append(in.all, st); len(in.all) < in.batch {
		return nil
	}
	return in.flush()
}

// flush records what was gathered and acknowledges it.
func (in *intake) flush() error {
	if len(in.all) == 0 {
		return nil
	}
	all := in.all
	in.all = nil
	receipts, err := in.st.Add(in.ctx, all, in.log)
	if err != nil {
		return err
	}
	var b strings.Builder
	for _, r := range receipts {
		word := "recorded"
		if !r.New {
			word = "was recorded"
		}
		fmt.Fprintf(&b, "entry %d: %s %s %s\n", r.Entry, shown(r.ID), word, r.Recorded.Format(time.RFC3339))
	}
	_, err = io.WriteString(in.s.out, b.String())
	return err
}

// checkpointFlags are the flags of checkpoint.
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
