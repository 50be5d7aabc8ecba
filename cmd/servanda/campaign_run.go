package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/servanda-lang/servanda/internal/campaign"
	"github.com/servanda-lang/servanda/internal/campaign/store"
	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/report"
	"github.com/spf13/cobra"
)

const campaignRunLong = `Run begins a campaign over the pacts that are named, or goes on with it: a job that was done, in this campaign or another of the same
store, is not done again. A path is a .pact file, a folder, or folder/... for all folders below it; or one plan, a .json file:

  {"pacts": ["library/..."], "readings": ["all"], "ticks": ["own", "shorter", "shorter2"], "repairs": false}

in which paths are relative to the plan. Readings are named, or: whole (all ways to fill the open points, as check looks at them), all (each
named reading alone), fillings (each way alone). Steps are durations, or: own (that of the pact), shorter and shorter2 (the next that divide it).

Each job is done in a process of its own, as many side by side as --workers says. A job that takes more than its memory or its time gives up,
and so does one whose process died --tries times; --again does these once more. With --workers 0 the jobs are only queued, for others to
do them: servanda campaign work.

Exit code: 0 if every job was answered, whatever was found; 2 if a pact does not compile or the call is wrong; 3 if a job gave up or is not
done; 4 for a fault of our own; 130 if it was interrupted: then what was done is kept, and the same call goes on.`

// campaignRunFlags are the flags of campaign run.
type campaignRunFlags struct {
	chosen
	wish      campaign.Wish
	workers   int
	maxMemory string
	maxStates int
	timeout   time.Duration
	tries     int
	again     bool
	lease     time.Duration
}

func campaignRunCommand(s streams) *cobra.Command {
	var f campaignRunFlags
	cmd := &cobra.Command{
		Use:   "run PLAN|PACTS...",
		Short: "Begin a campaign, or go on with it",
		Long:  campaignRunLong,
		Example: "  servanda campaign run library/... --readings all --ticks own,shorter,shorter2 --store library.db\n" +
			"  servanda campaign run plan.json --store postgres://host/campaigns --workers 0",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return errors.New("name pacts, a folder, or a plan: servanda campaign run PLAN|PACTS")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd.Context(), s, cmd, args) },
	}
	flags := cmd.Flags()
	flags.StringSliceVar(&f.wish.Readings, "readings", []string{campaign.Whole}, "which `READINGS`: names of readings, whole, all or fillings")
	flags.StringSliceVar(&f.wish.Ticks, "ticks", []string{campaign.Own}, "which `STEPS` of time: durations, own, shorter or shorter2")
	flags.BoolVar(&f.wish.Repairs, "repairs", false, "look for what would mend each pact, too")
	flags.IntVar(&f.workers, "workers", runtime.NumCPU(), "how many jobs to do side by side here; 0 only queues them")
	flags.StringVar(&f.maxMemory, "max-memory", "", "what a job may take, such as 500MB (default 1GB, the same on every machine)")
	flags.IntVar(&f.maxStates, "max-states", 0, "how many states a job may look at")
	flags.DurationVar(&f.timeout, "timeout", 10*time.Minute, "how long a job may take; 0 is as long as it likes")
	flags.IntVar(&f.tries, "tries", 5, "how often a job is begun whose process dies, before it gives up")
	flags.BoolVar(&f.again, "again", false, "do once more what gave up")
	flags.DurationVar(&f.lease, "lease", store.UsualLease, "in a new store: after how long without a word a worker is taken for dead")
	f.registerStore(cmd)
	return cmd
}

func (f *campaignRunFlags) run(ctx context.Context, s streams, cmd *cobra.Command, args []string) error {
	paths, err := f.planned(s, cmd, args)
	if err != nil {
		return err
	}
	budget, err := f.budget()
	if err != nil {
		return err
	}
	if err := f.wish.Check(); err != nil {
		return err
	}
	pacts, err := readAll(ctx, s, paths)
	if err != nil {
		return err
	}
	meaning, err := campaign.Meaning()
	if err != nil {
		return err
	}
	plan, err := campaign.Planned(pacts, f.wish, meaning, budget)
	if err != nil {
		return err
	}
	plan.Again = f.again
	st, err := store.Create(ctx, f.at(), f.lease)
	if err != nil {
		return err
	}
	defer st.Close()
	if err := st.Put(ctx, plan); err != nil {
		return err
	}
	return f.work(ctx, s, st, plan)
}

