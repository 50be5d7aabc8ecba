package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"

	"github.com/servanda-lang/servanda/internal/assistant"
	"github.com/spf13/cobra"
)

const mcpLong = `Mcp serves a program that drafts or reads pacts for people: it begins this command and speaks with it over the standard
streams, in the Model Context Protocol. It is offered the other commands as tools, pages and the library to read, and
prompts. docs/assistants.md says how programs are told of it, and what their answers are worth.

A call takes no more than --timeout and --max-memory; what was not looked at is then said. Files are read only below --dir, and nothing
is written.`

// mcpFlags are the flags of mcp.
type mcpFlags struct {
	asking
	dir string
}

func mcpCommand(s streams) *cobra.Command {
	var f mcpFlags
	cmd := &cobra.Command{
		Use:   "mcp",
		Short: "Serve an assistant: the commands as tools, over the Model Context Protocol",
		Long:  mcpLong,
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return f.serve(cmd.Context(), s) },
	}
	flags := cmd.Flags()
	flags.StringVar(&f.dir, "dir", "", "the `FOLDER` below which clients may name files; without it they send the texts")
	flags.IntVar(&f.maxStates, "max-states", 0, "the most states of one filling that a call may look at")
	f.registerLimits(flags)
	flags.Lookup("max-memory").Usage = "that a call may use, such as 200MB (default 500MB)"
	flags.Lookup("timeout").Usage = "how long a call may take, a `DURATION` such as 30s or 5m (default 1m)"
	return cmd
}

func (f *mcpFlags) serve(ctx context.Context, s streams) error {
	o := assistant.Options{Version: buildVersion(), Log: s.err, Time: f.timeout, States: f.maxStates, Workers: runtime.NumCPU()}
	if f.timeout < 0 || f.maxStates < 0 {
		return errors.New("--timeout and --max-states cannot be negative")
	}
	if f.maxMemory != "" {
		n, err := parseMemory(f.maxMemory)
		if err != nil {
			return fmt.Errorf("--max-memory: %w", err)
		}
		o.Bytes = n
	}
	if f.dir != "" {
		root, err := os.OpenRoot(f.dir)
		if err != nil {
			return fmt.Errorf("--dir: %w", notThere(f.dir, err))
		}
		defer root.Close()
		o.Files = root.FS()
	}
	debug.SetMemoryLimit(o.Memory()) // the collector works harder near it
	err := assistant.Serve(ctx, readCloser(s.in), writeCloser{s.out}, o)
	if ctx.Err() != nil {
		return exit(exitInterrupted)
	}
	if err != nil {
		return fmt.Errorf("what came in is no message of the Model Context Protocol: %w", err)
	}
	return nil
}

// readCloser is a stream that can be closed, if it can.
func readCloser(r io.Reader) io.ReadCloser {
	if c, ok := r.(io.ReadCloser); ok {
		return c
	}
	return io.NopCloser(r)
}

// writeCloser is a stream that stays open: it is ours.
type writeCloser struct{ io.Writer }

func (writeCloser) Close() error { return nil }
