package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"github.com/servanda-lang/servanda/internal/amend"
	"github.com/servanda-lang/servanda/internal/compare"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/record"
	"github.com/servanda-lang/servanda/internal/track"
	"github.com/servanda-lang/servanda/model"
	"github.com/spf13/cobra"
)

const amendLong = `Amend says what a proposed change of a pact that is in force does, to whom, from today: OLD is the text that is followed, NEW the one that is
proposed. The log says what has happened; where everybody stands by then is carried over into the new text, thing by thing, and what is
due, what may be done and what can come is laid side by side, for every party. docs/amending.md says how things carry over.

Without --log it is asked of the first day. Things are the same if they have the same name; --map says so of others.

Exit code: 0 if nothing is different for anybody, 1 if something is, 2 if a pact or the log cannot be read, the new text cannot hold what is so, or
the call is wrong, 3 if a limit was reached: then what can come is not known, and what is told is told without it.`

// amendFlags are the flags of amend.
type amendFlags struct {
	asking
	forms
	textsFlag
	log, on, known, out string
	renames             []string
	look                time.Duration
}

func amendCommand(s streams) *cobra.Command {
	var f amendFlags
	cmd := &cobra.Command{
		Use:   "amend OLD NEW",
		Short: "Say what a proposed change of a pact in force does, to whom, from today",
		Long:  amendLong,
		Example: "  servanda amend treaty.pact amended.pact --log events.jsonl\n" +
			"  servanda amend treaty.pact amended.pact --log events.jsonl --on 2026-04-30 --html > amendment.html\n" +
			"  servanda amend --map leave_hill=leave_zone treaty.pact amended.pact -o amendment.md",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 {
				return errors.New("name two texts, the one in force first: servanda amend OLD NEW")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd.Context(), s, args) },
	}
	flags := cmd.Flags()
	flags.StringVar(&f.log, "log", "", "what happened under OLD: JSON Lines, or CSV if its name ends in .csv; - is the standard input (`FILE`)")
	flags.StringVar(&f.on, "on", "", "the `DATE` from which on it is asked (\"today\", \"day 12\"); the last one of the log if it is not given")
	flags.StringVar(&f.known, "as-known-on", "", "count only what had been reported by this `DATE`")
	flags.StringVar(&f.reading, "in", "", "look only at the fillings that agree with this `READING`")
	flags.StringArrayVar(&f.open, "open", nil, "fill an open point, as in `POINT=VALUE`; may be repeated")
	flags.StringArrayVar(&f.renames, "map", nil, "something that has another name in the new text, as in `OLD=NEW`; may be repeated")
	flags.StringArrayVar(&f.texts, "text", nil, "a `FILE` with a text that an amendment in the log names by its digest; may be repeated")
	flags.StringVar(&f.tick, "tick", "", "the step of time, such as \"1 day\"; a shorter one sees shorter delays")
	flags.IntVar(&f.maxStates, "max-states", 300_000, "how many states to lay out for each course and text, to tell what can come")
	flags.DurationVar(&f.look, "look", 0, "look ahead no longer than this `DURATION` in each course (default: as long as it takes)")
	flags.StringVarP(&f.out, "output", "o", "", "write it to this `FILE`; its form is told by the ending .txt, .md, .html or .json")
	f.registerLimits(flags)
	f.forms.register(cmd)
	return cmd
}

func (f *amendFlags) run(ctx context.Context, s streams, args []string) error {
	ask, err := f.asking.parse()
	if err != nil {
		return err
	}
	if err := f.formOf(); err != nil {
		return err
	}
	q, to, err := f.query()
	if err != nil {
		return err
	}
	ctx, stop := f.within(ctx)
	defer stop()
	var files [2]string
	var pacts [2]*model.Pact
	for i, arg := range args {
		if files[i], pacts[i], err = ask.onePact(ctx, s, arg); err != nil {
			return err
		}
	}
	q.Pact, to.Pact = pacts[compare.Old], pacts[compare.New]
	if q.Fixed, to.Fixed, err = ask.bothDrafts(pacts); err != nil {
		return err
	}
	q.Tick, q.Text = ask.options.Tick, f.beside(ctx, s, ask, f.log)
	q.Look = explore.Limits{States: f.maxStates, Bytes: ask.options.Limits.Bytes / 2, Workers: ask.options.Workers}
	log, err := f.logOf(s)
	if err != nil {
		return err
	}
	w, err := f.weigh(ctx, s, q, log, to)
	if err != nil {
		return err
	}
	return f.tell(ctx, s, w, files)
}

