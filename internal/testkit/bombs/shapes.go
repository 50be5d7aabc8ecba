package bombs

import (
	"fmt"
	"strings"
)

// facts grow the number of states, the words of a state, or the moves out of it.
func facts() []Bomb {
	var out []Bomb
	for _, n := range []int{18, 24, 40} {
		out = append(out, bomb(fmt.Sprintf("facts-%d", n), two, onward(n), one, purpose(n, "f%d is y")))
	}
	return append(out,
		bomb("toggles-24", two, toggles(24, "b"), one, purpose(24, "f%d is y")),
		bomb("wide-1900", two, lines(1900, format("fact f%[1]d {x,y}\nact do%[1]d by a { f%[1]d becomes y }")), one, purpose(1900, "f%d is y")),
		bomb("wide-900-of-four", two, lines(900, format("fact f%[1]d {x,y,z,u}\nact do%[1]d by a { f%[1]d becomes y }\nact re%[1]d by b { f%[1]d becomes z }")), one, purpose(900, "f%d is y")),
	)
}

// counters grow the values of one variable.
func counters() []Bomb {
	return []Bomb{
		bomb("counter-65535", "party a\nfact c 0..65535\nact up by a { c rises by 1 }\nact down by a { c falls by 1 }\npurpose { c is at least 60000 }"),
		bomb("two-counters", "party a\nfact c 0..65535\nfact e 0..65535\nact up by a { c rises by 1 }\nact up2 by a { e rises by 1 }\nact down by a { c falls by 1 }\npurpose { c is at least 60000 and e is at least 60000 }"),
		bomb("ten-counters", "party a", lines(10, format("fact c%[1]d 0..1000\nact up%[1]d by a { c%[1]d rises by 1 }")), purpose(10, "c%d is at least 999")),
	}
}

// terms grow the countdowns.
func terms() []Bomb {
	term := func(i int) string {
		return fmt.Sprintf("act x%[1]d by a\ninstrument i%[1]d { between a, b in force once signed expires after %[2]d years duty d%[1]d { a must x%[1]d within %[3]d years } }", i, 90+i, 30+i)
	}
	often := func(i int) string {
		return fmt.Sprintf("duty d%[1]d { a must x%[1]d every %[2]d days within %[3]d days }", i, 7+i, 3+i)
	}
	return []Bomb{
		bomb("millennium", daily, two, "act x by a\ninstrument i { between a, b expires after 1000 years duty d { a must x within 999 years } }\npurpose { d }"),
		bomb("two-in-a-millennium", daily, two, "act x by a\nact y by b\ninstrument i { between a, b expires after 1000 years duty d { a must x within 999 years } duty e { b must y within 500 years once d } }\npurpose { d and e }"),
		bomb("four-long-instruments", daily, two, lines(4, term), purpose(4, "d%d")),
		bomb("daily-for-a-century", daily, two, "act x by a\ninstrument i { between a, b expires after 100 years duty d { a must x every 1 day within 1 day } }\npurpose { d and i is ended }"),
		bomb("eight-rhythms", daily, two, lines(8, format("act x%d by a")), "instrument i { between a, b expires after 100 years", lines(8, often), "}\npurpose { i is ended }"),
	}
}

