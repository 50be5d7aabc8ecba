package player

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// Console understands commands, one a line, and answers in blocks.
type Console struct {
	*Session
	Saved string // the scenario that was asked for last, to be written where the user wants it
}

// ErrQuit is what Do gives when the player wants to end.
var ErrQuit = errors.New("the game is over")

// command is one of those that a line can begin with.
type command struct {
	name, short string
	args, says  string
	do          func(c *Console, args string) ([]doc.Block, error)
}

// commands are all there are, in the order in which help lists them.
func commands() []command {
	return []command{
		{"time", "t", "[N]", "let one step of time go by, or N", (*Console).time},
		{"next", "n", "", "let time go by until something runs out or changes", func(c *Console, _ string) ([]doc.Block, error) { return c.onward() }},
		{"back", "b", "[N]", "take back the last move, or the last N", (*Console).back},
		{"why", "w", "[WORDS]", "say what cannot be done now, and why: all, or what has these words in it", (*Console).whyNot},
		{"show", "s", "", "tell again where everyone stands", func(c *Console, _ string) ([]doc.Block, error) { return c.Show(), nil }},
		{"course", "c", "", "tell what happened so far", func(c *Console, _ string) ([]doc.Block, error) { return c.told(nil, "What happened so far") }},
		{"worst", "", "PARTY", "tell the worst that can come of this for a party, and how", (*Console).worstFor},
		{"adversary", "", "PARTY, … [may break]", "let the worst adversary play these sides; \"adversary nobody\" ends it", (*Console).adversary},
		{"save", "", "\"LABEL\"", "write what happened as a scenario", (*Console).save},
		{"restart", "", "", "begin again on day 0", (*Console).restart},
		{"help", "h", "", "list the commands", func(*Console, string) ([]doc.Block, error) { return help(), nil }},
		{"quit", "q", "", "end", func(*Console, string) ([]doc.Block, error) { return nil, ErrQuit }},
	}
}

// Do carries out a line: the number of a move, a move as the language has it ("north signs peace"), or a command. An error that
// is not ErrQuit says what is wrong with the line, and nothing has changed. An empty line or one that begins with # is nothing.
func (c *Console) Do(line string) ([]doc.Block, error) {
	line = strings.TrimSpace(line)
	if line == "" || strings.HasPrefix(line, "#") {
		return nil, nil
	}
	if n, err := strconv.Atoi(line); err == nil {
		return c.number(n)
	}
	word, args, _ := strings.Cut(line, " ")
	for _, k := range commands() {
		if word == k.name || k.short != "" && word == k.short {
			return k.do(c, strings.TrimSpace(args))
		}
	}
	return c.written(strings.Join(strings.Fields(line), " "))
}

func help() []doc.Block {
	rows := []doc.Fact{
		{Name: "NUMBER", Text: doc.T("make the move of that number")},
		{Name: "MOVE", Text: doc.T("make a move as the pact's scenarios write it, such as: north signs peace")},
	}
	for _, k := range commands() {
		name := strings.TrimSpace(k.name + " " + k.args)
		if k.short != "" {
			name += " (" + k.short + ")"
		}
		rows = append(rows, doc.Fact{Name: name, Text: doc.T(k.says)})
	}
	return []doc.Block{doc.Facts{Rows: rows}}
}

func (c *Console) number(n int) ([]doc.Block, error) {
	v := c.view()
	if n < 1 || n > len(v.options) {
		return nil, fmt.Errorf("there is no move %d now; there are %d", n, len(v.options))
	}
	return c.make(v.options[n-1].Move)
}

// written makes a move that is written out.
func (c *Console) written(line string) ([]doc.Block, error) {
	for _, l := range c.exact.Labels() {
		if l.Actor != machine.Time && Written(c.Pact(), l) == line {
			return c.make(l)
		}
	}
	return nil, fmt.Errorf("%q is neither a command nor a move of this pact; \"help\" lists the commands", line)
}

