package export

import (
	"strconv"
	"strings"

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
	p.byPromise("DoubtfulToday(d, x)", func(x *program.Promise) string { return tlaCond(p.Spoils(x, true), "x") })
	p.line("\\* The promises to ensure the same; whether it was due before the move; whether on its last day.")
	p.byPromise("Sharers(d)", func(x *program.Promise) string { return sharers(x) })
	p.byPromise("WasDue(d, x)", func(x *program.Promise) string { return tlaCond(program.Eq(x.Counts(false), 1), "x") })
	p.byPromise("WasOnLastDay(d, x)", func(x *program.Promise) string { return tlaCond(program.Eq(x.Counts(true), 1), "x") })
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

// forget wipes what a search for what can be brought about at all does not regard.
func (p *tla) forget() {
	p.byPromise("Forget(d, s)", func(x *program.Promise) string {
		var wiped []string
		for _, v := range x.Wiped {
			wiped = append(wiped, "!."+v.Name+" = 0")
		}
		if wiped == nil {
			return "s"
		}
		return "[s EXCEPT " + strings.Join(wiped, ", ") + "]"
	})
}

// sharers lists the promises that are shared with one, by number.
func sharers(x *program.Promise) string {
	var out []string
	for _, k := range x.Sharers {
		out = append(out, strconv.Itoa(k+1))
	}
	return "{" + strings.Join(out, ", ") + "}"
}

func (p *tla) search() {
	for _, text := range []string{
		`\* With whose move a shortest sequence of moves of some actors begins that performs the promise, from one of the`,
		`\* pairs of who began and a state in todo; nobody, if there is none. Today, the memory of the tick stays and acts`,
		`\* that a ban forbids are left out; otherwise it and the wait are wiped before each move, and it is enough that`,
		`\* an act comes to hand.`,
		`RECURSIVE Search(_, _, _, _, _)`,
		`Search(d, who, today, seen, todo) ==`,
		`  LET own(s) == {k \in Moves : Mover(k) \in who /\ Offered(k, s) /\ (today => ~Banned(k, s))}`,
		`      results == UNION {{<<IF p[1] = "" THEN Mover(k) ELSE p[1], Result(k, p[2])>> : k \in own(p[2])} : p \in todo}`,
		`      hits == {r[1] : r \in {q \in results : Performed(d, q[2])}}`,
		`      next == {<<r[1], IF today THEN r[2].v ELSE Forget(d, r[2].v)>> : r \in results}`,
		`      fresh == {p \in next : p[2] \notin seen}`,
		`  IN IF ~today /\ \E p \in todo : AtHand(d, [v |-> p[2]]) THEN who`,
		`     ELSE IF hits # {} THEN hits`,
		`     ELSE IF fresh = {} THEN {}`,
		`     ELSE Search(d, who, today, seen \cup {p[2] : p \in fresh}, fresh)`,
		`Could(d, who, today, s) ==`,
		`  LET from == IF today THEN s ELSE Forget(d, s) IN Search(d, who, today, {from}, {<<"", from>>})`,
		`\* Those who share it before the move; those of them who could alone.`,
		`Together(d, today, x) ==`,
		`  {Obligor(d)} \cup {Obligor(q) : q \in {r \in Sharers(d) : IF today THEN WasOnLastDay(r, x) ELSE WasDue(r, x)}}`,
		`Alone(d, today, s, x) == {a \in Together(d, today, x) : Could(d, {a}, today, s) # {}}`,
		`MissedBy(d, s, x) ==`,
		`  IF ~Missed(d, x) THEN {}`,
		`  ELSE LET alone == Alone(d, TRUE, s, x)`,
		`       IN IF alone # {} THEN alone \cap {Obligor(d)} ELSE Could(d, Together(d, TRUE, x), TRUE, s)`,
		`Spoilt(d, today, s, x) ==`,
		`  LET alone == Alone(d, today, s, x)`,
		`      all == Together(d, today, x)`,
		`  IN IF alone # {} THEN Obligor(d) \in alone /\ Could(d, {Obligor(d)}, today, x.v) = {}`,
		`     ELSE Could(d, all, today, s) # {} /\ Could(d, all, today, x.v) = {}`,
		`Breaks(d, s, x) == Doubtful(d, x) /\ Spoilt(d, FALSE, s, x) \/ DoubtfulToday(d, x) /\ Spoilt(d, TRUE, s, x)`,
		`Culprits(s, x) ==`,
		`  x.w.culprits \cup UNION {MissedBy(d, s, x) : d \in Promises}`,
		`  \cup {Obligor(d) : d \in {q \in Promises : Breaks(q, s, x)}}`,
	} {
		p.line("%s", text)
	}
}
