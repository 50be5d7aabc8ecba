package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/ledger/store"
	"github.com/servanda-lang/servanda/internal/server/client"
	"github.com/spf13/cobra"
)

const ledgerLong = `Ledger keeps a record of what was reported, on which parties who distrust one another can each verify what stands there, on one
machine or many, without a server. Every entry is signed by who reported it; the log signs what there is, as a checkpoint; witnesses
cosign checkpoints, and refuse a record that was rolled back or forked.

A LEDGER is a file (SQLite) or the address of a PostgreSQL database (postgres://…). What only reads takes an exported folder too, or the
address of a server (https://…), which is asked in the name of the key in --me; what it gives is verified as if it lay in a folder.`

func ledgerCommand(s streams) *cobra.Command {
	cmd := &cobra.Command{Use: "ledger", Short: "Keep and verify a record of what was reported", Long: ledgerLong}
	cmd.AddCommand(keygenCommand(s), ledgerInitCommand(s), admitCommand(s), signCommand(s), addCommand(s), checkpointCommand(s))
	cmd.AddCommand(checkLedgerCommand(s), proveCommand(s), ledgerExportCommand(s), witnessCommand(s), showCommand(s))
	cmd.AddCommand(withholdCommand(s), revealCommand(s), standingCommand(s), enterCommand(s), textCommand(s), backupCommand(s), restoreCommand(s))
	registerMe(cmd)
	for _, c := range cmd.Commands() {
		run := c.RunE
		c.RunE = func(cmd *cobra.Command, args []string) error { return s.judged(run(cmd, args)) }
	}
	return cmd
}

// judged tells of a record that is not what it claims to be: that is what was asked, and not a call that went wrong.
func (s streams) judged(err error) error {
	var broken *ledger.Broken
	if !errors.As(err, &broken) {
		return err
	}
	fmt.Fprintln(s.err, diag.Defuse("servanda: refused: "+errorText(err)))
	return exit(exitFindings)
}

// named checks how many names a call gives, and says what they are to be.
func named(least, most int, usage string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) < least || most >= 0 && len(args) > most {
			return errors.New("the call is: servanda ledger " + usage)
		}
		return nil
	}
}

// keyText reads the one line of a key file.
func keyText(s streams, path string) (string, error) {
	info, err := s.disk.Stat(path)
	if err != nil {
		return "", err
	}
	if !info.Mode().IsRegular() || info.Size() > 4096 {
		return "", fmt.Errorf("%s is no file with a key in it", shown(path))
	}
	text, err := s.disk.ReadFile(path)
	return strings.TrimSuffix(string(text), "\n"), err
}

// publicKey reads a public key out of a file.
func publicKey(s streams, path string) (ledger.Public, error) {
	text, err := keyText(s, path)
	if err != nil {
		return ledger.Public{}, err
	}
	if strings.HasPrefix(text, "PRIVATE") {
		return ledger.Public{}, fmt.Errorf("%s is a private key, which nobody else may see; name the public one (%s.pub)", shown(path), shown(path))
	}
	key, err := ledger.ParsePublic(text)
	if err != nil {
		err = fmt.Errorf("%s: %w", shown(path), err)
	}
	return key, err
}

func publicKeys(s streams, paths []string) ([]ledger.Public, error) {
	var out []ledger.Public
	for _, path := range paths {
		key, err := publicKey(s, path)
		if err != nil {
			return nil, err
		}
		out = append(out, key)
	}
	return out, nil
}

// privateKey reads a private key out of a file that nobody else may read.
func privateKey(s streams, path string) (ledger.Private, error) {
	info, err := s.disk.Stat(path)
	if err != nil {
		return ledger.Private{}, err
	}
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		return ledger.Private{}, fmt.Errorf("%s can be read by others, so anybody may have this key; if nobody has: chmod 600 %s", shown(path), shown(path))
	}
	text, err := keyText(s, path)
	if err != nil {
		return ledger.Private{}, err
	}
	key, err := ledger.ParsePrivate(text)
	if err != nil {
		err = fmt.Errorf("%s: %w", shown(path), err)
	}
	return key, err
}

// whose is a key as people are shown it.
func whose(k ledger.Public) string {
	return fmt.Sprintf("%s (key %s)", diag.Visible(k.Name), k.Number())
}

// recordAt opens what can be read: a ledger, or an exported folder.
func recordAt(ctx context.Context, s streams, where string) (ledger.Source, func(), error) {
	if client.IsAddress(where) {
		d, err := exportAt(ctx, s, where)
		return d, func() {}, err
	}
	if info, err := os.Stat(where); err == nil && info.IsDir() {
		d, err := ledger.OpenDir(where)
		return d, func() {}, err
	}
	st, err := store.Open(ctx, where)
	if err != nil {
		return nil, nil, err
	}
	return st, func() { st.Close() }, nil
}

// newest opens the newest checkpoint of a record.
func newest(ctx context.Context, src ledger.Source, witnesses ...ledger.Public) (*ledger.Checkpoint, error) {
	texts, err := src.Checkpoints(ctx)
	if err != nil {
		return nil, err
	}
	if len(texts) == 0 {
		return nil, &ledger.Broken{Entry: -1, What: "the record has no checkpoint"}
	}
	return ledger.OpenCheckpoint(texts[len(texts)-1], src.LogKey(), witnesses...)
}

// trusting are the flags by which somebody says whom they know.
type trusting struct {
	log       string
	witnesses []string
	since     []string
}

func (f *trusting) register(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.log, "log", "", "the public key of the log, from elsewhere than the record: a `FILE`")
	cmd.Flags().StringArrayVar(&f.witnesses, "witness", nil, "the public key of a witness who must have cosigned: a `FILE`; may be repeated")
}

func (f *trusting) registerSince(cmd *cobra.Command) {
	cmd.Flags().StringArrayVar(&f.since, "since", nil, "a checkpoint that you kept, which the record must go on from: a `FILE`; may be repeated")
}

func (f *trusting) trust(s streams) (ledger.Trust, error) {
	var t ledger.Trust
	if f.log != "" {
		key, err := publicKey(s, f.log)
		if err != nil {
			return t, err
		}
		t.Log = &key
	}
	var err error
	if t.Witnesses, err = publicKeys(s, f.witnesses); err != nil {
		return t, err
	}
	for _, path := range f.since {
		text, err := s.disk.ReadFile(path)
		if err != nil {
			return t, err
		}
		t.Earlier = append(t.Earlier, text)
	}
	return t, nil
}

// sayf writes a line to people.
func sayf(w io.Writer, format string, args ...any) error {
	_, err := io.WriteString(w, diag.Defuse(fmt.Sprintf(format, args...))+"\n")
	return err
}