// formOf lets the ending of the file say the form, unless the call does.
func (f *amendFlags) formOf() error {
	if f.out == "" || f.json || f.markdown || f.html {
		return nil
	}
	switch strings.ToLower(filepath.Ext(f.out)) {
	case ".json":
		f.json = true
	case ".md", ".markdown":
		f.markdown = true
	case ".html", ".htm":
		f.html = true
	case ".txt":
	default:
		return fmt.Errorf("-o %s: no form is known for this ending; use .txt, .md, .html or .json", shown(f.out))
	}
	return nil
}

// query is what the call says of days and names.
func (f *amendFlags) query() (q track.Query, to track.Proposal, err error) {
	q.Within = f.look
	if q.On, err = dayOf(f.on); err != nil {
		return q, to, fmt.Errorf("--on: %w", err)
	}
	if q.Known, err = dayOf(f.known); err != nil {
		return q, to, fmt.Errorf("--as-known-on: %w", err)
	}
	to.Renames, err = renamesOf(f.renames)
	return q, to, err
}

// renamesOf reads what --map says.
func renamesOf(said []string) (out [][2]string, err error) {
	for _, r := range said {
		from, to, ok := strings.Cut(r, "=")
		if !ok {
			return nil, fmt.Errorf("--map %s: write it as OLD=NEW", r)
		}
		out = append(out, [2]string{strings.TrimSpace(from), strings.TrimSpace(to)})
	}
	return out, nil
}

// logOf gives the log that the call names; an empty one if it names none.
func (f *amendFlags) logOf(s streams) (track.Log, error) {
	if f.log != "" {
		return openLog(s, f.log)
	}
	return func() (track.Stream, error) {
		return stream{record.NewReader("", strings.NewReader(""), record.JSONLines), io.NopCloser(nil)}, nil
	}, nil
}

// weigh lays the two side by side; what is too much is told.
func (f *amendFlags) weigh(ctx context.Context, s streams, q track.Query, log track.Log, to track.Proposal) (*amend.Weighing, error) {
	prog := newProgress(ctx, s.err)
	q.Tell = func(read int) { prog.tell(fmt.Sprintf("%s: %d reports read", shown(f.log), read)) }
	w, err := track.Weigh(ctx, q, log, to)
	prog.clear()
	var much *track.TooMuch
	switch {
	case errors.As(err, &much):
		fmt.Fprintln(s.err, "servanda: inconclusive: "+much.Error())
		return nil, exit(exitInconclusive)
	case errors.Is(err, context.DeadlineExceeded):
		fmt.Fprintln(s.err, "servanda: inconclusive: the time limit was reached; nothing is claimed")
		return nil, exit(exitInconclusive)
	case err != nil:
		return nil, err
	}
	return amend.Weigh(w)
}

func (f *amendFlags) tell(ctx context.Context, s streams, w *amend.Weighing, files [2]string) error {
	err := writeOut(ctx, s, f.out, func(out io.Writer) error {
		return f.write(out, w.Document(f.log != ""), w.JSON(files[0], files[1]))
	})
	switch {
	case err != nil:
		return err
	case len(w.Unknown) > 0:
		return exit(exitInconclusive)
	case !w.Same():
		return exit(exitFindings)
	}
	return nil
}

// openLog gives the log of that name, - being the standard input.
func openLog(s streams, name string) (track.Log, error) {
	if name != standardInput {
		return logFile(name, false), nil
	}
	text, err := load.ReadAll(s.in)
	if err != nil {
		return nil, fmt.Errorf("the standard input cannot be read: %w", err)
	}
	return func() (track.Stream, error) {
		return stream{record.NewReader(nameOfInput, strings.NewReader(string(text)), record.JSONLines), io.NopCloser(nil)}, nil
	}, nil
}
