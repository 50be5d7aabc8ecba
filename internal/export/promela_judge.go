package export

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/internal/program"
	"github.com/servanda-lang/servanda/model"
)

// judging finds the culprits of a move, for worlds in which some keep their word.
//
// Who breaks a ban is known where the act is done; what the search does afterwards must not add to it. The other two ways
// of breaking one's word, to make one's own due duty impossible and to let its last day go by although it could still be
// performed, need a search over the moves of the obligor, or of all who share the promise: could(). It works on the same variables as the model, with the states it has
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
	p.line("hidden int seekers, owner, all, rest, able;")
	p.line("hidden byte todo, found, today, strike, may, known;")
	if p.shares() {
		p.line("hidden int firsts, began, deep; /* who begins a shortest way to perform it; who began the way to the state at hand */")
		p.line("hidden int starter[ROOM], layer[ROOM];")
	}
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

// shares reports whether some promise is owed by several together.
func (p *promela) shares() bool {
	return slices.ContainsFunc(p.Promises, func(x program.Promise) bool { return x.Sharers != nil })
}

// could searches what the seekers can bring about from here by their own moves alone. With today, the memory
// of the tick stays and acts that a ban forbids are left out; without, the memory and the wait are wiped, and it
// is enough that an act for the promise comes to hand.
func (p *promela) could() {
	p.line("")
	p.line("/* found: the seekers can bring the promise about from here by their own moves alone. */")
	p.line("inline could() {")
	p.inside(func() {
		p.part(func() {
			p.line("found = 0; head = 0; tail = 1;")
			if p.shares() {
				p.line("firsts = 0; deep = 0; starter[0] = 0; layer[0] = 0;")
			}
			p.forget()
			p.line("put_room(0)")
		})
		p.line("do")
		if p.shares() {
			p.line(":: head == tail || found && layer[head] > deep -> break")
		} else {
			p.line(":: found || head == tail -> break")
		}
		p.line(":: else ->")
		p.inside(func() {
			p.part(func() {
				p.line("get_room(head);")
				p.line("if")
				p.line(":: !today && %s -> found = 1", p.byPromise(func(x *program.Promise) program.Cond { return x.AtHand }))
				p.line(":: else")
				p.line("fi;")
				p.line("move = 1")
			})
			p.line("do")
			p.line(":: %smove > %d -> break", p.unlessShared("found || "), len(p.Moves))
			p.line(":: else ->")
			p.inside(p.tryMove)
			p.line("od;")
			p.line("head++")
		})
		p.line("od")
	})
	p.line("}")
}

// unlessShared is a text that stands only where nobody asks who begins, and the search may end with the first find.
func (p *promela) unlessShared(text string) string {
	if p.shares() {
		return ""
	}
	return text
}

// tryMove makes one move of the search, if it is the seekers' to make.
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
			p.find()
			p.forget()
			p.remember()
		})
	})
	p.line(":: else")
	p.line("fi;")
	p.line("move++")
}

// find notes that the move performs the promise and, where it is shared, who began.
func (p *promela) find() {
	performed := p.byPromise(func(x *program.Promise) program.Cond { return program.Eq(x.Performed, 1) })
	if !p.shares() {
		p.line("found = %s;", performed)
		return
	}
	p.line("if")
	p.line(":: %s -> found = 1; deep = layer[head]; firsts = firsts | began", performed)
	p.line(":: else")
	p.line("fi;")
}

// mayMove asks whether the move is the seekers' to make.
func (p *promela) mayMove() {
	p.line("get_room(head);")
	p.line("if")
	for i, mv := range p.Moves {
		if mv.Label.Actor == machine.Time {
			continue
		}
		free, began := "", ""
		if mv.Banned != program.Always(false) {
			free = " && !(today && (" + promelaCond(mv.Banned) + "))"
		}
		if p.shares() {
			began = fmt.Sprintf("; began = %d", model.SetOf(mv.Label.Actor))
		}
		p.line(":: move == %d -> may = (seekers & %d) && (%s)%s%s", i+1, model.SetOf(mv.Label.Actor), promelaCond(mv.When), free, began)
	}
	p.line(":: else -> may = 0")
	p.line("fi;")
	if p.shares() {
		p.line("if")
		p.line(":: head > 0 -> began = starter[head]")
		p.line(":: else")
		p.line("fi;")
	}
}