// make makes a move, lets the adversary answer, and shows where that leads.
func (c *Console) make(l machine.Label) ([]doc.Block, error) {
	if c.foe.sides.Has(l.Actor) {
		return nil, fmt.Errorf("%s is played by the adversary; \"adversary nobody\" ends that", course.Actor(c.Pact(), l.Actor))
	}
	from := len(c.moves)
	if err := c.Make(l); err != nil {
		var r *machine.Refusal
		if errors.As(err, &r) {
			return nil, fmt.Errorf("%s: this cannot be done now: %s", course.Capital(course.Said(c.exact, l)), course.Refused(c.exact, c.now(), r))
		}
		return nil, err
	}
	c.foeActs()
	return c.since(from)
}

// since shows what happened from a move on, and where it leads.
func (c *Console) since(from int) ([]doc.Block, error) {
	all, err := c.course(nil)
	if err != nil {
		return nil, err
	}
	lines := c.steps(all, from)
	if len(lines) == 0 {
		return c.Show(), nil
	}
	return append([]doc.Block{doc.Course{Intro: doc.T("So it happened"), Steps: lines}}, c.Show()...), nil
}

func (c *Console) time(args string) ([]doc.Block, error) {
	n := 1
	if args != "" {
		var err error
		if n, err = strconv.Atoi(args); err != nil || n < 1 || n > mostSteps {
			return nil, fmt.Errorf("write \"time\" or \"time N\" with a number from 1 to %d", mostSteps)
		}
	}
	from := len(c.moves)
	for range n {
		c.tick()
	}
	return c.since(from)
}

// mostSteps is how far time goes on at one command.
const mostSteps = 100_000

func (c *Console) onward() ([]doc.Block, error) {
	from := len(c.moves)
	if !c.next() {
		return nil, errors.New("nothing runs out any more, and nothing changes by itself: time alone leads nowhere")
	}
	return c.since(from)
}

func (c *Console) back(args string) ([]doc.Block, error) {
	n := 1
	if args != "" {
		var err error
		if n, err = strconv.Atoi(args); err != nil || n < 1 {
			return nil, errors.New("write \"back\" or \"back N\" with a number of moves")
		}
	}
	if c.Back(n) == 0 {
		return nil, errors.New("it is day 0, and nothing has been done")
	}
	return c.Show(), nil
}

func (c *Console) restart(string) ([]doc.Block, error) {
	c.Back(len(c.moves))
	c.foeActs()
	return c.Show(), nil
}

// whyNot lists what cannot be done, with the reasons.
func (c *Console) whyNot(args string) ([]doc.Block, error) {
	var list doc.List
	for _, h := range c.Position().Hands {
		for i := range h.Cannot {
			r := &h.Cannot[i]
			said := course.Capital(course.Said(c.exact, r.Move))
			if has(said+" "+Written(c.Pact(), r.Move), args) {
				list.Items = append(list.Items, doc.Item{Text: doc.T(c.view().Retold(said + ": " + course.Refused(c.exact, c.now(), r) + "."))})
			}
		}
	}
	if len(list.Items) == 0 {
		return []doc.Block{doc.Para{Text: doc.T("There is nothing like that which cannot be done now.")}}, nil
	}
	return []doc.Block{doc.Section{Title: doc.T("What cannot be done now"), Blocks: []doc.Block{list}}}, nil
}

// has reports whether all words are in a text, in whatever case.
func has(text, words string) bool {
	return !slices.ContainsFunc(strings.Fields(words), func(w string) bool {
		return !strings.Contains(strings.ToLower(text), strings.ToLower(w))
	})
}

// told is what happened, and after it some more moves.
func (c *Console) told(more []machine.Label, title string) ([]doc.Block, error) {
	all, err := c.course(more)
	if err != nil {
		return nil, err
	}
	from := 0
	if more != nil {
		from = len(c.moves)
	}
	lines := c.steps(all, from)
	if len(lines) == 0 {
		return []doc.Block{doc.Para{Text: doc.T("Nothing has happened yet.")}}, nil
	}
	return []doc.Block{doc.Course{Intro: doc.T(title), Steps: lines}}, nil
}

