package game

// Force gives the states from which the players can force the target: the least set W with s in W if s
// is in the target; or if every move of the others leads into W, and the players have a move into W, or
// time goes on into W, or time is held up by others alone and some other can move. Only the states within are looked at, all if
// nil; of others nothing is found but that the target is.
func (a *Arena) Force(t Table, target, within Set) Set { return a.force(t, target, within, nil) }

// force also calls note, if not nil, whenever a state enters W, in order.
func (a *Arena) force(t Table, target, within Set, note func(s int32)) Set {
	n := a.States()
	win := NewSet(n)
	open := make([]int32, n) // moves of the others that do not lead into W
	push := NewSet(n)        // something carries the course into W once the others' moves do
	queue := make([]int32, 0, 1024)
	enter := func(s int32) {
		if !win.Has(s) {
			win.Add(s)
			queue = append(queue, s)
			if note != nil {
				note(s)
			}
		}
	}
	for s := range a.those(within) {
		held := false
		for e := a.First[s]; e < a.First[s+1]; e++ {
			switch t[a.Sort[e]] {
			case Theirs, Shared:
				open[s]++
			case HeldByOthers:
				held = true
			}
		}
		if held && open[s] > 0 {
			push.Add(s)
		}
	}
	for s := range target.Each {
		enter(s)
	}
	for i := 0; i < len(queue); i++ {
		a.pause(i)
		w := queue[i]
		for _, e := range a.into[a.head[w]:a.head[w+1]] {
			s := a.from[e]
			switch t[a.Sort[e]] {
			case Theirs:
				open[s]--
			case Shared:
				open[s]--
				push.Add(s)
			case Mine, Goes:
				push.Add(s)
			default:
				continue
			}
			if open[s] == 0 && push.Has(s) && (within == nil || within.Has(s)) {
				enter(s)
			}
		}
	}
	return win
}

// Avoid gives the states from which the players can avoid the bad states for ever: the greatest set S
// with s in S if s is not bad, every move of the others stays in S, and the players have a move that
// stays in S, or time goes on and stays in S, or time is held up by others alone, or it is held up and
// the players have no move left.
func (a *Arena) Avoid(t Table, bad Set) Set { return a.AvoidMoves(t, bad, nil, nil) }

// AvoidMoves is Avoid with bad moves as well, if not nil: by their numbers, those that lose when they are
// made. Others may make it; the players must not, and time going on by it loses too. Only the states within are looked at, all
// if nil; the others count as safe.
func (a *Arena) AvoidMoves(t Table, bad, badMoves, within Set) Set {
	n := a.States()
	safe := FullSet(n)
	ways := make([]int32, n) // ways for the course to go on within S, time held up among them
	var queue []int32
	leave := func(s int32) {
		if safe.Has(s) && (within == nil || within.Has(s)) {
			safe.Drop(s)
			queue = append(queue, s)
		}
	}
	for s := range a.those(within) {
		lost := bad.Has(s)
		mine, held := int32(0), false
		for e := a.First[s]; e < a.First[s+1]; e++ {
			loses := badMoves != nil && badMoves.Has(e)
			switch t[a.Sort[e]] {
			case Mine:
				mine++
				if !loses {
					ways[s]++
				}
			case Theirs:
				lost = lost || loses
			case Shared:
				mine++
				ways[s]++
				lost = lost || loses
			case Goes:
				if !loses {
					ways[s]++
				}
			case HeldByOthers:
				ways[s]++
			case HeldByMine:
				held = true
			}
		}
		if held && mine == 0 {
			ways[s]++
		}
		if lost || ways[s] == 0 {
			leave(s)
		}
	}
	for i := 0; i < len(queue); i++ {
		a.pause(i)
		w := queue[i]
		for _, e := range a.into[a.head[w]:a.head[w+1]] {
			s := a.from[e]
			switch t[a.Sort[e]] {
			case Theirs, Shared:
				leave(s)
			case Mine, Goes:
				if badMoves != nil && badMoves.Has(e) {
					continue // was never counted as a way
				}
				if ways[s]--; ways[s] == 0 {
					leave(s)
				}
			}
		}
	}
	return safe
}
