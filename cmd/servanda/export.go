package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/export"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/report"
	"github.com/servanda-lang/servanda/internal/safefile"
	"github.com/servanda-lang/servanda/internal/waits"
	"github.com/servanda-lang/servanda/model"
	"github.com/spf13/cobra"
)

const exportLong = `Export writes one reading of a pact for another tool. The forms:

  promela  a model for SPIN whose states are those of the pact, one to one
  tla      the same as a TLA+ module, for TLC
  dot      what waits for what, for Graphviz: instruments, promises, decisions and who makes them
  json     the graph of all states and moves, as data

Every open point must have one value: say which with --open and --in. Only dot draws a pact with open points as well, with all
that may wait for one another. With --states it draws the graph of all states and moves of a small pact instead.`

// exportFlags are the flags of export.
type exportFlags struct {
	asking
	out    string
	states bool
}

// mostDrawn is the number of states beyond which nobody can read a drawing.
const mostDrawn = 500

func exportCommand(s streams) *cobra.Command {
	var f exportFlags
	cmd := &cobra.Command{
		Use:   "export FORM PATH",
		Short: "Write a pact as a model for another checker, as a drawing, or as data",
		Long:  exportLong,
		Example: "  servanda export promela --open order=no -o model.pml agreement.pact\n" +
			"  servanda export dot agreement.pact | dot -Tsvg > waits.svg\n" +
			"  servanda export dot --states small.pact | dot -Tsvg > states.svg",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 {
				return errors.New("name a form and a .pact file: servanda export promela PATH")
			}
			return nil
		},
		ValidArgs: exportForms,
		RunE:      func(cmd *cobra.Command, args []string) error { return f.run(cmd.Context(), s, args[0], args[1]) },
	}
	flags := cmd.Flags()
	flags.StringVar(&f.reading, "in", "", "fill the open points as this `READING` does")
	flags.StringArrayVar(&f.open, "open", nil, "fill an open point, as in `POINT=VALUE`; may be repeated")
	flags.StringVar(&f.tick, "tick", "", "the step of time, such as \"1 day\"")
	f.registerLimits(flags)
	flags.IntVar(&f.maxStates, "max-states", 0, "give up after this many states (default for dot --states: 500)")
	flags.BoolVar(&f.states, "states", false, "of dot: draw the graph of all states and moves; for small pacts")
	flags.StringVarP(&f.out, "out", "o", "", "write to this `FILE`, all or nothing; it cannot be the pact itself")
	return cmd
}

var exportForms = []string{"promela", "tla", "dot", "json"}

func (f *exportFlags) run(ctx context.Context, s streams, form, path string) error {
	if !slices.Contains(exportForms, form) {
		return fmt.Errorf("there is no form %q%s", form, didYouMean(form, exportForms))
	}
	q, err := f.asking.parse()
	if err != nil {
		return err
	}
	ctx, stop := f.within(ctx)
	defer stop()
	file, err := onePact(ctx, path)
	if err != nil {
		return err
	}
	if f.states && form != "dot" {
		return errors.New("--states is of dot alone: the other forms have every state")
	}
	if form == "dot" && !f.states {
		write, err := q.drawing(ctx, s, f.out, file)
		if err != nil {
			return err
		}
		return writeOut(ctx, s, f.out, write)
	}
	m, err := q.machineFor(ctx, s, f.out, file)
	if err != nil {
		return err
	}
	write, err := q.writerFor(ctx, s, form, file, m)
	if err != nil {
		return err
	}
	return writeOut(ctx, s, f.out, write)
}

// onePact is the file that a path means; a folder must mean just one.
func onePact(ctx context.Context, path string) (string, error) {
	files, err := wholePactsOf(ctx, []string{path})
	if err == nil && len(files) != 1 {
		err = fmt.Errorf("%s holds %d pacts; name one of them", shown(path), len(files))
	}
	if err != nil {
		return "", err
	}
	return files[0], nil
}

// loaded is the pact of a file, and the question fitted to it, for what is to be written to out.
func (q *question) loaded(ctx context.Context, s streams, out, file string) (*model.Pact, inquiry.Query, error) {
	r, err := q.load(ctx, s, file)
	if err != nil {
		return nil, inquiry.Query{}, err
	}
	if len(r.Diagnostics) > 0 {
		showDiagnostics(s.err, report.Result{Path: file, Diagnostics: r.Diagnostics})
	}
	if err := notItsOwnInput(s, out, r); err != nil {
		return nil, inquiry.Query{}, err
	}
	if r.Pact == nil {
		return nil, inquiry.Query{}, exit(exitInvalid)
	}
	opts, err := q.optionsFor(r.Pact)
	if err != nil {
		err = fmt.Errorf("%s: %w", file, err)
	}
	return r.Pact, opts, err
}

// drawing draws what waits for what: under one filling if the call leaves no more, else under all that it leaves.
func (q *question) drawing(ctx context.Context, s streams, out, file string) (func(io.Writer) error, error) {
	p, opts, err := q.loaded(ctx, s, out, file)
	if err != nil {
		return nil, err
	}
	var filling model.Filling
	if len(stillOpen(p, opts.Fixed)) == 0 {
		filling = p.Fillings(opts.Fixed)[0]
	}
	g := waits.Of(p, filling)
	return func(w io.Writer) error { return g.Dot(w, p.Title) }, nil
}

