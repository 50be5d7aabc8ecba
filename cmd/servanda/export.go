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
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/report"
	"github.com/servanda-lang/servanda/model"
	"github.com/spf13/cobra"
)

const exportLong = `Export writes one reading of a pact for another tool. The forms:

  promela  a model for SPIN whose states are those of the pact, one to one
  tla      the same as a TLA+ module, for TLC
  dot      the graph of all states and moves, for Graphviz
  json     the same graph as data

Every open point must have one value: say which with --open and --in.`

// exportFlags are the flags of export.
type exportFlags struct {
	asking
	out string
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
			"  servanda export dot agreement.pact | dot -Tsvg > graph.svg",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 {
				return errors.New("name a form and a .pact file: servanda export promela PATH")
			}
			return nil
		},
		ValidArgs: exportForms,
		RunE:      func(_ *cobra.Command, args []string) error { return f.run(s, args[0], args[1]) },
	}
	flags := cmd.Flags()
	flags.StringVar(&f.reading, "in", "", "fill the open points as this `READING` does")
	flags.StringArrayVar(&f.open, "open", nil, "fill an open point, as in `POINT=VALUE`; may be repeated")
	flags.StringVar(&f.tick, "tick", "", "the step of time, such as \"1 day\"")
	flags.StringVar(&f.maxMemory, "max-memory", "", "give up before more memory than this is used, such as 200MB (default 70% of what is free)")
	flags.IntVar(&f.maxStates, "max-states", 0, "give up after this many states (default for dot: 500)")
	flags.StringVarP(&f.out, "out", "o", "", "write to this `FILE`")
	return cmd
}

var exportForms = []string{"promela", "tla", "dot", "json"}

func (f *exportFlags) run(s streams, form, path string) error {
	if !slices.Contains(exportForms, form) {
		return fmt.Errorf("there is no form %q%s", form, didYouMean(form, exportForms))
	}
	q, err := f.asking.parse()
	if err != nil {
		return err
	}
	file, err := onePact(path)
	if err != nil {
		return err
	}
	m, err := q.machineFor(s, file)
	if err != nil {
		return err
	}
	write, err := q.writerFor(s, form, file, m)
	if err != nil {
		return err
	}
	return f.write(s, write)
}

// onePact is the file that a path means; a folder must mean just one.
func onePact(path string) (string, error) {
	files, err := wholePactsOf([]string{path})
	if err == nil && len(files) != 1 {
		err = fmt.Errorf("%s holds %d pacts; name one of them", path, len(files))
	}
	if err != nil {
		return "", err
	}
	return files[0], nil
}

// machineFor makes a machine of a file under the one filling that is asked for.
func (q *question) machineFor(s streams, file string) (*machine.Machine, error) {
	p, ds, err := loadPact(s, file)
	if len(ds) > 0 {
		showDiagnostics(s.err, report.Result{Path: file, Diagnostics: ds})
	}
	if err != nil {
		return nil, err
	}
	if p == nil {
		return nil, exit(exitInvalid)
	}
	opts, err := q.optionsFor(p)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
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
func (q *question) writerFor(s streams, form, file string, m *machine.Machine) (func(io.Writer) error, error) {
	switch form {
	case "promela":
		return func(w io.Writer) error { return export.Promela(w, m) }, nil
	case "tla":
		name := strings.TrimSuffix(filepath.Base(file), ".pact")
		return func(w io.Writer) error { return export.TLA(w, m, name) }, nil
	}
	lim := q.options.Limits
	most := lim.States
	if form == "dot" {
		if most == 0 {
			most = mostDrawn
		}
		lim.States = max(most, 200_000) // to tell how many there are
	}
	g, err := explore.Explore(context.Background(), m, lim)
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
	fmt.Fprintf(s.err, "servanda: %s: the graph has %s states, too many to draw; at most %d are drawn (--max-states). As data there is no such limit: servanda export json\n", file, states, most)
	return exit(exitInconclusive)
}

func (f *exportFlags) write(s streams, write func(io.Writer) error) (err error) {
	out := s.out
	if f.out != "" {
		file, err2 := os.Create(f.out)
		if err2 != nil {
			return err2
		}
		defer func() { err = errors.Join(err, file.Close()) }()
		out = file
	}
	b := bufio.NewWriter(out)
	if err := write(b); err != nil {
		return err
	}
	return b.Flush()
}
