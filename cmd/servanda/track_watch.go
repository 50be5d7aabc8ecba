package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/record"
)

// follow tells where everyone stands, and again whenever the log or the pact has changed, until it is told to stop. A line that is
// still being written waits for its end.
func (f *trackFlags) follow(ctx context.Context, s streams, ask *question, arg string) error {
	if f.log == standardInput {
		return errors.New("--watch looks at a file again and again: name one")
	}
	if f.every <= 0 {
		return errors.New("--every: there has to be some time between two looks")
	}
	clock := time.NewTicker(f.every)
	defer clock.Stop()
	var last [2]stamp
	for first := true; ; first = false {
		if now := [2]stamp{stampOf(f.log), stampOf(arg)}; first || now != last {
			last = now
			if err := f.again(ctx, s, ask, arg, first); err != nil {
				return err
			}
		}
		select {
		case <-ctx.Done():
			return exit(exitClean)
		case <-clock.C:
		}
	}
}

// again tells it once. What cannot be read is told, and waited for: whoever writes it may be at it.
func (f *trackFlags) again(ctx context.Context, s streams, ask *question, arg string, first bool) error {
	if !first && !f.json {
		fmt.Fprintf(s.out, "\n%s\n\n", rule)
	}
	within, stop := f.within(ctx)
	defer stop()
	err := f.once(within, s, ask, arg, logFile(f.log, true))
	var told exit
	var wrong *record.Error
	switch {
	case ctx.Err() != nil, err == nil, errors.As(err, &told):
		return nil
	case errors.As(err, &wrong), errors.Is(err, os.ErrNotExist):
		fmt.Fprintln(s.err, diag.Defuse("servanda: "+errorText(err)))
		return nil
	}
	return err
}

// rule stands between two tellings.
const rule = "────────"

// stamp says whether a file has changed.
type stamp struct {
	size int64
	at   time.Time
}

func stampOf(name string) stamp {
	info, err := os.Stat(name)
	if err != nil {
		return stamp{}
	}
	return stamp{info.Size(), info.ModTime()}
}
