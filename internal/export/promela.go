package export

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/program"
	"github.com/servanda-lang/servanda/model"
)

// Promela writes the pact as a model for SPIN. Its states are the machine's, one to one, with no state of its
// own: "states, stored" is the number of states of the physical world. The text says how to run it.
//
// The model is one process in one loop. A move is picked, then made, settled and judged in one d_step, or
// several if it is long; all of it is one atomic sequence, so that nothing in between is kept as a state.
func Promela(w io.Writer, m *machine.Machine) error {
	p := &promela{page: &page{w: w}, Program: program.New(m.Frame)}
	p.head()
	p.choices()
	p.variables()
	p.steps()
	p.settling()
	p.making()
	p.judging()
	p.loop()
	return p.err
}

type promela struct {
	*page
	*program.Program
}

func (p *promela) head() {
	p.line("/* %s", harmless(p.Pact.Title))
	for _, s := range fillingWords(p.Frame) {
		p.line(" *   where %s", harmless(s))
	}
	p.line(" *   one tick is %d day(s)", p.Tick)
	p.line(" *")
	p.line(" * Every state (\"states, stored\") is a settled state of the pact in which everybody may break their word:")
	p.line(" *   spin -a model.pml && gcc -O2 -DSAFETY -DNOREDUCE -o pan pan.c && ./pan -m1000000")
	p.line(" * A world in which only some may break their word: spin -a -DDEFECTORS=MASK, a sum of")
	for i := range p.Pact.Actors {
		p.line(" *   %-4d %s", 1<<i, p.Pact.Actors[i].Name)
	}
	p.line(" * There, a move that is a breach by anybody else leads back to where it started. States are again those of")
	p.line(" * that world; moves are more.")
	if len(p.Checks) > 0 {
		p.line(" * A check of the pact, in its own world unless DEFECTORS is given: spin -a -DCHECK=N with N one of")
	}
	for i, c := range p.Checks {
		p.line(" *   %-4d %s: %s", i+1, harmless(c.Label), verdictWords(c.Possible))
	}
	p.line(" * To read a course: spin -t -p model.pml with the same -D, where move = N is move N of the loop below.")
	p.line(" */")
}

// verdictWords says what a violated assertion means for a check.
func verdictWords(possible bool) string {
	if possible {
		return "a violated assertion shows that it is possible"
	}
	return "a violated assertion shows that it is not never"
}

// choices lets the caller's -D choose the check and the world.
func (p *promela) choices() {
	p.line("")
	for i, c := range p.Checks {
		p.line("#if CHECK == %d", i+1)
		if c.Defectors != p.Pact.Everyone() {
			p.line("#ifndef DEFECTORS")
			p.line("#define DEFECTORS %d", c.Defectors)
			p.line("#endif")
		}
		p.line("#define CHECKED assert(!(%s))", promelaCond(c.Event))
		if c.AtStart {
			p.line("#define HOLDS_ON_THE_FIRST_DAY")
		}
		p.line("#endif")
	}
	p.line("#ifndef CHECKED")
	p.line("#define CHECKED skip")
	p.line("#endif")
}

// everyone is every actor, the outsider included.

func (p *promela) variables() {
	p.line("")
	for _, v := range p.Cells {
		p.line("%s %s = %d; /* %s */", promelaType(v), v.Name, v.Start, harmless(v.Says))
	}
	p.line("")
	p.line("/* What is written down while one move is made; no part of the state. */")
	for _, v := range p.Scratch {
		if v != p.Move {
			p.line("hidden byte %s;", v.Name) // SPIN hides no bits
		}
	}
	p.line("%s move; /* the move being made; 0 in every state */", promelaType(p.Move))
}

func promelaType(v *program.Variable) string {
	switch {
	case v.Size <= 2:
		return "bit"
	case v.Size <= 1<<8:
		return "byte"
	case v.Size <= 1<<15:
		return "short"
	}
	return "int"
}

func (p *promela) settling() {
	p.line("")
	p.line("/* Whatever follows at once from how things stand, until nothing follows any more. No duty returns to a")
	p.line(" * status it has had in the same settling. */")
	p.line("inline settle() {")
	p.inside(func() {
		p.part(func() { p.stmts(p.SettleBegin) })
		p.line("do")
		p.line("::")
		p.inside(func() {
			for ss := range slices.Chunk(p.SettleRound, 20) {
				p.part(func() { p.stmts(ss) })
			}
			p.line("if")
			p.line(":: changed == 0 -> break")
			p.line(":: else")
			p.line("fi")
		})
		p.line("od")
	})
	p.line("}")
}

// part writes what is one step where the whole of a move is too long to be one.
func (p *promela) part(body func()) {
	p.line("PART {")
	p.inside(body)
	p.line("};")
}

// steps says how a move is made without a state in between. SPIN takes some 2,000 statements as one step; a
// longer move is an atomic chain of several.
func (p *promela) steps() {
	p.line("")
	p.line("/* Make and settle as one step or, if that is too long for SPIN, in parts that nothing comes between. */")
	p.line("#if defined(PARTS) || defined(DEFECTORS) && %d || %d", truth(p.size(true) > mostInOneStep), truth(p.size(false) > mostInOneStep))
	p.line("#define WHOLE")
	p.line("#define PART skip; d_step") // SPIN allows no jump to the beginning of a d_step
	p.line("#else")
	p.line("#define WHOLE d_step")
	p.line("#define PART")
	p.line("#endif")
}

