package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"sync"
	"time"

	"github.com/servanda-lang/servanda/internal/campaign/store"
)

// crew are worker processes that are begun here. A worker that dies is followed by another, and what it was at is handed out again at once.
type crew struct {
	streams
	store *store.Store
	where string
	plan  string
}

// shortLife is how soon a worker dies that could not even begin, and mostShort how many of these there may be one after the other.
const (
	shortLife = time.Second
	mostShort = 20
)

// work has so many workers work until nothing is left to do.
func (c *crew) work(ctx context.Context, workers int) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	errs := make([]error, workers)
	var all sync.WaitGroup
	for i := range workers {
		all.Go(func() {
			if errs[i] = c.post(ctx); errs[i] != nil {
				stop()
			}
		})
	}
	ended := make(chan struct{})
	go func() { all.Wait(); close(ended) }()
	c.watch(ctx, ended)
	<-ended
	return errors.Join(errs...)
}

// watch says how far it is.
func (c *crew) watch(ctx context.Context, ended <-chan struct{}) {
	prog := newProgress(ctx, c.err)
	defer prog.clear()
	for last := -1; ; {
		select {
		case <-ended:
			return
		case <-time.After(2 * time.Second):
		}
		st, err := c.store.Standing(ctx, c.plan)
		if done := st.Parts - st.Missing - st.Cannot; err == nil && done != last {
			last = done
			prog.tell(fmt.Sprintf("%d of %d jobs are done", done, st.Parts-st.Cannot))
		}
	}
}

// post is one place at work, taken by one worker after the other.
func (c *crew) post(ctx context.Context) error {
	short := 0
	for ctx.Err() == nil {
		id, began := workerName(), time.Now()
		err := c.worker(ctx, id)
		if err == nil || ctx.Err() != nil {
			return nil
		}
		if code := codeOf(err); code == exitInvalid {
			return fmt.Errorf("a worker could not work: %w", err)
		}
		if short++; time.Since(began) > shortLife {
			short = 0
		}
		if short > mostShort {
			return fmt.Errorf("the workers end as soon as they begin: %w", err)
		}
		if err := c.store.Forget(ctx, id); err != nil {
			return err
		}
		if err := c.store.Rescue(ctx); err != nil {
			return err
		}
	}
	return nil
}

// codeOf is the exit code of a process that ended with one.
func codeOf(err error) int {
	var ended *exec.ExitError
	if errors.As(err, &ended) {
		return ended.ExitCode()
	}
	return exitInvalid // it could not be begun
}

// worker runs one to its end. It is told to stop as by Ctrl-C, and ends by itself should this process be killed: then the pipe ends.
func (c *crew) worker(ctx context.Context, id string) error {
	program, err := os.Executable()
	if err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, program)
	cmd.Args = []string{os.Args[0], "campaign", "work", "--drain", "--crew", "--id", id}
	cmd.Env = append(os.Environ(), storeVariable+"="+c.where)
	cmd.Stderr = c.err
	pipe, err := cmd.StdinPipe()
	if err != nil {
		return err
	}
	defer pipe.Close()
	cmd.Cancel = func() error { return pipe.Close() }
	cmd.WaitDelay = 30 * time.Second
	return cmd.Run()
}
