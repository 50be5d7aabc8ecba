package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/google/uuid"
	"github.com/servanda-lang/servanda/internal/campaign"
	"github.com/servanda-lang/servanda/internal/campaign/store"
	"github.com/spf13/cobra"
)

const campaignWorkLong = `Work does jobs of campaigns, one at a time, until it is stopped: as many of these processes as there are processors, on as many machines as
reach the store. It needs no files: the texts are in the store. It takes only jobs that were queued by the very same program, for another may
find something else.

Stopped by Ctrl-C it puts back what it is at; killed, it is found to be dead by the others within the lease of the store (20 seconds, unless it was made
otherwise), and its job is handed out again.`

// campaignWorkFlags are the flags of campaign work.
type campaignWorkFlags struct {
	stored
	drain, crew bool
	id          string
}

func campaignWorkCommand(s streams) *cobra.Command {
	var f campaignWorkFlags
	cmd := &cobra.Command{
		Use:     "work",
		Short:   "Do jobs of campaigns, here and on other machines",
		Long:    campaignWorkLong,
		Example: "  servanda campaign work --store postgres://host/campaigns",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return f.run(cmd.Context(), s) },
	}
	f.registerStore(cmd)
	cmd.Flags().BoolVar(&f.drain, "drain", false, "end once there is nothing left to do")
	cmd.Flags().BoolVar(&f.crew, "crew", false, "end when whoever began it does")
	cmd.Flags().StringVar(&f.id, "id", "", "what the worker is called; no two at a time may be called the same")
	cmd.Flags().MarkHidden("crew")
	cmd.Flags().MarkHidden("id")
	return cmd
}

func (f *campaignWorkFlags) run(ctx context.Context, s streams) error {
	st, err := store.Open(ctx, f.at())
	if err != nil {
		return noStore(f.at(), err)
	}
	defer st.Close()
	meaning, err := campaign.Meaning()
	if err != nil {
		return err
	}
	if f.id == "" {
		f.id = workerName()
	}
	if f.crew {
		ctx = untilEnd(ctx, s.in)
	}
	err = st.Run(ctx, store.Work{ID: f.id, Queue: campaign.Queue(meaning), Drain: f.drain, Log: s.err, Do: campaign.Do})
	if errors.Is(err, store.ErrStuck) {
		fmt.Fprintln(s.err, "servanda: "+err.Error()+"; it is left to another worker")
		return exit(exitFault)
	}
	return err
}

// workerName is a name that no other worker has.
func workerName() string {
	host, err := os.Hostname()
	if err != nil || len(host) > 40 {
		host = "worker"
	}
	return fmt.Sprintf("%s-%d-%s", host, os.Getpid(), uuid.NewString()[:8])
}

// untilEnd is a context that ends with a stream: that of a pipe from a process that may be killed.
func untilEnd(ctx context.Context, in io.Reader) context.Context {
	ctx, stop := context.WithCancel(ctx)
	go func() {
		defer stop()
		io.Copy(io.Discard, in)
	}()
	return ctx
}