// points grow the ways to fill the open points.
func points() []Bomb {
	rises := func(i int) string {
		return fmt.Sprintf("open o%[1]d { p, q }\nact x%[1]d by a { when o%[1]d is p and f is at most %[2]d  f rises by %[3]d }", i, i+20, i%3+1)
	}
	sixteen := all(16, ", ", func(i int) string { return fmt.Sprint(i + 1) })
	deadlines := all(256, ", ", func(i int) string { return fmt.Sprintf("%d days", i+1) })
	chained := func(i int) string {
		once := ""
		if i > 0 {
			once = fmt.Sprintf(" once d%d", i-1)
		}
		return fmt.Sprintf("duty d%[1]d { a must x%[1]d within o%[1]d%[2]s }", i, once)
	}
	crossed := func(i int) string {
		return fmt.Sprintf("open o%[1]d { p, q, r }\nfact f%[1]d {x,y}\nact x%[1]d by a { when o%[1]d is p or o%[2]d is q  f%[1]d becomes y }", i, (i+7)%60)
	}
	played := func(i int) string { return fmt.Sprintf("on day %d expect f is at most 30", i) }
	return []Bomb{
		bomb("points-20", "party a\nfact f 0..50", lines(20, rises), "purpose { f is at least 40 }"),
		bomb("points-12-of-16", "party a\nfact f 0..1000", lines(12, func(i int) string {
			return fmt.Sprintf("open o%[1]d { %[2]s }\nact x%[1]d by a { f rises by o%[1]d }", i, sixteen)
		}), "purpose { f is 997 }"),
		bomb("points-6-of-256", two, lines(6, func(i int) string { return fmt.Sprintf("open o%[1]d { %[2]s }\nact x%[1]d by a", i, deadlines) }),
			"instrument t { between a, b", lines(6, chained), "expires after 700 days }", purpose(6, "d%d")),
		bomb("points-60", two, lines(60, crossed), "instrument t { between a, b duty d { a must x0 within 9 days once f3 is y } }", purpose(60, "f%d is y")),
		bomb("points-unread", "party a\nfact f {x,y}\nact x by a { f becomes y }", lines(10_000, format("open o%d { p, q }")), "purpose { f is y }"),
		bomb("points-in-a-scenario", "party a", lines(20, format("open o%d {p,q}")), "fact f 0..30", lines(20, format("act x%[1]d by a { when o%[1]d is p f rises by 1 }")),
			"purpose { f is at least 3 }", "scenario \"s\" {", lines(200, played), "}"),
	}
}

// coalitions grow the sets of actors.
func coalitions() []Bomb {
	exchange := func(n int, of int) string {
		return lines(of, func(i int) string {
			return fmt.Sprintf("duty d%[1]d { p%[2]d must a%[1]d within 3 days for p%[3]d in return for d%[4]d }", i, i%n, (i+1)%n, (i+1)%of)
		})
	}
	return []Bomb{
		bomb("twenty-parties", parties(20), lines(30, func(i int) string {
			return fmt.Sprintf("fact g%[1]d {x,y}\nact a%[1]d by p%[2]d { when g%[1]d is x g%[1]d becomes y irreversible }", i, i%20)
		}), "instrument t { between "+names(20, "p%d"), exchange(20, 30), "}", purpose(30, "d%d")),
		bomb("all-parties", parties(31), lines(31, format("act a%[1]d by p%[1]d")), "instrument t { between "+names(31, "p%d"), exchange(31, 31), "}", purpose(31, "d%d")),
		bomb("kinds-of-moves", "fact go {n,y}\nact start by outsider { when go is n go becomes y }", parties(17),
			lines(17, format("fact f%[1]d {x,y}\nact a%[1]d by p%[1]d { when f%[1]d is x f%[1]d becomes y }")),
			"instrument t { between "+names(17, "p%d"), lines(17, format("duty d%[1]d { p%[1]d must a%[1]d within 3 days once go is y }")), "}", purpose(17, "d%d")),
	}
}

// worlds grow the sets of defectors: each party has a ban that it can break, and one acts for good in return for all of them.
func worlds() []Bomb {
	make := func(parts, more int) Bomb {
		return bomb(fmt.Sprintf("worlds-%d-%d", parts, more), parties(parts),
			lines(parts, format("fact g%[1]d {x,y}\nact a%[1]d by p%[1]d { when g%[1]d is x g%[1]d becomes y irreversible }\nfact h%[1]d {x,y}\nact b%[1]d by p%[1]d { when h%[1]d is x h%[1]d becomes y }")),
			lines(more, format("fact z%[1]d {u,v}\nact turn%[1]d by outsider { when z%[1]d is u z%[1]d becomes v }")),
			"instrument t { between "+names(parts, "p%d"), lines(parts, format("ban k%[1]d { p%[1]d must not b%[1]d }")),
			"duty d0 { p0 must a0 within 3 days in return for "+all(parts-1, " or ", func(i int) string { return fmt.Sprintf("k%d", i+1) })+" } }\npurpose { g0 is y }")
	}
	return []Bomb{make(6, 0), make(8, 2), make(9, 1), make(7, 4), make(9, 3)}
}

