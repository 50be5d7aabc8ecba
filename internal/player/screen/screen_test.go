package screen

import (
	"bytes"
	"context"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/player"
)

const example = "../../../examples/small-exchange.pact"

func game(t *testing.T) *player.Console {
	t.Helper()
	text, err := os.ReadFile(example)
	if err != nil {
		t.Fatal(err)
	}
	c, err := player.Begin(t.Context(), load.Source("small-exchange.pact", text).Pact, nil, 0, explore.Limits{States: 2_000_000}, 0)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// seated is a screen of a size, with keys to press and something to read.
type seated struct {
	*testing.T
	*screen
}

func seat(t *testing.T, width, height int) *seated {
	x := &seated{t, newScreen(game(t), false)}
	x.send(tea.WindowSizeMsg{Width: width, Height: height})
	return x
}

// send carries out a message and all that comes of it; it reports whether the game is over.
func (x *seated) send(m tea.Msg) (over bool) {
	_, cmd := x.Update(m)
	for cmd != nil {
		next := cmd()
		if _, over = next.(tea.QuitMsg); over {
			return true
		}
		if _, ours := next.(done); !ours {
			return false
		}
		_, cmd = x.Update(next)
	}
	return false
}

func (x *seated) press(code rune) bool { return x.send(tea.KeyPressMsg{Code: code}) }

func (x *seated) enter(line string) bool {
	for _, r := range line {
		x.send(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
	return x.press(tea.KeyEnter)
}

func (x *seated) shows(words ...string) {
	x.Helper()
	for _, w := range words {
		if !strings.Contains(x.View().Content, w) {
			x.Errorf("%q is not on the screen:\n%s", w, x.View().Content)
		}
	}
}

// Every key does what the line that it stands for does, and what cannot be done is said without anything being lost.
func TestKeys(t *testing.T) {
	x := seat(t, 100, 40)
	x.shows("STEP 1, 1 JAN 2026 TO 3 JAN 2026", "▸ 1. An outsider: raid the South", "  5. Southland signs the Peace agreement [the last exit of Southland")
	x.press(tea.KeyDown)
	x.shows("▸ 2. Northland signs the Peace agreement")
	x.press(tea.KeyEnter)
	x.shows("So it happened", "draft, signed by Northland", "▸ 1. An outsider")
	x.press(tea.KeyRight)
	x.shows("STEP 2, 4 JAN 2026")
	x.press(tea.KeyLeft)
	x.press(tea.KeyLeft)
	x.shows("STEP 1, 1 JAN 2026", "draft, signed by nobody yet")
	x.enter("wrst")
	x.shows(`"wrst" is neither a command nor a move`, "STEP 1, 1 JAN 2026")
	x.enter("south signs peace")
	x.shows("draft, signed by Southland")
	x.press(tea.KeyTab)
	x.shows("So it happened")
	if x.enter("course"); len(x.console.Choices()) == 0 || x.marked != 0 {
		t.Error("no moves after a course was told")
	}
	if !x.enter("quit") {
		t.Error("the game goes on after quit")
	}
	if !x.send(tea.KeyPressMsg{Code: 'c', Mod: tea.ModCtrl}) {
		t.Error("the game goes on after ctrl+c")
	}
}

// The marked move is on the screen, the screen has as many lines as the terminal and none is wider, whatever its size.
func TestSizes(t *testing.T) {
	x := seat(t, 100, 40)
	for _, width := range []int{1, 20, 44, 80, 200} {
		for _, height := range []int{1, 8, 24, 60} {
			x.send(tea.WindowSizeMsg{Width: width, Height: height})
			x.mark(-len(x.choices))
			for range x.choices {
				lines := strings.Split(x.View().Content, "\n")
				if height >= 24 && len(lines) != height {
					t.Errorf("%d lines on %d by %d", len(lines), width, height)
				}
				if height >= 8 && !strings.Contains(x.View().Content, "▸") {
					t.Errorf("no move is marked on %d by %d:\n%s", width, height, x.View().Content)
				}
				for _, l := range lines {
					if width >= 44 && len([]rune(l)) > width {
						t.Errorf("a line of %d on %d by %d: %s", len([]rune(l)), width, height, l)
					}
				}
				x.press(tea.KeyDown)
			}
		}
	}
}

// While a line is being worked out nothing else is done; whoever leaves need not wait.
func TestBusy(t *testing.T) {
	x := seat(t, 100, 40)
	_, cmd := x.Update(tea.KeyPressMsg{Code: tea.KeyRight})
	x.shows("... time (ctrl+c leaves)")
	if x.press(tea.KeyDown); x.marked != 0 {
		t.Error("a move was marked meanwhile")
	}
	if !x.send(tea.KeyPressMsg{Code: 'c', Mod: tea.ModCtrl}) {
		t.Error("ctrl+c waits")
	}
	x.Update(cmd())
	x.shows("STEP 2")
}

// On a terminal of its own the game ends when the player leaves, and when the context does.
func TestRun(t *testing.T) {
	var out bytes.Buffer
	if err := Run(t.Context(), game(t), false, strings.NewReader("\x1b[Bquit\r"), &out); err != nil {
		t.Error(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	never, w := io.Pipe()
	defer w.Close()
	if err := Run(ctx, game(t), false, never, io.Discard); err == nil {
		t.Error("the game outlives its context")
	}
}
