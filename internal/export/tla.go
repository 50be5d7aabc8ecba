package export

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/program"
	"github.com/servanda-lang/servanda/model"
)

// TLA writes the pact as a TLA+ module of that name, for TLC. Its states are the machine's, one to one; the
// settings for TLC stand in the comment at the top, ready to be copied into NAME.cfg.
//
// A state is a record of numbers. While a move is made, it is one of two records: v, the state, and w, what
// is written down until the move is over. Assignments become a chain of LETs. Culprits are found by a
// search of sets, with nothing left out.
func TLA(w io.Writer, m *machine.Machine, name string) error {
	p := &tla{page: &page{w: w}, Program: program.New(m.Frame), name: tlaName(name)}
	p.head()
	p.start()
	p.settling()
	p.making()
	p.offering()
	p.judging()
	p.behaviour()
	p.asking()
	return p.err
}

type tla struct {
	*page
	*program.Program
	name string
}

// tlaName makes a word of letters, digits and underscores that begins with a letter.
func tlaName(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < 0x80 && (r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z') {
			return r
		}
		return '_'
	}, s)
	if s = strings.Trim(s, "_"); s == "" || s[0] <= '9' {
		s = "pact_" + s
	}
	return s
}

func (p *tla) head() {
	p.line("---- MODULE %s ----", p.name)
	p.line("(* %s", harmless(p.Pact.Title))
	for _, s := range fillingWords(p.Frame) {
		p.line("   where %s", harmless(s))
	}
	p.line("   one tick is %d day(s)", p.Tick)
	p.line("")
	p.line("   %s.cfg for the world in which everybody may break their word:", p.name)
	p.line("")
	p.line("     SPECIFICATION Spec")
	p.line("     CONSTANT Defectors = {%s}", quotedAll(actorNames(p.Frame, p.Pact.Everyone())))
	p.line("     CHECK_DEADLOCK FALSE")
	p.line("")
	p.line("   The distinct states that TLC finds are the settled states of the pact. With fewer Defectors, the others")
	p.line("   keep their word.")
	for i, c := range p.Checks {
		p.line("   INVARIANT Check%d with Defectors = {%s} asks \"%s\"; a violated invariant", i+1, quotedAll(actorNames(p.Frame, c.Defectors)), harmless(c.Label))
		p.line("   %s.", map[bool]string{true: "shows that it is possible", false: "shows that it is not never"}[c.Possible])
	}
	p.line("*)")
	p.line("EXTENDS Integers")
	p.line("")
	p.line("CONSTANT Defectors \\* the actors that may break their word")
	p.line("VARIABLE v \\* the state")
}

func quotedAll(names []string) string {
	var out []string
	for _, n := range names {
		out = append(out, `"`+n+`"`)
	}
	return strings.Join(out, ", ")
}

func (p *tla) start() {
	p.line("")
	p.line("Start ==")
	for i, c := range p.Cells {
		p.line("  %s %s |-> %d%s \\* %s", opening(i, "["), c.Name, c.Start, closing(i, len(p.Cells), "]"), harmless(c.Says))
	}
	p.line("")
	p.line("\\* What is written down while one move is made.")
	p.line("Blank ==")
	for _, c := range p.Scratch {
		p.line("  %s %s |-> 0", opening(c.At, "["), c.Name)
	}
	p.line("  , culprits |-> {} ]")
}

// opening and closing set the commas and brackets of a list that is written a line each.
func opening(i int, bracket string) string {
	if i == 0 {
		return bracket
	}
	return ","
}

func closing(i, n int, bracket string) string {
	if i == n-1 {
		return " " + bracket
	}
	return ""
}

func (p *tla) settling() {
	p.line("")
	p.line("\\* Whatever follows at once from how things stand, until nothing follows any more. No duty returns to a")
	p.line("\\* status it has had in the same settling.")
	p.operator("SettleBegin(x0)", p.SettleBegin)
	p.operator("SettleRound(x0)", p.SettleRound)
	p.line("RECURSIVE SettleOn(_)")
	p.line("SettleOn(x) == LET y == SettleRound(x) IN IF y.w.%s = 1 THEN SettleOn(y) ELSE y", p.Changed.Name)
	p.line("Settle(x) == SettleOn(SettleBegin(x))")
}

// operator writes an operator from x0 to what the statements make of it.
func (p *tla) operator(head string, ss []program.Stmt) {
	p.line("%s ==", head)
	p.inside(func() { p.stmts(ss, "x0") })
}

// stmts writes an expression for what the statements make of the record in x.
func (p *tla) stmts(ss []program.Stmt, x string) {
	if len(ss) == 0 {
		p.line("%s", x)
		return
	}
	p.line("LET")
	for i, s := range ss {
		next := x + "_" + strconv.Itoa(i+1)
		from := x
		if i > 0 {
			from = x + "_" + strconv.Itoa(i)
		}
		p.inside(func() { p.stmt(s, from, next) })
	}
	p.line("IN %s_%d", x, len(ss))
}

