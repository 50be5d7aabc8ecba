package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/record"
	"github.com/servanda-lang/servanda/internal/track"
	"github.com/spf13/cobra"
)

const trackLong = `Track replays a log of what happened, and says where everyone stands: what is due and from whom, what is late and whose word was
broken, what the reports contradict one another in and whether it matters, who can be left with nothing from here and how soon, what
each may lawfully do next, and what could not have happened under the pact. The form of a log is described in docs/tracking.md.

The day looked at is the last one of the log; --on names another, --on today this one. Open points that neither --in nor
--open nor the log settles are kept open: what hangs on them says so.

Exit code: 0 if nothing is late, broken, disputed or impossible, 1 if something is, 2 if the pact or the log cannot be read or the
call is wrong, 3 if a limit was reached and nothing is claimed.`

// trackFlags are the flags of track.
type trackFlags struct {
	asking
	forms
	textsFlag
	log, on, known string
	ics, watch     bool
	every          time.Duration
	look           time.Duration
}

func trackCommand(s streams) *cobra.Command {
	var f trackFlags
	cmd := &cobra.Command{
		Use:   "track FILE --log LOG",
		Short: "Follow a pact by a log of what happened: what is due, late, broken and disputed",
		Long:  trackLong,
		Example: "  servanda track treaty.pact --log events.jsonl\n" +
			"  servanda track treaty.pact --log events.csv --on 2026-04-30 --html > standing.html\n" +
			"  servanda track treaty.pact --log events.jsonl --ics > due.ics\n" +
			"  servanda track treaty.pact --log events.jsonl --watch",
		Args: onePath,
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd.Context(), s, args[0]) },
	}
	flags := cmd.Flags()
	flags.StringVar(&f.log, "log", "", "the log: JSON Lines, or CSV if its name ends in .csv; - is the standard input (`FILE`)")
	flags.StringVar(&f.on, "on", "", "the `DATE` looked at (\"today\", \"day 12\")")
	flags.StringVar(&f.known, "as-known-on", "", "count only what had been reported by this `DATE`")
	flags.StringVar(&f.reading, "in", "", "look only at the fillings that agree with this `READING`")
	flags.StringArrayVar(&f.open, "open", nil, "fill an open point, as in `POINT=VALUE`; may be repeated")
	flags.StringArrayVar(&f.texts, "text", nil, "a `FILE` with a text that an amendment in the log names by its digest; may be repeated")
	flags.StringVar(&f.tick, "tick", "", "the step of time, such as \"1 day\"; a shorter one sees shorter delays")
	flags.IntVar(&f.maxStates, "max-states", 300_000, "how many states to lay out for each course, to tell what can come")
	flags.DurationVar(&f.look, "look", 0, "look ahead no longer than this `DURATION` in each course (default: as long as it takes)")
	f.registerLimits(flags)
	f.forms.register(cmd)
	flags.BoolVar(&f.ics, "ics", false, "write what is due as a calendar (RFC 5545), with reminders")
	flags.BoolVar(&f.watch, "watch", false, "go on, and tell again whenever the log or the pact has changed")
	flags.DurationVar(&f.every, "every", time.Second, "with --watch: how often to look (`DURATION`)")
	cmd.MarkFlagRequired("log")
	cmd.MarkFlagsMutuallyExclusive("json", "markdown", "html", "ics")
	cmd.MarkFlagsMutuallyExclusive("watch", "html")
	cmd.MarkFlagsMutuallyExclusive("watch", "ics")
	return cmd
}

func (f *trackFlags) run(ctx context.Context, s streams, arg string) error {
	ask, err := f.asking.parse()
	if err != nil {
		return err
	}
	if f.watch {
		return f.follow(ctx, s, ask, arg)
	}
	log, err := openLog(s, f.log)
	if err != nil {
		return err
	}
	ctx, stop := f.within(ctx)
	defer stop()
	return f.once(ctx, s, ask, arg, log)
}

// stream is a log being read.
type stream struct {
	*record.Reader
	io.Closer
}

// logFile is a log in a file: each time as much of it as there was the first time, for it may grow meanwhile.
func logFile(name string, growing bool) track.Log {
	size := int64(-1)
	return func() (track.Stream, error) {
		in, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		info, err := in.Stat()
		if err != nil || !info.Mode().IsRegular() {
			in.Close()
			return nil, errors.Join(err, fmt.Errorf("%s is no file that can be read more than once; give it by --log -", shown(name)))
		}
		if size < 0 {
			size = info.Size()
		}
		r := record.NewReader(shown(name), io.LimitReader(in, size), record.FormOf(name))
		if growing {
			r.Growing()
		}
		return stream{r, in}, nil
	}
}

// once tells where everyone stands.
func (f *trackFlags) once(ctx context.Context, s streams, ask *question, arg string, log track.Log) error {
	file, p, err := ask.onePact(ctx, s, arg)
	if err != nil {
		return err
	}
	opts, err := ask.optionsFor(p)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	q := track.Query{
		Pact: p, Fixed: opts.Fixed, Tick: opts.Tick, Within: f.look,
		Text: f.beside(ctx, s, ask, f.log),
		Look: explore.Limits{States: opts.Limits.States, Bytes: opts.Limits.Bytes / 2, Workers: opts.Workers},
	}
	if q.On, err = dayOf(f.on); err != nil {
		return fmt.Errorf("--on: %w", err)
	}
	if q.Known, err = dayOf(f.known); err != nil {
		return fmt.Errorf("--as-known-on: %w", err)
	}
	prog := newProgress(ctx, s.err)
	q.Tell = func(read int) { prog.tell(fmt.Sprintf("%s: %d reports read", shown(f.log), read)) }
	standing, err := track.Follow(ctx, q, log)
	prog.clear()
	var much *track.TooMuch
	switch {
	case errors.As(err, &much):
		fmt.Fprintln(s.err, "servanda: inconclusive: "+much.Error())
		return exit(exitInconclusive)
	case errors.Is(err, context.DeadlineExceeded):
		fmt.Fprintln(s.err, "servanda: inconclusive: the time limit was reached; nothing is claimed")
		return exit(exitInconclusive)
	}
	if err != nil {
		return err
	}
	if f.ics {
		err = standing.Calendar(s.out)
	} else {
		d := standing.Document()
		if f.html || f.markdown {
			d = standing.Page()
		}
		err = f.write(s.out, d, standing.JSON(file))
	}
	if err == nil && !standing.Quiet() {
		return exit(exitFindings)
	}
	return err
}

// dayOf reads a day of a call; nothing is unset.
func dayOf(text string) (record.When, error) {
	switch text {
	case "":
		return record.When{}, nil
	case "today":
		text = time.Now().Format(time.DateOnly)
	}
	return record.ParseWhen(text)
}
