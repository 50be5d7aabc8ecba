package export

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/program"
)

// judging finds the culprits of a move, for worlds in which some keep their word.
//
// Who breaks a ban is known where the act is done; what the search does afterwards must not add to it. The other two ways of breaking one's word, to make one's
// own due duty impossible and to let its last day go by although it could still be performed, need a search
// over the obligor's own moves: could(). It works on the same variables as the model, with the states it has
// still to look at in an array that is no part of the state. If the array is too small the model says so by
// an assertion of its own, and never goes on with a wrong answer.
func (p *promela) judging() {
	p.line("")
	p.line("#ifdef DEFECTORS")
	p.searchRoom()
	p.copying()
	if len(p.Promises) > 0 {
		p.could()
		p.judge()
	} else {
		p.line("inline judge() { culprits = breaker }")
	}
	p.line("#endif")
}

func (p *promela) searchRoom() {
	p.line("#ifndef ROOM")
	p.line("#define ROOM 500 /* states that one search for a culprit may look at */")
	p.line("#endif")
	p.line("#define CELLS %d", len(p.Cells))
	widest := &program.Variable{Size: 3}
	for _, v := range p.Cells {
		if v.Size > widest.Size {
			widest = v
		}
	}
	kind := promelaType(widest)
	p.line("hidden %s before[CELLS], after[CELLS], room[ROOM * CELLS];", kind)
	p.line("hidden int breaker, culprits, made, promise, mode, head, tail, k;")
	p.line("hidden byte seeker, found, today, may, known;")
}

// copying saves and takes back the whole state. An inline of Promela cannot be told the name of an array.
func (p *promela) copying() {
	p.copiers("before", "", "%d")
	p.copiers("after", "", "%d")
	p.copiers("room", "at", "(at) * CELLS + %d")
}

func (p *promela) copiers(store, param, place string) {
	var put, get []string
	for i, v := range p.Cells {
		at := store + "[" + fmt.Sprintf(place, i) + "]"
		put = append(put, at+" = "+v.Name)
		get = append(get, v.Name+" = "+at)
	}
	p.line("inline put_%s(%s) { %s }", store, param, strings.Join(put, "; "))
	p.line("inline get_%s(%s) { %s }", store, param, strings.Join(get, "; "))
}

// could searches what the seeker can bring about from here by its own moves alone. With today, the memory
// of the tick stays and acts that a ban forbids are left out; without, the memory is wiped, and it is enough
// that an act for the promise comes to hand.
func (p *promela) could() {
	p.line("")
	p.line("/* found: the seeker can bring the promise about from here by its own moves alone. */")
	p.line("inline could() {")
	p.inside(func() {
		p.part(func() {
			p.line("found = 0; head = 0; tail = 1;")
			p.forgetTick()
			p.line("put_room(0)")
		})
		p.line("do")
		p.line(":: found || head == tail -> break")
		p.line(":: else ->")
		p.inside(func() {
			p.part(func() {
				p.line("get_room(head);")
				p.line("if")
				p.line(":: !today -> found = %s", p.byPromise(func(x *program.Promise) program.Cond { return x.AtHand }))
				p.line(":: else")
				p.line("fi;")
				p.line("move = 1")
			})
			p.line("do")
			p.line(":: found || move > %d -> break", len(p.Moves))
			p.line(":: else ->")
			p.inside(p.tryMove)
			p.line("od;")
			p.line("head++")
		})
		p.line("od")
	})
	p.line("}")
}

// tryMove makes one move of the search, if it is the seeker's to make.
func (p *promela) tryMove() {
	p.part(p.mayMove)
	p.line("if")
	p.line(":: may ->")
	p.inside(func() {
		p.part(func() {
			for _, x := range p.Promises {
				p.line("%s = 0;", x.Performed.Name)
			}
		})
		p.line("make(); settle();")
		p.part(func() {
			p.line("found = %s;", p.byPromise(func(x *program.Promise) program.Cond { return program.Eq(x.Performed, 1) }))
			p.forgetTick()
			p.remember()
		})
	})
	p.line(":: else")
	p.line("fi;")
	p.line("move++")
}