// forget wipes what a search for what can be brought about at all does not regard.
func (p *promela) forget() {
	p.line("if")
	p.line(":: !today ->")
	p.line("   skip;")
	for _, v := range p.Cells {
		if v.Kind == program.Memory {
			p.line("   %s = 0;", v.Name)
		}
	}
	for i := range p.Promises {
		for _, v := range p.Promises[i].Wiped {
			if v.Kind != program.Memory {
				p.line("   %s = (promise == %d -> 0 : %s);", v.Name, i+1, v.Name)
			}
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
	p.line("known = %s; k = 0;", map[bool]string{true: "0", false: "found"}[p.shares()])
	p.line("do")
	p.line(":: known || k == tail -> break")
	p.line(":: else -> known = (%s); k++", same)
	p.line("od;")
	p.line("if")
	p.line(":: !known ->")
	p.line("   assert(tail < ROOM); /* if this fails, the array is too small: give a larger -DROOM */")
	if p.shares() {
		p.line("   starter[tail] = began; layer[tail] = layer[head] + 1;")
	}
	p.line("   put_room(tail); tail++")
	if p.shares() {
		p.line(":: known && layer[k - 1] > layer[head] -> starter[k - 1] = starter[k - 1] | began")
	}
	p.line(":: else")
	p.line("fi;")
}

// judge adds to culprits those who break their word other than by breaking a ban.
func (p *promela) judge() {
	p.line("")
	p.line("/* For each promise: 1, its last day went by: could it have been performed from before? 2 and 4, could it from")
	p.line(" * before and not from after the move, at all or today? Who shares it: those owe it together if none could alone. */")
	for i := range p.Promises {
		x := &p.Promises[i]
		p.line("hidden byte todo_%d; /* %s */", i+1, x.Name)
		if x.Sharers != nil {
			p.line("hidden int due_%d, last_%d;", i+1, i+1)
		}
	}
	p.line("inline judge() {")
	p.inside(func() {
		p.part(p.todos)
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

// todos says for each promise what has to be searched for; before any search, which overwrites what is asked.
func (p *promela) todos() {
	for i := range p.Promises {
		x := &p.Promises[i]
		p.line("todo_%d = 0;", i+1)
		for bit, c := range []program.Cond{p.Misses(x), p.Spoils(x, false), p.Spoils(x, true)} {
			p.line("if")
			p.line(":: %s -> todo_%d = todo_%d + %d", promelaCond(c), i+1, i+1, 1<<bit)
			p.line(":: else")
			p.line("fi;")
		}
		if x.Sharers != nil {
			p.together(x, fmt.Sprint("due_", i+1), false)
			p.together(x, fmt.Sprint("last_", i+1), true)
		}
	}
	p.line("put_after()")
}

// together notes who shares a promise.
func (p *promela) together(x *program.Promise, name string, today bool) {
	p.line("%s = %d;", name, model.SetOf(x.Obligor))
	for _, k := range x.Sharers {
		y := &p.Promises[k]
		p.line("if")
		p.line(":: %s == 1 -> %s = %s | %d", y.Counts(today).Name, name, name, model.SetOf(y.Obligor))
		p.line(":: else")
		p.line("fi;")
	}
}

func (p *promela) judgePromise() {
	p.line("if")
	for i, x := range p.Promises {
		p.line(":: promise == %d -> todo = todo_%d; owner = %d", i+1, i+1, model.SetOf(x.Obligor))
	}
	p.line(":: else")
	p.line("fi;")
	p.line("do")
	p.line(":: todo == 0 -> break")
	p.line(":: else ->")
	p.inside(func() {
		p.nextTodo()
		p.line("mode = 1; rest = all; able = 0; /* 1, before, each alone; 2, before, all; 3 and 4, after, the owner or all */")
		p.line("do")
		p.line(":: mode == 0 -> break")
		p.line(":: else ->")
		p.inside(p.ask)
		p.line("od")
	})
	p.line("od;")
	p.line("promise++")
}

// nextTodo takes up one of the questions about a promise.
func (p *promela) nextTodo() {
	p.line("strike = (todo == 1); today = (todo != 2 && todo != 6); all = owner;")
	p.line("if")
	for i, x := range p.Promises {
		if x.Sharers != nil {
			p.line(":: promise == %d -> all = (today -> last_%d : due_%d)", i+1, i+1, i+1)
		}
	}
	p.line(":: else")
	p.line("fi;")
	p.line("todo = (todo == 6 -> 4 : 0);")
}

// ask makes one search and sees what follows from it.
func (p *promela) ask() {
	p.part(func() {
		p.line("if")
		p.line(":: mode >= 3 -> get_after()")
		p.line(":: else -> get_before()")
		p.line("fi;")
		p.line("seekers = (mode == 1 -> rest & -rest : (mode == 3 -> owner : all))")
	})
	p.line("could();")
	p.line("if")
	p.line(":: mode == 1 ->")
	p.line("   able = (found -> able | seekers : able); rest = rest & ~seekers;")
	p.line("   if")
	p.line("   :: rest != 0")
	p.line("   :: rest == 0 && (able & owner) && strike -> culprits = culprits | owner; mode = 0")
	p.line("   :: rest == 0 && (able & owner) && !strike -> mode = 3")
	p.line("   :: rest == 0 && !(able & owner) -> mode = (able == 0 && all != owner -> 2 : 0)")
	p.line("   fi")
	p.line(":: mode == 2 && found && strike -> %smode = 0", map[bool]string{true: "culprits = culprits | firsts; "}[p.shares()])
	p.line(":: mode == 2 && found && !strike -> mode = 4")
	p.line(":: mode == 2 && !found -> mode = 0")
	p.line(":: mode >= 3 -> culprits = (found -> culprits : culprits | owner); mode = 0")
	p.line("fi")
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