// delays grow what is remembered for each tick of a check.
func delays() []Bomb {
	slow := func(name string, bits int, check string) Bomb {
		return bomb(name, daily, two, toggles(bits, "b"), "fact never {u,v}\npurpose { f0 is y }", check)
	}
	within := func(n int, span string) string {
		return lines(n, func(i int) string {
			return fmt.Sprintf("check \"slow %d\" { f%d is y leads to f%d is y within %s }", i, i%3, (i+1)%3, span)
		})
	}
	return []Bomb{
		slow("delay-8", 8, "check \"slow\" { f0 is y leads to never is v or f1 is y within 3000 days }"),
		slow("delay-11", 11, "check \"slow\" { f0 is y leads to never is v within 1000 days }"),
		slow("delay-13", 13, "check \"slow\" { f0 is y leads to never is v within 360000 days }"),
		slow("delay-of-a-millennium", 4, within(1, "1000 years")),
		slow("ten-long-courses", 3, within(10, "1000 years")),
	}
}

// questions grow what is asked of states that are not many.
func questions() []Bomb {
	want := func(k int) string {
		return fmt.Sprintf("purpose \"p%d\" { ", k) + all(14, " and ", func(i int) string {
			return fmt.Sprintf("f%d is %s", i, strings.Repeat("y", k>>(i%10)&1)+strings.Repeat("x", 1-k>>(i%10)&1))
		}) + " }"
	}
	atom := func(i int) string {
		return fmt.Sprintf("(f%d is y and f%d is x and f%d is y and off%d)", i%14, (i*5+1)%14, (i*3+2)%14, i%14)
	}
	avoid := func(i int) string {
		return fmt.Sprintf("check \"c%d\" { a can avoid f%d is y and f%d is x }", i, i%14, (i*5+1)%14)
	}
	return []Bomb{
		bomb("purposes-500", two, toggles(14, "b"), lines(500, want)),
		bomb("one-long-check", two, toggles(14, "b"), "purpose { f0 is y }\ncheck \"c\" { never do0 and ("+all(1500, " or ", atom)+") }"),
		bomb("checks-2000", two, toggles(14, "b"), "purpose { f0 is y }", lines(2000, avoid)),
		bomb("checks-300-of-few-states", two, toggles(6, "b"), "purpose { f0 is y }", lines(300, func(i int) string {
			return fmt.Sprintf("check \"c%d\" { a can avoid f%d is y and f%d is x }", i, i%6, (i*5+1)%6)
		})),
	}
}

// duties grow the statuses, and the kinds of moves by what happens to them.
func duties() []Bomb {
	chain := func(n int, act string) string {
		return lines(n, func(i int) string {
			once := ""
			if i > 0 {
				once = fmt.Sprintf(" once d%d", i-1)
			}
			return fmt.Sprintf("duty d%d { a must %s within 3 days%s }", i, strings.ReplaceAll(act, "#", fmt.Sprint(i)), once)
		})
	}
	pair := func(i int) string {
		return fmt.Sprintf("duty d%[1]d { a must x%[1]d within %[2]d days in return for e%[1]d } duty e%[1]d { b must y%[1]d within 9 days once d%[1]d }", i, i+2)
	}
	return []Bomb{
		bomb("duties-60", two, lines(60, format("act x%d by a")), "instrument t { between a, b", chain(60, "x#"), "}\npurpose { d59 }"),
		bomb("duties-200-of-one-act", two, "act x by a\ninstrument t { between a, b", chain(200, "x"), "}\npurpose { d199 }"),
		bomb("exchanges-12", two, lines(12, format("act x%[1]d by a\nact y%[1]d by b")), "instrument t { between a, b", lines(12, pair), "}\npurpose { d11 }"),
		bomb("any-of-500", two, lines(500, format("act x%d by a")), "instrument t { between a, b duty d { a must any of "+names(500, "x%d")+" within 3 days } }\npurpose { d }"),
		bomb("ensure-10", two, toggles(10, "b"), "instrument t { between a, b", lines(10, format("duty d%[1]d { a must ensure f%[1]d is y within 6 days every 9 days }")), "expires after 90 days }\npurpose { t is ended }"),
	}
}