// stmt defines next as what a statement makes of the record in x.
func (p *tla) stmt(s program.Stmt, x, next string) {
	change := func(v *program.Variable, value string) {
		p.line("%s == [%s EXCEPT !.%s = %s]", next, x, field(v), value)
	}
	switch s := s.(type) {
	case program.Set:
		change(s.V, strconv.Itoa(s.N))
	case program.Add:
		if s.N < 0 {
			change(s.V, fmt.Sprintf("@ - %d", -s.N))
		} else {
			change(s.V, fmt.Sprintf("@ + %d", s.N))
		}
	case program.Note:
		change(s.V, "IF "+tlaCond(s.C, x)+" THEN 1 ELSE 0")
	case program.Blame:
		p.line("%s == [%s EXCEPT !.w.culprits = @ \\cup {\"%s\"}]", next, x, p.actor(s.Actor))
	case program.Choose:
		p.line("%s ==", next)
		p.inside(func() { p.choose(s, x, next) })
	}
}

func (p *tla) choose(s program.Choose, x, name string) {
	for i, a := range s {
		if a.When == program.Always(true) {
			p.stmtsFrom(a.Do, x, name+letter(i))
			return
		}
		p.line("IF %s", tlaCond(a.When, x))
		p.line("THEN")
		p.inside(func() { p.stmtsFrom(a.Do, x, name+letter(i)) })
		p.line("ELSE")
	}
	p.line("  %s", x)
}

// stmtsFrom is stmts with names of its own.
func (p *tla) stmtsFrom(ss []program.Stmt, x, name string) {
	if len(ss) == 0 {
		p.line("%s", x)
		return
	}
	p.line("LET %s == %s", name, x)
	p.line("IN")
	p.stmts(ss, name)
}

func letter(i int) string { return string(rune('a' + i)) }

// field is where a variable stands in the record of a move at work.
func field(v *program.Variable) string {
	if v.Scratch {
		return "w." + v.Name
	}
	return "v." + v.Name
}

func (p *tla) actor(id model.ActorID) string { return p.Pact.Actors[id].Name }

// making says what each move does, settling included.
func (p *tla) making() {
	p.line("")
	for i, mv := range p.Moves {
		p.line("\\* %s", harmless(Words(p.Frame, mv.Label)))
		p.operator("Make"+strconv.Itoa(i+1)+"(x0)", mv.Do)
	}
	p.operator("Begin(x0)", p.Begin)
	p.line("Make(k, x) ==")
	p.byMove(func(i int, _ program.Move) string { return fmt.Sprintf("Make%d(x)", i+1) })
	p.line("Result(k, s) == Settle(Make(k, Begin([v |-> s, w |-> [Blank EXCEPT !.%s = k]])))", p.Move.Name)
}

// offering says when each move can be made, by whom, and whether a ban forbids it.
func (p *tla) offering() {
	p.line("")
	p.line("Moves == 1..%d", len(p.Moves))
	p.line("Offered(k, s) ==")
	p.line("  LET x == [v |-> s] IN")
	p.byMove(func(_ int, mv program.Move) string { return tlaCond(mv.When, "x") })
	p.line("Banned(k, s) ==")
	p.line("  LET x == [v |-> s] IN")
	p.byMove(func(_ int, mv program.Move) string { return tlaCond(mv.Banned, "x") })
	p.line("Mover(k) ==")
	p.byMove(func(_ int, mv program.Move) string {
		if mv.Label.Actor == machine.Time {
			return `"time"`
		}
		return `"` + p.actor(mv.Label.Actor) + `"`
	})
}

// byMove writes one case for each move.
func (p *tla) byMove(say func(i int, mv program.Move) string) {
	for i, mv := range p.Moves {
		word := "[]"
		if i == 0 {
			word = "CASE"
		}
		p.line("  %-4s k = %d -> %s", word, i+1, say(i, mv))
	}
}

func (p *tla) behaviour() {
	p.line("")
	p.line("\\* x is what a move makes of the state s.")
	p.line("Allowed(s, x) == Culprits(s, x) \\subseteq Defectors")
	p.line("Init == v = Start")
	p.line("Next == \\E k \\in Moves : Offered(k, v) /\\ LET x == Result(k, v) IN Allowed(v, x) /\\ v' = x.v")
	p.line("Spec == Init /\\ [][Next]_v")
}

// asking writes the checks. One may speak of the act just done, so each looks one move ahead.
func (p *tla) asking() {
	for i, c := range p.Checks {
		p.line("")
		p.line("\\* %s", harmless(c.Label))
		p.line("Event%d(x) == %s", i+1, tlaCond(c.Event, "x"))
		p.line("Check%d ==", i+1)
		p.line("  /\\ ~Event%d([v |-> Start, w |-> Blank])", i+1)
		p.line("  /\\ \\A k \\in Moves : Offered(k, v) => LET x == Result(k, v) IN Allowed(v, x) => ~Event%d(x)", i+1)
	}
	p.line("====")
}

// tlaCond says a condition of the record in x.
func tlaCond(c program.Cond, x string) string {
	say := func(c program.Cond) string { return tlaCond(c, x) }
	switch c := c.(type) {
	case program.Always:
		return map[program.Always]string{true: "TRUE", false: "FALSE"}[c]
	case program.Is:
		return x + "." + field(c.V) + [...]string{" = ", " >= ", " <= "}[c.Op] + strconv.Itoa(c.N)
	case program.Not:
		return "~(" + say(c.C) + ")"
	case program.All:
		return joined(c, ` /\ `, say)
	case program.Some:
		return joined(c, ` \/ `, say)
	}
	panic(fmt.Sprintf("export: a condition of type %T", c))
}