// mayMove asks whether the move is the seeker's to make.
func (p *promela) mayMove() {
	p.line("get_room(head);")
	p.line("if")
	for i, mv := range p.Moves {
		if mv.Label.Actor == machine.Time {
			continue
		}
		free := ""
		if mv.Banned != program.Always(false) {
			free = " && !(today && (" + promelaCond(mv.Banned) + "))"
		}
		p.line(":: move == %d -> may = seeker == %d && (%s)%s", i+1, mv.Label.Actor, promelaCond(mv.When), free)
	}
	p.line(":: else -> may = 0")
	p.line("fi;")
}

func (p *promela) forgetTick() {
	p.line("if")
	p.line(":: !today ->")
	p.line("   skip;")
	for _, v := range p.Cells {
		if v.Kind == program.Memory {
			p.line("   %s = 0;", v.Name)
		}
	}
	p.line(":: else")
	p.line("fi;")
}

// remember keeps the state for later, unless it is known.
func (p *promela) remember() {
	same := ""
	for i, v := range p.Cells {
		if i > 0 {
			same += " && "
		}
		same += v.Name + " == room[k * CELLS + " + strconv.Itoa(i) + "]"
	}
	p.line("known = found; k = 0;")
	p.line("do")
	p.line(":: known || k == tail -> break")
	p.line(":: else -> known = (%s); k++", same)
	p.line("od;")
	p.line("if")
	p.line(":: !known ->")
	p.line("   assert(tail < ROOM); /* if this fails, the array is too small: give a larger -DROOM */")
	p.line("   put_room(tail); tail++")
	p.line(":: else")
	p.line("fi;")
}

// judge adds to culprits those who break their word other than by breaking a ban.
func (p *promela) judge() {
	p.line("")
	p.line("/* For each promise: mode 1, its last day went by: could it have been performed from before? Mode 2, can it")
	p.line(" * still be from after the move? If not, mode 3: could it from before? */")
	for i := range p.Promises {
		x := &p.Promises[i]
		p.line("hidden byte mode_%d; /* %s */", i+1, x.Name)
	}
	p.line("inline judge() {")
	p.inside(func() {
		p.part(p.modes)
		p.line("culprits = breaker; made = move; promise = 1;")
		p.line("do")
		p.line(":: promise > %d -> break", len(p.Promises))
		p.line(":: else ->")
		p.inside(p.judgePromise)
		p.line("od;")
		p.part(func() { p.line("move = made; get_after()") })
	})
	p.line("}")
}

// modes says for each promise what has to be searched for; before any search, which overwrites what is asked.
func (p *promela) modes() {
	for i := range p.Promises {
		x := &p.Promises[i]
		p.line("if")
		p.line(":: %s -> mode_%d = 1", promelaCond(p.Misses(x)), i+1)
		p.line(":: else ->")
		p.line("   if")
		p.line("   :: %s -> mode_%d = 2", promelaCond(p.Spoils(x, false)), i+1)
		p.line("   :: else -> mode_%d = 0", i+1)
		p.line("   fi")
		p.line("fi;")
	}
	p.line("put_after()")
}

func (p *promela) judgePromise() {
	p.line("if")
	for i, x := range p.Promises {
		p.line(":: promise == %d -> mode = mode_%d; seeker = %d", i+1, i+1, x.Obligor)
	}
	p.line(":: else")
	p.line("fi;")
	p.line("do")
	p.line(":: mode == 0 -> break")
	p.line(":: else ->")
	p.inside(func() {
		p.part(func() {
			p.line("if")
			p.line(":: mode == 2 -> get_after()")
			p.line(":: else -> get_before()")
			p.line("fi;")
			p.line("today = (mode == 1)")
		})
		p.line("could();")
		p.line("if")
		p.line(":: mode == 2 && !found -> mode = 3")
		p.line(":: mode != 2 && found -> culprits = culprits | (1 << seeker); mode = 0")
		p.line(":: else -> mode = 0")
		p.line("fi")
	})
	p.line("od;")
	p.line("promise++")
}

// byPromise says a condition that is another for each promise, of the promise sought for.
func (p *promela) byPromise(c func(*program.Promise) program.Cond) string {
	out := "("
	for i := range p.Promises {
		if i > 0 {
			out += " || "
		}
		out += "promise == " + strconv.Itoa(i+1) + " && (" + promelaCond(c(&p.Promises[i])) + ")"
	}
	return out + ")"
}
