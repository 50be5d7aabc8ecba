package main

import (
	"context"
	"errors"
	"os"

	"github.com/servanda-lang/servanda/internal/campaign"
	"github.com/servanda-lang/servanda/internal/campaign/store"
	"github.com/spf13/cobra"
)

const campaignLong = `Campaign looks at many pacts in many readings and with several steps of time, and says what was found over all of them: what a
longer step hides, what differs from reading to reading, what gave up and is therefore not known.

What is to be done is kept as jobs in a store, together with the texts and the results: a file (SQLite), or the address of a PostgreSQL
database (postgres://…) for workers on many machines. A worker that is killed loses nothing and counts nothing twice; a campaign that is
begun again does only what is missing.`

// storeVariable names the store where no flag does: an address may hold a password, which others could see among the flags.
const storeVariable = "SERVANDA_STORE"

func campaignCommand(s streams) *cobra.Command {
	cmd := &cobra.Command{Use: "campaign", Short: "Look at many pacts, readings and steps, on many machines if need be", Long: campaignLong}
	cmd.AddCommand(campaignRunCommand(s), campaignWorkCommand(s), campaignStatusCommand(s), campaignReportCommand(s))
	return cmd
}

// stored is the store that a call names.
type stored struct{ where string }

func (f *stored) registerStore(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.where, "store", "", "the store: a `FILE`, or postgres://… (default $"+storeVariable+", else campaign.db)")
}

func (f *stored) at() string {
	switch {
	case f.where != "":
		return f.where
	case os.Getenv(storeVariable) != "":
		return os.Getenv(storeVariable)
	}
	return "campaign.db"
}

// chosen is a campaign of the store, by the beginning of its id.
type chosen struct {
	stored
	forms
	id string
}

func (f *chosen) register(cmd *cobra.Command) {
	f.registerStore(cmd)
	f.forms.register(cmd)
	cmd.Flags().StringVar(&f.id, "campaign", "", "which campaign, by the beginning of its `ID` (default the latest)")
}

func (f *chosen) open(ctx context.Context) (*store.Store, *store.Campaign, error) {
	st, err := store.Open(ctx, f.at())
	if err != nil {
		return nil, nil, noStore(f.at(), err)
	}
	c, err := st.Find(ctx, f.id)
	if err != nil {
		st.Close()
	}
	return st, c, err
}

func campaignReportCommand(s streams) *cobra.Command {
	var f chosen
	cmd := &cobra.Command{
		Use:   "report",
		Short: "Say what was found over all pacts",
		Long: "Report says what was found over all pacts of a campaign: a table for each pact, of readings and steps; what a longer step hides; what\n" +
			"differs from reading to reading; what gave up and is not known; what is still to be done. It is the same whoever worked, and in what order.\n\n" +
			"Exit code: 0 if every job was answered; 3 if one gave up or is not done; 4 if one ended by a fault of this program.",
		Example: "  servanda campaign report --store library.db --html > library.html",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			st, c, err := f.open(cmd.Context())
			if err != nil {
				return err
			}
			defer st.Close()
			r, err := campaign.Gathered(c.ID, st.Rows(cmd.Context(), c.ID))
			if err != nil {
				return err
			}
			if err := f.write(s.out, r.Document(), r); err != nil {
				return err
			}
			return campaignExit(r.Count(campaign.Faulty)+r.Count(campaign.Differs), r.Count(campaign.GaveUp)+r.Count(campaign.NotDone))
		},
	}
	f.register(cmd)
	return cmd
}

// campaignExit is the exit code of a campaign with so many faults and so many jobs of which nothing is known.
func campaignExit(faults, unknown int) error {
	switch {
	case faults > 0:
		return exit(exitFault)
	case unknown > 0:
		return exit(exitInconclusive)
	}
	return nil
}

func campaignStatusCommand(s streams) *cobra.Command {
	var f chosen
	cmd := &cobra.Command{
		Use:     "status",
		Short:   "Say how far a campaign is, and who works on it",
		Long:    "Status says how much of a campaign is done, what gave up, which jobs are at hand and whose, and what waits for whom.",
		Example: "  servanda campaign status --store library.db",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			st, c, err := f.open(cmd.Context())
			if err != nil {
				return err
			}
			defer st.Close()
			return f.tell(cmd.Context(), s, st, c)
		},
	}
	f.register(cmd)
	return cmd
}

// tell says how far a campaign is.
func (f *chosen) tell(ctx context.Context, s streams, st *store.Store, c *store.Campaign) error {
	standing, err := st.Standing(ctx, c.ID)
	if err != nil {
		return err
	}
	size, err := st.Bytes(ctx)
	if err != nil {
		return err
	}
	status, err := campaign.StatusOf(c, standing, size)
	if err != nil {
		return err
	}
	if err := f.write(s.out, status.Document(), status); err != nil {
		return err
	}
	return campaignExit(standing.Faults+standing.Differ, standing.GaveUp+standing.Missing)
}

// noStore words the commonest mistake.
func noStore(where string, err error) error {
	if errors.Is(err, os.ErrNotExist) {
		return errors.New("there is no store " + shown(where) + " yet; servanda campaign run makes one")
	}
	return err
}