// steps are the lines of a course from a move on, by the day.
func (c *Console) steps(all *course.Course, from int) []doc.Step {
	var out []doc.Step
	q := words.Speaker{Pact: c.Pact()}
	for i := from; i < len(all.Steps); i++ {
		s := &all.Steps[i]
		if s.Move.Kind == machine.Pass && len(s.Line.Changes) == 0 {
			continue
		}
		when := fmt.Sprintf("day %d", s.Line.Day)
		if !s.Line.Date.IsZero() {
			when += ", " + course.Date(s.Line.Date)
		}
		if len(out) == 0 || out[len(out)-1].When.String() != when {
			out = append(out, doc.Step{When: doc.T(when)})
		}
		line := doc.Line{Text: doc.T(q.Retold(s.Line.Text))}
		for _, x := range s.Line.Changes {
			line.Follow = append(line.Follow, q.Retold(x))
		}
		if len(s.Line.Breaks) > 0 {
			line.Tone, line.Mark = doc.Grave, "breach: "+q.Retold(strings.Join(s.Line.Breaks, "; "))
		}
		last := &out[len(out)-1]
		last.Lines = append(last.Lines, line)
	}
	return out
}

// actorsNamed understands a list of parties and bodies, by name or label.
func (c *Console) actorsNamed(list string) (model.ActorSet, error) {
	var out model.ActorSet
	for name := range strings.SplitSeq(list, ",") {
		id, err := c.actorNamed(strings.TrimSpace(name))
		if err != nil {
			return 0, err
		}
		out |= model.SetOf(id)
	}
	return out, nil
}

func (c *Console) actorNamed(name string) (model.ActorID, error) {
	var all []string
	for i := range c.Pact().Actors {
		a := &c.Pact().Actors[i]
		if a.Kind != model.IsOutsider && (a.Name == name || strings.EqualFold(a.Label, name)) {
			return model.ActorID(i), nil
		}
		if a.Kind != model.IsOutsider {
			all = append(all, a.Name)
		}
	}
	return model.None, fmt.Errorf("there is nobody called %q in this pact; there are %s", name, course.List(all, "and"))
}

// unknown is the error when it is not known what can come.
func (c *Console) unknown() error {
	return fmt.Errorf("what can come of this is not known: %s", c.dark)
}

// worstFor tells the nearest way on which a party is left with nothing, with the least breach of others.
func (c *Console) worstFor(args string) ([]doc.Block, error) {
	if c.ahead == nil {
		return nil, c.unknown()
	}
	who, err := c.actorNamed(args)
	if err != nil {
		return nil, err
	}
	var out []doc.Block
	v := c.view()
	for _, d := range c.ahead.dangers(c.moves) {
		if c.Pact().Duties[d.Duty].Obligor != who {
			continue
		}
		out = append(out, doc.Para{Text: doc.T(Plight(v.Speaker, &d)), Tone: toneOf(d.How)})
		if len(d.Worst) > 0 {
			blocks, err := c.told(d.Worst, "A shortest way there")
			if err != nil {
				return nil, err
			}
			out = append(out, blocks...)
		}
	}
	if out == nil {
		out = append(out, doc.Para{Text: doc.T(course.Capital(course.Actor(c.Pact(), who)) + " cannot be left with nothing after having given, whoever breaks a promise."), Tone: doc.Good})
	}
	return out, nil
}

func (c *Console) adversary(args string) ([]doc.Block, error) {
	if c.ahead == nil {
		return nil, c.unknown()
	}
	list, may := strings.CutSuffix(args, "may break")
	if list = strings.TrimSpace(list); list == "nobody" {
		c.Against(0, false)
		return []doc.Block{doc.Para{Text: doc.T("Nobody is played by the adversary.")}}, nil
	}
	who, err := c.actorsNamed(list)
	if err != nil {
		return nil, err
	}
	from := len(c.moves)
	c.Against(who, may)
	says := c.view().People(who) + " " + plural(who.Len(), "is", "are") + " played by the worst adversary"
	if may {
		says += ", who may break " + plural(who.Len(), "its", "their") + " promises"
	} else {
		says += ", who breaks no promise"
	}
	blocks, err := c.since(from)
	return append([]doc.Block{doc.Para{Text: doc.T(course.Capital(says) + ".")}}, blocks...), err
}

func (c *Console) save(args string) ([]doc.Block, error) {
	label := args
	if q, err := strconv.Unquote(args); err == nil {
		label = q
	}
	if label == "" || strings.ContainsAny(label, "\"\n") {
		return nil, errors.New("write a label: save \"what this shows\"")
	}
	c.Saved = c.Scenario(label)
	return []doc.Block{doc.Literal{Text: c.Saved, Of: "pact"}}, nil
}