// mostInOneStep leaves room for the statements that SPIN adds.
const mostInOneStep = 900

func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}

// size is about how many statements there are in a move; judging makes moves of its own.
func (p *promela) size(judged bool) int {
	n := length(p.SettleBegin) + length(p.SettleRound)
	for _, mv := range p.Moves {
		n += 1 + length(mv.Do)
	}
	if judged {
		n = 2*n + 10*len(p.Cells) + 2*len(p.Moves) + 20*len(p.Promises)
	}
	return n
}

func length(ss []program.Stmt) int {
	n := 0
	for _, s := range ss {
		n++
		if c, ok := s.(program.Choose); ok {
			for _, a := range c {
				n += 2 + length(a.Do)
			}
		}
	}
	return n
}

// making says what each move does, before settling.
func (p *promela) making() {
	p.line("")
	p.line("inline make() {")
	p.inside(func() {
		p.line("if")
		for i, mv := range p.Moves {
			p.line(":: move == %d -> /* %s */", i+1, harmless(Words(p.Frame, mv.Label)))
			p.inside(func() { p.part(func() { p.stmts(mv.Do) }) })
		}
		p.line("fi")
	})
	p.line("}")
}

// loop picks a move and makes it, for ever.
func (p *promela) loop() {
	p.line("")
	p.line("active proctype pact() {")
	p.line("  do")
	p.line("#ifdef HOLDS_ON_THE_FIRST_DAY")
	p.line("  :: assert(false)")
	p.line("#endif")
	p.line("  :: false && (%s) /* never; SPIN forgets variables that nothing reads */", p.everyCell())
	p.line("  :: atomic {")
	p.line("      if")
	for i, mv := range p.Moves {
		p.line("      :: %s -> move = %d /* %s */", promelaCond(mv.When), i+1, harmless(Words(p.Frame, mv.Label)))
	}
	p.line("      fi;")
	p.line("      WHOLE {")
	p.line("#ifdef DEFECTORS")
	p.depth = 4
	p.part(func() { p.stmts(p.Begin); p.line("breaker = 0; put_before()") })
	p.depth = 0
	p.line("        make(); settle(); judge();")
	p.line("        if")
	p.line("        :: culprits & ~(DEFECTORS) -> get_before() /* nobody who keeps their word does this */")
	p.line("        :: else -> CHECKED")
	p.line("        fi;")
	p.line("#else")
	p.line("        make(); settle(); CHECKED;")
	p.line("#endif")
	p.line("        move = 0")
	p.line("      }")
	p.line("    }")
	p.line("  od")
	p.line("}")
}

// everyCell reads all variables of the state.
func (p *promela) everyCell() string {
	var out []string
	for _, v := range p.Cells {
		out = append(out, v.Name)
	}
	return strings.Join(out, " + ")
}

func (p *promela) stmts(ss []program.Stmt) {
	if len(ss) == 0 {
		p.line("skip;")
	}
	for _, s := range ss {
		p.stmt(s)
	}
}

func (p *promela) stmt(s program.Stmt) {
	switch s := s.(type) {
	case program.Set:
		p.line("%s = %d;", s.V.Name, s.N)
	case program.Add:
		sign, n := "+", s.N
		if n < 0 {
			sign, n = "-", -n
		}
		p.line("%s = %s %s %d;", s.V.Name, s.V.Name, sign, n)
	case program.Note:
		p.line("%s = %s;", s.V.Name, promelaCond(s.C))
	case program.Blame:
		p.line("#ifdef DEFECTORS")
		p.line("breaker = %d;", model.SetOf(s.Actor))
		p.line("#endif")
	case program.Choose:
		p.choose(s)
	}
}

// choose writes the arms each within the else of the one before.
func (p *promela) choose(s program.Choose) {
	if s[0].When == program.Always(true) {
		p.stmts(s[0].Do)
		return
	}
	p.line("if")
	p.line(":: %s ->", promelaCond(s[0].When))
	p.inside(func() { p.stmts(s[0].Do) })
	if len(s) == 1 {
		p.line(":: else")
	} else {
		p.line(":: else ->")
		p.inside(func() { p.choose(s[1:]) })
	}
	p.line("fi;")
}

// promelaCond says a condition as a Promela expression.
func promelaCond(c program.Cond) string {
	switch c := c.(type) {
	case program.Always:
		return map[program.Always]string{true: "true", false: "false"}[c]
	case program.Is:
		return c.V.Name + [...]string{" == ", " >= ", " <= "}[c.Op] + fmt.Sprint(c.N)
	case program.Not:
		return "!(" + promelaCond(c.C) + ")"
	case program.All:
		return joined(c, " && ", promelaCond)
	case program.Some:
		return joined(c, " || ", promelaCond)
	}
	panic(fmt.Sprintf("export: a condition of type %T", c))
}

// joined says conditions with a word between them, those made of others in parentheses.
func joined(cs []program.Cond, word string, say func(program.Cond) string) string {
	var out []string
	for _, c := range cs {
		text := say(c)
		switch c.(type) {
		case program.All, program.Some:
			text = "(" + text + ")"
		}
		out = append(out, text)
	}
	return strings.Join(out, word)
}
