package export

import (
	"strconv"

	"github.com/servanda-lang/servanda/internal/program"
)

// judging finds the culprits of a move: those who break a ban, whom the move notes itself; those who make
// their own due duty impossible; those who let its last day go by although they could have performed it. A
// ban that is broken is known without a search.
func (p *tla) judging() {
	p.line("")
	p.line("Promises == 1..%d", len(p.Promises))
	if len(p.Promises) == 0 {
		p.line("Culprits(s, x) == x.w.culprits")
		return
	}
	p.line("\\* Who owes it; whether a move performed it; whether an act for it is at hand, or nothing left to do.")
	p.byPromise("Obligor(d)", func(x *program.Promise) string { return `"` + p.actor(x.Obligor) + `"` })
	p.byPromise("Performed(d, x)", func(x *program.Promise) string { return tlaCond(program.Eq(x.Performed, 1), "x") })
	p.byPromise("AtHand(d, x)", func(x *program.Promise) string { return tlaCond(x.AtHand, "x") })
	p.line("\\* The move lets its last day go by; the move may have made it impossible.")
	p.byPromise("Missed(d, x)", func(x *program.Promise) string { return tlaCond(p.Misses(x), "x") })
	p.byPromise("Doubtful(d, x)", func(x *program.Promise) string { return tlaCond(p.Spoils(x, false), "x") })
	p.forget()
	p.search()
}

func (p *tla) byPromise(head string, say func(*program.Promise) string) {
	p.line("%s ==", head)
	for i := range p.Promises {
		word := "[]"
		if i == 0 {
			word = "CASE"
		}
		p.line("  %-4s d = %s -> %s", word, strconv.Itoa(i+1), say(&p.Promises[i]))
	}
}

// forget wipes the memory of the tick.
func (p *tla) forget() {
	p.line("Forget(s) ==")
	text, first := "", true
	for _, v := range p.Cells {
		if v.Kind == program.Memory {
			if !first {
				text += ", "
			}
			text += "!." + v.Name + " = 0"
			first = false
		}
	}
	if first {
		p.line("  s")
		return
	}
	p.line("  [s EXCEPT %s]", text)
}

func (p *tla) search() {
	p.line("\\* The obligor can bring the promise about from one of the states in todo by its own moves alone. Today, the")
	p.line("\\* memory of the tick stays and acts that a ban forbids are left out; otherwise it is wiped before each move,")
	p.line("\\* and it is enough that an act comes to hand.")
	p.line("RECURSIVE Search(_, _, _, _)")
	p.line("Search(d, today, seen, todo) ==")
	p.line("  LET own(s) == {k \\in Moves : Mover(k) = Obligor(d) /\\ Offered(k, s) /\\ (today => ~Banned(k, s))}")
	p.line("      results == UNION {{Result(k, s) : k \\in own(s)} : s \\in todo}")
	p.line("      hit == \\/ \\E y \\in results : Performed(d, y)")
	p.line("             \\/ ~today /\\ \\E s \\in todo : AtHand(d, [v |-> s])")
	p.line("      next == {IF today THEN y.v ELSE Forget(y.v) : y \\in results} \\ seen")
	p.line("  IN IF hit THEN TRUE ELSE IF next = {} THEN FALSE ELSE Search(d, today, seen \\cup next, next)")
	p.line("CouldToday(d, s) == Search(d, TRUE, {s}, {s})")
	p.line("Could(d, s) == Search(d, FALSE, {Forget(s)}, {Forget(s)})")
	p.line("Breaks(d, s, x) ==")
	p.line("  \\/ Missed(d, x) /\\ CouldToday(d, s)")
	p.line("  \\/ Doubtful(d, x) /\\ ~Could(d, x.v) /\\ Could(d, s)")
	p.line("Culprits(s, x) == x.w.culprits \\cup {Obligor(d) : d \\in {q \\in Promises : Breaks(q, s, x)}}")
}
