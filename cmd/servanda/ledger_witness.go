package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/server/client"
	"github.com/spf13/cobra"
)

const witnessLong = `Witness cosigns the newest checkpoint of a record, if the record is whole and goes on from all that this witness has cosigned before. A
record that was rolled back or forked is refused. What was cosigned last is remembered in a file of its own (--memory), which is
written before the signature is given. Whoever loses that file begins to trust anew: keep it.

What it writes is the cosigned checkpoint, to be taken in with ledger checkpoint --cosigned. With --request the witness is given only
what C2SP tlog-witness asks for, written by ledger prove --old, does not see the entries, and answers with the line of its signature.

Named the address of a server (https://…) it verifies what the server gives, from the first entry on, and hands its signature in there.

With --listen it is asked over HTTP, by add-checkpoint of C2SP tlog-witness, by whoever has a checkpoint that the log has signed, until it is
ended (Ctrl-C). It sees that the record goes on, and not the entries; what contradicts what it has cosigned it writes down on the standard
error, whole, for that is the proof. It speaks HTTP; put a proxy with TLS before it for others than this machine.`

// witnessFlags are the flags of witness.
type witnessFlags struct {
	key, log, memory, request, out string
	listen                         string
}

func witnessCommand(s streams) *cobra.Command {
	var f witnessFlags
	cmd := &cobra.Command{
		Use:   "witness [LEDGER|FOLDER|URL]",
		Short: "Cosign a record that goes on from what was cosigned before, and refuse any other",
		Long:  witnessLong,
		Example: "  servanda ledger witness accord-export --key witness.key --log log.key.pub --memory seen -o cosigned\n" +
			"  servanda ledger witness --request request --key witness.key --log log.key.pub --memory seen\n" +
			"  servanda ledger witness --listen 127.0.0.1:7461 --key witness.key --log log.key.pub --memory seen",
		Args: named(0, 1, "witness LEDGER|FOLDER --key FILE --log FILE --memory FILE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			named := len(args)
			for _, other := range []string{f.request, f.listen} {
				if other != "" {
					named++
				}
			}
			if named != 1 {
				return errors.New("name a record, or a request with --request, or where it is to be asked with --listen")
			}
			return f.run(cmd.Context(), s, args)
		},
	}
	cmd.Flags().StringVar(&f.key, "key", "", "the private key of the witness: a `FILE`")
	cmd.Flags().StringVar(&f.log, "log", "", "the public key of the log: a `FILE`")
	cmd.Flags().StringVar(&f.memory, "memory", "", "where the witness remembers what it cosigned last: a `FILE`")
	cmd.Flags().StringVar(&f.request, "request", "", "a request written by ledger prove --old: a `FILE`")
	cmd.Flags().StringVar(&f.listen, "listen", "", "the `ADDRESS` to be asked at, by add-checkpoint of C2SP tlog-witness")
	cmd.Flags().StringVarP(&f.out, "out", "o", "", "write what was cosigned to this `FILE`")
	for _, name := range []string{"key", "log", "memory"} {
		cmd.MarkFlagRequired(name)
	}
	cmd.MarkFlagsMutuallyExclusive("listen", "out")
	return cmd
}

func (f *witnessFlags) run(ctx context.Context, s streams, args []string) error {
	w := &ledger.Witness{Memory: f.memory, Disk: s.disk, Now: time.Now}
	var err error
	if w.Key, err = privateKey(s, f.key); err != nil {
		return err
	}
	if w.Log, err = publicKey(s, f.log); err != nil {
		return err
	}
	if f.listen != "" {
		return f.answer(ctx, s, w)
	}
	r, err := f.asked(ctx, s, w, args)
	if err != nil {
		return err
	}
	c, err := w.Cosign(r)
	if err != nil {
		return err
	}
	if len(args) == 1 && client.IsAddress(args[0]) {
		return f.handIn(ctx, s, args[0], c, w.Key)
	}
	text := c.Note
	if f.request != "" {
		text = []byte(c.Line(w.Key.Public)) // which is what the standard has a witness answer
	}
	return writeOut(ctx, s, f.out, func(out io.Writer) error { _, err := out.Write(text); return err })
}

// asked is what the witness is asked to cosign: what is in the request, or what is found in a record that is verified first.
func (f *witnessFlags) asked(ctx context.Context, s streams, w *ledger.Witness, args []string) (*ledger.Request, error) {
	if f.request != "" {
		text, err := s.disk.ReadFile(f.request)
		if err != nil {
			return nil, err
		}
		r, err := ledger.ParseRequest(text)
		if err != nil {
			err = fmt.Errorf("%s: %w", shown(f.request), err)
		}
		return r, err
	}
	src, done, err := recordAt(inTheNameOf(ctx, f.key), s, args[0])
	if err != nil {
		return nil, err
	}
	defer done()
	return w.Look(ctx, src)
}

// revealFlags are the flags of reveal.
// find looks for the commitment in a record, which is verified on the way.
