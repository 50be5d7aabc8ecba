// Package screen is the full-screen form of a game: where everyone stands above, what can be done now below it with one
// move marked, a line for commands at the foot. It knows nothing of pacts: what is told, and what a line does, is the
// console's; every key here stands for a line that can be typed as well.
//
// Input: a console, and the keys of a terminal. Output: what stands on the terminal, by the Elm architecture of
// charm.land/bubbletea. What takes long is worked out beside it, so that it can be left at any time.
package screen

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"charm.land/bubbles/v2/textinput"
	"charm.land/bubbles/v2/viewport"
	tea "charm.land/bubbletea/v2"

	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/form"
	"github.com/servanda-lang/servanda/internal/player"
)

// Run plays a game on a terminal until the player leaves, or the context ends.
func Run(ctx context.Context, c *player.Console, colour bool, in io.Reader, out io.Writer) error {
	s := newScreen(c, colour)
	end, err := tea.NewProgram(s, tea.WithContext(ctx), tea.WithInput(in), tea.WithOutput(out), tea.WithoutSignalHandler()).Run()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		return err
	}
	return end.(*screen).failed
}

// screen is what stands on the terminal. Its sheet is what the last line was answered with.
type screen struct {
	console *player.Console
	colour  bool
	width   int
	height  int

	answer  []doc.Block // to the last line that was carried out
	choices []doc.Block // one for each move that can be made now
	marked  int         // of these
	wrong   string      // what was wrong with the last line
	busy    string      // the line that is being worked out; "" for none
	failed  error       // what ended the game, unless it was the player

	sheet viewport.Model
	line  textinput.Model
}

func newScreen(c *player.Console, colour bool) *screen {
	c.Apart = true
	s := &screen{console: c, colour: colour, width: form.Usual, height: 24, sheet: viewport.New(), line: textinput.New()}
	s.line.Prompt = "> "
	s.line.SetStyles(textinput.Styles{}) // the colours of the game are those of its words
	s.line.SetVirtualCursor(false)
	s.line.Focus()
	s.answered(c.Opening(), c.Choices())
	return s
}

// Init has nothing to wait for.
func (s *screen) Init() tea.Cmd { return nil }

// answered puts an answer on the sheet.
func (s *screen) answered(blocks, choices []doc.Block) {
	s.answer, s.choices, s.marked, s.wrong = blocks, choices, 0, ""
	s.layOut()
	s.sheet.GotoTop()
}

// done is what came of a line.
type done struct {
	blocks, choices []doc.Block
	err             error
}

// Update carries out keys.
func (s *screen) Update(m tea.Msg) (tea.Model, tea.Cmd) {
	switch m := m.(type) {
	case tea.WindowSizeMsg:
		s.width, s.height = m.Width, m.Height
		s.layOut()
	case done:
		return s, s.finish(m)
	case tea.KeyPressMsg:
		return s, s.key(m)
	case tea.PasteMsg:
		var cmd tea.Cmd
		s.line, cmd = s.line.Update(m)
		return s, cmd
	}
	return s, nil
}

// finish shows what came of a line.
func (s *screen) finish(d done) tea.Cmd {
	s.busy = ""
	switch {
	case errors.Is(d.err, player.ErrQuit):
		return tea.Quit
	case d.err != nil:
		s.wrong = d.err.Error()
		s.layOut()
	case d.blocks != nil:
		s.answered(d.blocks, d.choices)
	default:
		s.layOut()
	}
	return nil
}

// keys are what keys stand for while nothing is typed.
var keys = map[string]string{"left": "back", "right": "time", "tab": "next"}

func (s *screen) key(k tea.KeyPressMsg) tea.Cmd {
	name := k.String()
	if name == "ctrl+c" {
		return tea.Quit
	}
	if s.busy != "" {
		return nil
	}
	typed := strings.TrimSpace(s.line.Value())
	switch {
	case name == "up" || name == "down":
		s.mark(map[string]int{"up": -1, "down": 1}[name])
		return nil
	case name == "pgup" || name == "pgdown":
		s.turn(name)
		return nil
	case name == "esc":
		s.line.Reset()
		s.wrong = ""
		s.layOut()
		return nil
	case name == "enter" && typed == "":
		if len(s.choices) == 0 {
			return s.do("time")
		}
		return s.do(fmt.Sprint(s.marked + 1))
	case name == "enter":
		s.line.Reset()
		return s.do(typed)
	case typed == "" && keys[name] != "":
		return s.do(keys[name])
	}
	var cmd tea.Cmd
	s.line, cmd = s.line.Update(k)
	return cmd
}

func (s *screen) mark(by int) {
	if n := len(s.choices); n > 0 {
		s.marked = min(max(s.marked+by, 0), n-1)
	}
}

func (s *screen) turn(name string) {
	if name == "pgup" {
		s.sheet.PageUp()
	} else {
		s.sheet.PageDown()
	}
}

// do carries out a line beside the screen.
func (s *screen) do(line string) tea.Cmd {
	s.busy, s.wrong = line, ""
	s.layOut()
	c := s.console
	return func() tea.Msg {
		var d done
		if d.blocks, d.err = c.Answer(line); d.err == nil {
			d.choices = c.Choices()
		}
		return d
	}
}

// layOut fits the sheet into what the rest leaves.
func (s *screen) layOut() {
	s.sheet.SetWidth(s.width)
	s.sheet.SetHeight(max(s.height-s.below(), 1))
	s.sheet.SetContentLines(s.lines(s.answer, s.width))
	s.line.SetWidth(max(s.width-len(s.line.Prompt)-1, 1))
}

// below is how many lines stand under the sheet: the moves with their heading, what is wrong, the line and the keys.
func (s *screen) below() int { return s.room() + len(s.message()) + 3 }

// room is how many lines the moves may take.
func (s *screen) room() int {
	n := 0
	for i := range s.choices {
		n += len(s.choice(i))
	}
	return min(max(n, 1), max(s.height*2/5, 1))
}

// lines are blocks as they stand on the terminal.
func (s *screen) lines(blocks []doc.Block, width int) []string {
	var b strings.Builder
	if err := form.Text(&b, doc.Document{Blocks: blocks}, form.Style{Width: min(width, form.Usual), Colour: s.colour}); err != nil {
		panic(err) // a strings.Builder takes all
	}
	return strings.Split(strings.TrimRight(b.String(), "\n"), "\n")
}