// decisions grow the answers.
func decisions() []Bomb {
	put := func(i int) string {
		return fmt.Sprintf("decision q%[1]d { a decides u%[1]d or v%[1]d or w%[1]d within %[2]d days }", i, 30+i)
	}
	force := func(n int) string {
		return "instrument t { between a, b in force once " + all(n, " and ", format("q%[1]d is u%[1]d")) + " }\npurpose { t is in force }"
	}
	return []Bomb{
		bomb("decisions-12", two, lines(12, put), force(12)),
		bomb("decisions-6-daily", daily, two, lines(6, put), force(6)),
	}
}

// instruments grow the signatures, notices and rings.
func instruments() []Bomb {
	notices := func(i int) string {
		return fmt.Sprintf("instrument t%[1]d { between a, b power s%[1]d { a may suspend t%[1]d on notice of %[2]d days } power r%[1]d { b may resume t%[1]d on notice of %[3]d days } expires after %[4]d days }", i, 10+i, 9+i, 100+i)
	}
	ring := func(n int, more string) string {
		return lines(n, func(i int) string {
			return fmt.Sprintf("instrument t%d { between a, b in force once t%d is in force%s }", i, (i+1)%n, more)
		})
	}
	signed := func(n, by int) string {
		return lines(n, func(i int) string {
			return fmt.Sprintf("instrument t%d { between %s in force once signed }", i, names(by, "p%d"))
		})
	}
	return []Bomb{
		bomb("notices", daily, two, lines(4, notices), purpose(4, "t%d is in force")),
		bomb("ring-300", two, ring(300, ""), "purpose { t0 is in force }"),
		bomb("ring-500", two, "fact f {x,y}\nact g by a { f becomes y }", ring(500, " and f is y"), "purpose { t0 is in force }"),
		bomb("signatures-124", parties(31), signed(4, 31), purpose(4, "t%d is in force")),
		bomb("signatures-20", parties(10), signed(2, 10), purpose(2, "t%d is in force")),
	}
}

// searches grow the search for what an obligor can still bring about.
func searches() []Bomb {
	own := func(n int, back string) string {
		return "fact goal {n,y}\nact open_it by b { when goal is n goal becomes y }\nact x by a { when goal is y }\n" + toggles(n, back) +
			"\ninstrument t { between a, b duty d { a must x within 3 days } }\npurpose { d and " + all(n, " and ", format("f%d is y")) + " }"
	}
	lock := "fact lock 0..60000\nact turn by a { lock rises by 1 }\nact back by a { lock falls by 1 }\nact x by a { when lock is 60000 }\ninstrument t { between a, b duty d { a must x within 3 days } }\npurpose { d }"
	return []Bomb{
		bomb("own-moves-16", two, own(16, "a")),
		bomb("own-moves-8", two, own(8, "a")),
		bomb("a-far-lock", two, lock),
	}
}

// texts grow what is read.
func texts() []Bomb {
	part := lines(100, format("fact f%[1]d {x,y}\nact do%[1]d by owner { when f%[1]d is x f%[1]d becomes y }"))
	uses := lines(300, func(i int) string {
		return fmt.Sprintf("use \"part.pact\" with owner as a, %s", all(100, ", ", func(k int) string { return fmt.Sprintf("f%[1]d as f%[1]d_%[2]d, do%[1]d as do%[1]d_%[2]d", k, i) }))
	})
	many := bomb("a-part-300-times", two, uses, "purpose { f0_0 is y }")
	many.Part = part + "\n"
	return []Bomb{many}
}