// work has the jobs done, and says how far it came.
func (f *campaignRunFlags) work(ctx context.Context, s streams, st *store.Store, plan *store.Plan) error {
	crew := crew{streams: s, store: st, where: f.at(), plan: plan.ID}
	failed := crew.work(ctx, f.workers)
	told := context.WithoutCancel(ctx)
	c, err := st.Find(told, plan.ID)
	if err != nil {
		return errors.Join(failed, err)
	}
	err = f.tell(told, s, st, c)
	switch {
	case ctx.Err() != nil:
		fmt.Fprintln(s.err, "servanda: interrupted; what was done is kept, and the same call goes on")
		return exit(exitInterrupted)
	case failed != nil:
		return failed
	case f.workers == 0:
		return nil
	}
	return err
}

// planFile is a plan as it is written.
type planFile struct {
	Pacts    []string `json:"pacts"`
	Readings []string `json:"readings"`
	Ticks    []string `json:"ticks"`
	Repairs  bool     `json:"repairs"`
}

// planned are the paths of a call; a plan says what is wished too, unless a flag says otherwise.
func (f *campaignRunFlags) planned(s streams, cmd *cobra.Command, args []string) ([]string, error) {
	if len(args) != 1 || strings.ToLower(filepath.Ext(args[0])) != ".json" {
		return args, nil
	}
	text, err := s.disk.ReadFile(args[0])
	if errors.Is(err, fs.ErrNotExist) {
		return nil, notThere(args[0], err)
	}
	if err != nil {
		return nil, err
	}
	var p planFile
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&p); err != nil {
		return nil, fmt.Errorf("%s is no plan: %w; it looks like {\"pacts\": [\"library/...\"], \"readings\": [\"all\"], \"ticks\": [\"own\"]}", shown(args[0]), err)
	}
	if len(p.Pacts) == 0 {
		return nil, fmt.Errorf("the plan %s names no pacts", shown(args[0]))
	}
	set := cmd.Flags().Changed
	if !set("readings") && len(p.Readings) > 0 {
		f.wish.Readings = p.Readings
	}
	if !set("ticks") && len(p.Ticks) > 0 {
		f.wish.Ticks = p.Ticks
	}
	f.wish.Repairs = f.wish.Repairs || p.Repairs
	for i, path := range p.Pacts {
		if !filepath.IsAbs(path) {
			p.Pacts[i] = filepath.Join(filepath.Dir(args[0]), path)
		}
	}
	return p.Pacts, nil
}

// usualMemory is what a job may take where nobody says otherwise. It does not go by the machine: what gives up for want of memory is to be the
// same everywhere.
const usualMemory = 1e9

func (f *campaignRunFlags) budget() (store.Budget, error) {
	if f.workers < 0 || f.maxStates < 0 || f.timeout < 0 || f.tries < 1 || f.lease <= 0 {
		return store.Budget{}, errors.New("--workers, --max-states and --timeout cannot be negative, and --tries and --lease are to be more than 0")
	}
	b := store.Budget{Bytes: usualMemory, Time: f.timeout, States: f.maxStates, Tries: f.tries}
	if f.maxMemory != "" {
		n, err := parseMemory(f.maxMemory)
		if err != nil {
			return b, fmt.Errorf("--max-memory: %w", err)
		}
		b.Bytes = n
	}
	return b, nil
}

// readAll reads the pacts of a campaign. All that do not compile are told of before it ends.
func readAll(ctx context.Context, s streams, paths []string) ([]campaign.Pact, error) {
	files, err := wholePactsOf(ctx, paths)
	if err != nil {
		return nil, err
	}
	q := &question{options: inquiry.Query{Limits: inquiry.Limits{Bytes: defaultMemory()}}}
	var out []campaign.Pact
	broken := false
	for _, file := range files {
		if file == nameOfInput {
			return nil, errors.New("a campaign is over files; the standard input is none")
		}
		r, err := q.load(ctx, s, file)
		if err != nil {
			return nil, err
		}
		if diag.HasErrors(r.Diagnostics) || r.Pact == nil {
			showDiagnostics(s.err, report.Result{Path: file, Diagnostics: r.Diagnostics})
			broken = true
			continue
		}
		out = append(out, campaign.Pact{Name: filepath.ToSlash(file), Read: r})
	}
	if broken {
		return nil, exit(exitInvalid)
	}
	return out, nil
}
