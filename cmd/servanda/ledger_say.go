package main

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/servanda-lang/servanda"
	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/spf13/cobra"
)

type saying struct {
	key, id, kind, claimed string
	pact, amendment        string
}

func (f *saying) register(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.key, "key", "", "your private key: a `FILE`")
	cmd.Flags().StringVar(&f.id, "id", "", "the `ID` of a single event or text (default: the event's member \"id\", or the digest of the line or text)")
	cmd.Flags().StringVar(&f.kind, "kind", kindEvent, "the `KIND` of what is recorded")
	cmd.Flags().StringVar(&f.claimed, "claimed", "", "the `TIME` that you give, such as 2026-03-01T12:00:00Z (default: now)")
	cmd.Flags().StringVar(&f.pact, "pact", "", "record the digest of the pact in this `FILE`, instead of events")
	cmd.Flags().StringVar(&f.amendment, "amendment", "", "record the digest of the amended pact in this `FILE`, instead of events")
	cmd.MarkFlagsMutuallyExclusive("pact", "amendment")
}

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
		if f.id != "" {
			st.ID = f.id // a text that was in force before is in force again
		}
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

type pactLine struct {
	Pact   string `json:"pact"`
	Digest string `json:"digest"`
}

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

func idOf(line []byte) string {
	var says struct {
		ID string `json:"id"`
	}
	if json.Unmarshal(line, &says) == nil && says.ID != "" {
		return says.ID
	}
	return fmt.Sprintf("sha256:%x", sha256.Sum256(line))
}

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
