package game

import "slices"

// Force gives the states from which the players can force the target: the least set W with s in W if s
// is in the target; or if every move of the others leads into W, and the players have a move into W, or
// time goes on into W, or time is held up by others alone and some other can move. Only the states within are looked at, all if
// nil; of others nothing is found but that the target is.
func (a *Arena) Force(t Table, target, within Set) Set { return a.force(t, target, within, nil) }

// force also calls note, if not nil, whenever a state enters W, in order.
func (a *Arena) force(t Table, target, within Set, note func(s int32)) Set {
	win := slices.Clone(target)
	if note != nil {
		target.Each(func(s int32) bool { note(s); return true })
	}
	a.Settle(within, func(s int32) bool {
		if win.Has(s) || !a.forced(t, win, s) {
			return false
		}
		win.Add(s)
		if note != nil {
			note(s)
		}
		return true
	})
	return win
}

// forced reports whether the players can force in a state that it goes on into what is won.
func (a *Arena) forced(t Table, win Set, s int32) bool {
	push, held, others := false, false, false
	for e := a.First[s]; e < a.First[s+1]; e++ {
		switch t[a.Sort[e]] {
		case Theirs:
			if !win.Has(a.To[e]) {
				return false
			}
			others = true
		case Shared:
			if !win.Has(a.To[e]) {
				return false
			}
			others, push = true, true
		case Mine, Goes:
			push = push || win.Has(a.To[e])
		case HeldByOthers:
			held = true
		}
	}
	return push || held && others
}

// Avoid gives the states from which the players can avoid the bad states for ever: the greatest set S
// with s in S if s is not bad, every move of the others stays in S, and the players have a move that
// stays in S, or time goes on and stays in S, or time is held up by others alone, or it is held up and
// the players have no move left.
func (a *Arena) Avoid(t Table, bad Set) Set { return a.AvoidMoves(t, bad, nil, nil) }

// AvoidMoves is Avoid with bad moves as well: those lose when they are made. Others may make them; the players must not, and time
// going on by one loses too. Only the states within are looked at, all if nil; the others count as safe.
func (a *Arena) AvoidMoves(t Table, bad Set, badMoves Moves, within Set) Set {
	safe := FullSet(a.States())
	pick := badMoves.Picker()
	a.Settle(within, func(s int32) bool {
		if !safe.Has(s) || !bad.Has(s) && a.holdsOut(t, safe, &pick, s) {
			return false
		}
		safe.Drop(s)
		return true
	})
	return safe
}

// holdsOut reports whether the players can stay in what is safe, in a state.
func (a *Arena) holdsOut(t Table, safe Set, bad *Picker, s int32) bool {
	way, mine, held, some := false, false, false, bad.At(s)
	for e := a.First[s]; e < a.First[s+1]; e++ {
		c := t[a.Sort[e]]
		switch c {
		case Absent:
			continue
		case HeldByOthers:
			way = true
			continue
		case HeldByMine:
			held = true
			continue
		}
		stays := safe.Has(a.To[e]) && !(some && bad.Has(a.Sort[e], a.To[e]))
		if !stays && (c == Theirs || c == Shared) {
			return false
		}
		mine = mine || c == Mine || c == Shared
		way = way || stays && c != Theirs
	}
	return way || held && !mine
}
