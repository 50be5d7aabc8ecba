package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"runtime/debug"

	"github.com/servanda-lang/servanda/internal/lsp"
	"github.com/spf13/cobra"
)

const lspLong = `Lsp is a language server: an editor begins it and speaks with it over the standard streams, in the Language
Server Protocol 3.17. It tells what does not compile while somebody types, checks the pact when the text has come to
rest, and knows what names mean. docs/editors.md says how editors are told of it.

A check takes no more than --timeout and --max-memory; what was not looked at is then said on the line of the pact.`

func lspCommand(s streams) *cobra.Command {
	var a asking
	var off bool
	cmd := &cobra.Command{
		Use:   "lsp",
		Short: "Serve an editor: errors, findings and names, as the text changes",
		Long:  lspLong,
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			o := lsp.Options{Version: buildVersion(), Log: s.err, NoCheck: off, Workers: max(1, runtime.NumCPU()-1), Time: a.timeout}
			if a.timeout < 0 {
				return errors.New("--timeout cannot be negative")
			}
			if a.maxMemory != "" {
				n, err := parseMemory(a.maxMemory)
				if err != nil {
					return fmt.Errorf("--max-memory: %w", err)
				}
				o.Bytes = n
			}
			debug.SetMemoryLimit(o.Memory()) // the collector works harder near it
			return serveEditor(cmd.Context(), s, o)
		},
	}
	f := cmd.Flags()
	f.StringVar(&a.maxMemory, "max-memory", "", "that a check may use, such as 200MB (default 500MB)")
	f.DurationVar(&a.timeout, "timeout", 0, "how long a check may take, a `DURATION` such as 30s or 5m (default 30s)")
	f.BoolVar(&off, "no-check", false, "tell only what does not compile, and look for no findings")
	f.Bool("stdio", true, "speak over the standard streams, which is the only way there is; some editors say so")
	return cmd
}

// serveEditor speaks with an editor until it leaves.
func serveEditor(ctx context.Context, s streams, o lsp.Options) error {
	switch err := lsp.Serve(ctx, standardStreams{s.in, s.out}, o); {
	case ctx.Err() != nil:
		return exit(exitInterrupted)
	case errors.Is(err, lsp.ErrNoShutdown):
		return exit(1) // as the protocol asks
	default:
		return err
	}
}

// standardStreams are both as one. That the input waits for more cannot be ended, and is left behind at the end.
type standardStreams struct {
	io.Reader
	io.Writer
}

func (s standardStreams) Close() error {
	if c, ok := s.Reader.(io.Closer); ok {
		return c.Close()
	}
	return nil
}