// machineFor makes a machine of a file under the one filling that is asked for, to be written to out.
func (q *question) machineFor(ctx context.Context, s streams, out, file string) (*machine.Machine, error) {
	p, opts, err := q.loaded(ctx, s, out, file)
	if err != nil {
		return nil, err
	}
	tick, err := p.TickOf(opts.Tick)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	if left := stillOpen(p, opts.Fixed); len(left) > 0 {
		return nil, fmt.Errorf("%s: one way to fill the open points is needed; still open: %s", file, strings.Join(left, "; "))
	}
	m, err := machine.New(p, p.Fillings(opts.Fixed)[0], tick)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return m, nil
}

// stillOpen lists the points with more than one value left, each as the flags that would fill it.
func stillOpen(p *model.Pact, fixed []model.Binding) []string {
	var out []string
	for i := range p.Points {
		pt := &p.Points[i]
		if len(pt.Values) == 1 || slices.ContainsFunc(fixed, func(b model.Binding) bool { return int(b.Point) == i }) {
			continue
		}
		var ways []string
		for _, v := range pt.Values {
			ways = append(ways, "--open '"+pt.Name+"="+v.Text+"'")
		}
		out = append(out, strings.Join(ways, " or "))
	}
	return out
}

// writerFor does all that can fail before a byte is written.
func (q *question) writerFor(ctx context.Context, s streams, form, file string, m *machine.Machine) (func(io.Writer) error, error) {
	switch form {
	case "promela":
		return func(w io.Writer) error { return export.Promela(w, m) }, nil
	case "tla":
		name := strings.TrimSuffix(filepath.Base(file), ".pact")
		return func(w io.Writer) error { return export.TLA(w, m, name) }, nil
	}
	lim := explore.Limits{States: q.options.Limits.States, Bytes: q.options.Limits.Bytes}
	most := lim.States
	if form == "dot" {
		if most == 0 {
			most = mostDrawn
		}
		lim.States = max(most, 200_000) // to tell how many there are
	}
	g, err := explore.Explore(ctx, m, lim)
	var limit *explore.Inconclusive
	switch {
	case errors.As(err, &limit) && form == "dot":
		return nil, tooLarge(s, file, fmt.Sprintf("more than %d", limit.States-1), most)
	case errors.As(err, &limit):
		if err := report.Unfinished(s.err, report.Result{Path: file, Inconclusive: limit}, styleFor(s.err)); err != nil {
			return nil, err
		}
		return nil, exit(exitInconclusive)
	case err != nil:
		return nil, fmt.Errorf("%s: %w", file, err)
	case form == "dot" && g.States() > most:
		return nil, tooLarge(s, file, fmt.Sprint(g.States()), most)
	case form == "dot":
		return func(w io.Writer) error { return export.Dot(w, g) }, nil
	}
	return func(w io.Writer) error { return export.JSON(w, g) }, nil
}

// tooLarge says that a graph cannot be drawn.
func tooLarge(s streams, file, states string, most int) error {
	fmt.Fprintf(s.err, "servanda: %s: the graph has %s states, too many to draw; at most %d are drawn (--max-states). As data there is no such limit: servanda export json\n", shown(file), states, most)
	return exit(exitInconclusive)
}

// writeOut writes to the file that was named, if one was, all of it or nothing.
func writeOut(ctx context.Context, s streams, out string, write func(io.Writer) error) error {
	if out == "" {
		return buffered(ctx, s.out, write)
	}
	return toFile(ctx, s, out, write)
}

// toFile writes a file, all of it or nothing.
func toFile(ctx context.Context, s streams, path string, write func(io.Writer) error) error {
	file, err := safefile.Create(s.disk, path)
	if err != nil {
		return err
	}
	defer file.Discard()
	if err := buffered(ctx, file, write); err != nil {
		return err
	}
	return file.Commit()
}

// buffered writes until it is told to stop.
func buffered(ctx context.Context, w io.Writer, write func(io.Writer) error) error {
	b := bufio.NewWriter(untilStopped{ctx, w})
	if err := write(b); err != nil {
		return err
	}
	return b.Flush()
}

// untilStopped refuses to write once it was told to stop.
type untilStopped struct {
	ctx context.Context
	w   io.Writer
}

func (u untilStopped) Write(p []byte) (int, error) {
	if u.ctx.Err() != nil {
		return 0, whyStopped(u.ctx)
	}
	return u.w.Write(p)
}

// notItsOwnInput refuses to write over what is read, by whatever name it is called.
func notItsOwnInput(s streams, out string, r *load.Result) error {
	target, err := os.Stat(out)
	if out == "" || err != nil || !target.Mode().IsRegular() {
		return nil // it is not there yet, or holds nothing
	}
	if in, ok := s.in.(*os.File); ok {
		if info, err := in.Stat(); err == nil && os.SameFile(info, target) {
			return fmt.Errorf("-o %s: that is the pact itself, which would be lost; name another file", shown(out))
		}
	}
	for _, file := range r.Files() {
		if info, err := os.Stat(filepath.FromSlash(file.Path)); err == nil && os.SameFile(info, target) {
			return fmt.Errorf("-o %s: that is the pact itself or a part of it, which would be lost; name another file", shown(out))
		}
	}
	return nil
}
