package export

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/machine"
	"github.com/servanda-lang/servanda/model"
)

// Promela writes the pact as a model for SPIN. Its states are the machine's, one to one, with no state of its
// own: "states, stored" is the number of states of the physical world. The text says how to run it.
//
// The model is one process in one loop. A move is picked, then made, settled and judged in one d_step, or
// several if it is long; all of it is one atomic sequence, so that nothing in between is kept as a state.
func Promela(w io.Writer, m *machine.Machine) error {
	p := &promela{page: &page{w: w}, program: newProgram(m)}
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
	*program
}

func (p *promela) head() {
	p.line("/* %s", harmless(p.machine.Pact.Title))
	for _, s := range fillingWords(p.machine) {
		p.line(" *   where %s", harmless(s))
	}
	p.line(" *   one tick is %d day(s)", p.machine.Tick)
	p.line(" *")
	p.line(" * Every state (\"states, stored\") is a settled state of the pact in which everybody may break their word:")
	p.line(" *   spin -a model.pml && gcc -O2 -DSAFETY -DNOREDUCE -o pan pan.c && ./pan -m1000000")
	p.line(" * A world in which only some may break their word: spin -a -DDEFECTORS=MASK, a sum of")
	for i := range p.machine.Pact.Actors {
		p.line(" *   %-4d %s", 1<<i, p.machine.Pact.Actors[i].Name)
	}
	p.line(" * There, a move that is a breach by anybody else leads back to where it started. States are again those of")
	p.line(" * that world; moves are more.")
	if len(p.checks) > 0 {
		p.line(" * A check of the pact, in its own world unless DEFECTORS is given: spin -a -DCHECK=N with N one of")
	}
	for i, c := range p.checks {
		p.line(" *   %-4d %s: %s", i+1, harmless(c.label), verdictWords(c.possible))
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
	for i, c := range p.checks {
		p.line("#if CHECK == %d", i+1)
		if c.defectors != p.everyone() {
			p.line("#ifndef DEFECTORS")
			p.line("#define DEFECTORS %d", c.defectors)
			p.line("#endif")
		}
		p.line("#define CHECKED assert(!(%s))", promelaCond(c.event))
		if c.atStart {
			p.line("#define HOLDS_ON_THE_FIRST_DAY")
		}
		p.line("#endif")
	}
	p.line("#ifndef CHECKED")
	p.line("#define CHECKED skip")
	p.line("#endif")
}

// everyone is every actor, the outsider included.
func (p *program) everyone() model.ActorSet { return 1<<len(p.machine.Pact.Actors) - 1 }

func (p *promela) variables() {
	p.line("")
	for _, v := range p.cells {
		p.line("%s %s = %d; /* %s */", promelaType(v), v.name, v.start, harmless(v.says))
	}
	p.line("")
	p.line("/* What is written down while one move is made; no part of the state. */")
	for _, v := range p.scratch {
		if v != p.move {
			p.line("hidden byte %s;", v.name) // SPIN hides no bits
		}
	}
	p.line("%s move; /* the move being made; 0 in every state */", promelaType(p.move))
}

func promelaType(v *variable) string {
	switch {
	case v.size <= 2:
		return "bit"
	case v.size <= 1<<8:
		return "byte"
	case v.size <= 1<<15:
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
		p.part(func() { p.stmts(p.settleBegin) })
		p.line("do")
		p.line("::")
		p.inside(func() {
			for ss := range slices.Chunk(p.settleRound, 20) {
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
	n := length(p.settleBegin) + length(p.settleRound)
	for _, mv := range p.moves {
		n += 1 + length(mv.do)
	}
	if judged {
		n = 2*n + 10*len(p.cells) + 2*len(p.moves) + 20*len(p.promises)
	}
	return n
}

func length(ss []stmt) int {
	n := 0
	for _, s := range ss {
		n++
		if c, ok := s.(choose); ok {
			for _, a := range c {
				n += 2 + length(a.do)
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
		for i, mv := range p.moves {
			p.line(":: move == %d -> /* %s */", i+1, harmless(mv.words))
			p.inside(func() { p.part(func() { p.stmts(mv.do) }) })
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
	for i, mv := range p.moves {
		p.line("      :: %s -> move = %d /* %s */", promelaCond(mv.when), i+1, harmless(mv.words))
	}
	p.line("      fi;")
	p.line("      WHOLE {")
	p.line("#ifdef DEFECTORS")
	p.depth = 4
	p.part(func() { p.stmts(p.begin); p.line("breaker = 0; put_before()") })
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
	for _, v := range p.cells {
		out = append(out, v.name)
	}
	return strings.Join(out, " + ")
}

func (p *promela) stmts(ss []stmt) {
	if len(ss) == 0 {
		p.line("skip;")
	}
	for _, s := range ss {
		p.stmt(s)
	}
}

func (p *promela) stmt(s stmt) {
	switch s := s.(type) {
	case set:
		p.line("%s = %d;", s.v.name, s.n)
	case add:
		sign, n := "+", s.n
		if n < 0 {
			sign, n = "-", -n
		}
		p.line("%s = %s %s %d;", s.v.name, s.v.name, sign, n)
	case note:
		p.line("%s = %s;", s.v.name, promelaCond(s.c))
	case blame:
		p.line("#ifdef DEFECTORS")
		p.line("breaker = %d;", model.SetOf(s.actor))
		p.line("#endif")
	case choose:
		p.choose(s)
	}
}

// choose writes the arms each within the else of the one before.
func (p *promela) choose(s choose) {
	if s[0].when == always(true) {
		p.stmts(s[0].do)
		return
	}
	p.line("if")
	p.line(":: %s ->", promelaCond(s[0].when))
	p.inside(func() { p.stmts(s[0].do) })
	if len(s) == 1 {
		p.line(":: else")
	} else {
		p.line(":: else ->")
		p.inside(func() { p.choose(s[1:]) })
	}
	p.line("fi;")
}

// promelaCond says a condition as a Promela expression.
func promelaCond(c cond) string {
	switch c := c.(type) {
	case always:
		return map[always]string{true: "true", false: "false"}[c]
	case is:
		return c.v.name + [...]string{" == ", " >= ", " <= "}[c.op] + fmt.Sprint(c.n)
	case not:
		return "!(" + promelaCond(c.c) + ")"
	case all:
		return joined(c, " && ", promelaCond)
	case some:
		return joined(c, " || ", promelaCond)
	}
	panic(fmt.Sprintf("export: a condition of type %T", c))
}

// joined says conditions with a word between them, those made of others in parentheses.
func joined(cs []cond, word string, say func(cond) string) string {
	var out []string
	for _, c := range cs {
		text := say(c)
		switch c.(type) {
		case all, some:
			text = "(" + text + ")"
		}
		out = append(out, text)
	}
	return strings.Join(out, word)
}
