package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/form"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/player"
	"github.com/servanda-lang/servanda/internal/player/screen"
	"github.com/servanda-lang/servanda/internal/report"
	"github.com/servanda-lang/servanda/model"
	"github.com/spf13/cobra"
	"golang.org/x/term"
)

const playLong = `Play goes through a pact move by move, from the first day on: it says where everyone stands, what is owed, who
can be left with nothing from here, and what can be done now, by number. Whoever plays makes moves for
everybody, lets time go by, takes moves back, asks why something cannot be done, or lets the worst
adversary play some of the sides. "help" lists the commands.

On a terminal the game takes the whole screen: arrows mark a move, enter makes it, and commands can be typed all the same.
Elsewhere, and with --lines, commands come from the standard input, a line each; where that is no terminal, the first line that is wrong ends the
game with exit code 2. Open points that neither --in nor --open fills have their first value.`

// playFlags are the flags of play.
type playFlags struct {
	asking
	out   string
	lines bool
}

func playCommand(s streams) *cobra.Command {
	var f playFlags
	cmd := &cobra.Command{
		Use:   "play FILE",
		Short: "Play a pact move by move: where everyone stands, and what could still come",
		Long:  playLong,
		Example: "  servanda play agreement.pact\n" +
			"  servanda play --in separate -o scenario.txt agreement.pact\n" +
			"  servanda play agreement.pact < moves.txt",
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return f.play(cmd.Context(), s, args[0]) },
	}
	flags := cmd.Flags()
	flags.StringVar(&f.reading, "in", "", "play under this `READING`")
	flags.StringArrayVar(&f.open, "open", nil, "fill an open point, as in `POINT=VALUE`; may be repeated")
	flags.StringVar(&f.tick, "tick", "", "the step of time, such as \"1 day\"")
	flags.IntVar(&f.maxStates, "max-states", 2_000_000, "how many states to lay out, to tell what can come")
	flags.StringVarP(&f.out, "output", "o", "", "write the scenario that was saved last to this `FILE`")
	flags.BoolVar(&f.lines, "lines", false, "on a terminal too, take commands line by line rather than the whole screen")
	f.registerLimits(flags)
	flags.Lookup("timeout").Usage = "look ahead for no longer than this `DURATION`, such as 30s; the game itself takes as long as you like"
	return cmd
}

func (f *playFlags) play(ctx context.Context, s streams, path string) error {
	file, err := onePact(ctx, path)
	if err != nil {
		return err
	}
	if file == nameOfInput {
		return errors.New("play reads its commands from the standard input: name a file")
	}
	q, err := f.asking.parse()
	if err != nil {
		return err
	}
	read, err := q.load(ctx, s, file)
	if err != nil {
		return err
	}
	if read.Pact == nil {
		showDiagnostics(s.err, report.Result{Path: file, Diagnostics: read.Diagnostics})
		return exit(exitInvalid)
	}
	if err := notItsOwnInput(s, f.out, read); err != nil {
		return err
	}
	p := read.Pact
	opts, err := q.optionsFor(p)
	if err != nil {
		return err
	}
	console, err := f.newConsole(ctx, s, p, file, opts)
	if err != nil {
		return err
	}
	if err := (&table{s, console}).play(ctx, f.lines); err != nil {
		return err
	}
	return f.save(ctx, s, console)
}

// save writes the scenario that was saved last.
func (f *playFlags) save(ctx context.Context, s streams, c *player.Console) error {
	if f.out == "" || c.Saved == "" {
		return nil
	}
	return toFile(ctx, s, f.out, func(w io.Writer) error {
		_, err := io.WriteString(w, c.Saved)
		return err
	})
}

// newConsole lays out what can come, as far as the limits let it.
func (f *playFlags) newConsole(ctx context.Context, s streams, p *model.Pact, file string, opts inquiry.Query) (*player.Console, error) {
	progress := newProgress(ctx, s.err)
	defer progress.clear()
	return player.Begin(ctx, p, opts.Fixed, opts.Tick, explore.Limits{
		States: opts.Limits.States, Bytes: opts.Limits.Bytes / 2, Workers: opts.Workers,
		Progress: func(states, _, _ int) {
			progress.tell(fmt.Sprintf("%s: looking ahead, %d states", shown(file), states))
		},
	}, f.timeout)
}

// table is where the game is played.
type table struct {
	streams
	*player.Console
}

// play takes the whole of a terminal, if the game is on one and is not to be played line by line.
func (t *table) play(ctx context.Context, lines bool) error {
	if lines || !isTerminal(t.in) || terminalWidth(t.out) == 0 || os.Getenv("TERM") == "dumb" {
		return t.run(ctx)
	}
	return screen.Run(ctx, t.Console, styleFor(t.out).Colour, t.in, t.out)
}

// run takes lines until there are no more.
func (t *table) run(ctx context.Context) error {
	if err := t.show(t.Opening()); err != nil {
		return err
	}
	terminal := isTerminal(t.in)
	lines := bufio.NewScanner(t.in)
	for n := 1; ; n++ {
		line, more, err := t.line(ctx, lines, terminal)
		if err != nil || !more {
			return err
		}
		blocks, err := t.Answer(line)
		switch {
		case errors.Is(err, player.ErrQuit):
			return nil
		case err != nil && terminal && ctx.Err() == nil:
			fmt.Fprintln(t.out, diag.Defuse(diag.Visible(err.Error())))
		case err != nil && ctx.Err() == nil:
			return fmt.Errorf("line %d: %w", n, err)
		case err != nil:
			return err
		}
		if err := t.show(blocks); err != nil {
			return err
		}
	}
}

// line reads a line; more is false at the end of the input.
func (t *table) line(ctx context.Context, lines *bufio.Scanner, terminal bool) (line string, more bool, err error) {
	if terminal {
		fmt.Fprint(t.out, "\n> ")
	}
	more, err = await(ctx, func() (bool, error) { return lines.Scan(), lines.Err() })
	if err != nil {
		return "", false, err
	}
	if line = lines.Text(); more && !terminal {
		fmt.Fprintf(t.out, "\n> %s\n", diag.Defuse(diag.Visible(line)))
	}
	return line, more, nil
}

func (t *table) show(blocks []doc.Block) error {
	if len(blocks) == 0 {
		return nil
	}
	style := styleFor(t.out)
	return form.Text(t.out, doc.Document{Blocks: blocks}, form.Style{Width: style.Width, Colour: style.Colour})
}

func isTerminal(r io.Reader) bool {
	f, ok := r.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
