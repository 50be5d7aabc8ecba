package screen

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/form"
)

// The keys that there are, as the foot tells them: what is left out last comes first.
const (
	footLong  = "up, down: mark   enter: make the move   right: a step of time   tab: until something changes   left: take back   also: help, quit"
	footShort = "up, down, enter   right: time   tab: next   left: back   also: help, quit"
)

// View draws the screen.
func (s *screen) View() tea.View {
	rows := append(s.upper(), s.lower()...)
	v := tea.NewView(strings.Join(rows, "\n"))
	v.AltScreen = true
	v.WindowTitle = diag.Visible(s.console.Pact().Title)
	if s.busy == "" {
		if c := s.line.Cursor(); c != nil {
			c.Y += len(rows) - 2
			v.Cursor = c
		}
	}
	return v
}

// upper is the sheet, filled up to its height.
func (s *screen) upper() []string {
	rows := strings.Split(s.sheet.View(), "\n")
	for len(rows) < s.sheet.Height() {
		rows = append(rows, "")
	}
	return rows[:s.sheet.Height()]
}

// lower is what can be done, and where it is said.
func (s *screen) lower() []string {
	rows := []string{s.rule("What can be done now")}
	if !s.sheet.AtBottom() {
		rows[0] = s.rule("What can be done now · more above: page down")
	}
	moves := s.moves()
	rows = append(rows, moves...)
	for range s.room() - len(moves) {
		rows = append(rows, "")
	}
	return append(append(rows, s.message()...), s.prompt(), s.foot())
}

// rule is a line with words in it.
func (s *screen) rule(words string) string {
	out := "── " + words + " "
	if n := s.width - len([]rune(out)); n > 0 {
		out += strings.Repeat("─", n)
	}
	return s.cut(out)
}

// moves are the lines of the moves that fit, the marked one among them.
func (s *screen) moves() []string {
	if len(s.choices) == 0 {
		return []string{"   Nobody can do anything now but let time go by."}
	}
	var rows []string
	from, to := 0, 0 // of the marked move
	for i := range s.choices {
		if i == s.marked {
			from = len(rows)
		}
		rows = append(rows, s.choice(i)...)
		if i == s.marked {
			to = len(rows)
		}
	}
	room := s.room()
	first := max(min(from, len(rows)-room), 0)
	if to > first+room {
		first = min(to-room, from)
	}
	return rows[first:min(first+room, len(rows))]
}

// choice is a move, by its number, with a mark if it is the one that enter makes.
func (s *screen) choice(i int) []string {
	mark := " "
	if i == s.marked {
		mark = "▸"
	}
	lead := fmt.Sprintf("%s%2d. ", mark, i+1)
	width := s.width - len([]rune(lead))
	if width < form.Narrowest {
		said := s.choices[i].(doc.Para)
		said.Text = doc.T(lead).With(said.Text...)
		return s.lines([]doc.Block{said}, s.width)
	}
	rows := s.lines(s.choices[i:i+1], width)
	for k := range rows {
		if k > 0 {
			lead = strings.Repeat(" ", len([]rune(lead)))
		}
		rows[k] = lead + rows[k]
	}
	return rows
}

// message is what is wrong, or what is being done.
func (s *screen) message() []string {
	switch {
	case s.wrong != "":
		return s.lines([]doc.Block{doc.Para{Text: doc.T(diag.Visible(s.wrong)), Tone: doc.Warning}}, s.width)
	case s.busy != "":
		return []string{s.cut("... " + diag.Defuse(diag.Visible(s.busy)) + " (ctrl+c leaves)")}
	}
	return []string{""}
}

func (s *screen) prompt() string {
	if s.busy != "" {
		return ""
	}
	return s.line.View()
}

func (s *screen) foot() string {
	if len(footLong) <= s.width {
		return footLong
	}
	return s.cut(footShort)
}

// cut keeps a line on the screen.
func (s *screen) cut(line string) string {
	if r := []rune(line); len(r) > s.width {
		return string(r[:max(s.width-1, 0)]) + "…"
	}
	return line
}
