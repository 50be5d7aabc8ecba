package game

import "fmt"

// VerifyAvoid checks a claim that the players can avoid the bad states from start, without the algorithm
// that made it: it follows every move of the others and one way of the players' own, chosen within safe,
// from start on, and fails at the first bad state or the first state without such a way. badMoves are as in
// AvoidMoves.
func (a *Arena) VerifyAvoid(t Table, bad, safe Set, badMoves Moves, start int32) error {
	seen := NewSet(a.States())
	seen.Add(start)
	for todo := []int32{start}; len(todo) > 0; {
		s := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		a.pause(int(s))
		if bad.Has(s) {
			return fmt.Errorf("the strategy leads into bad state %d", s)
		}
		next, ok := a.steps(t, safe, badMoves, s)
		if !ok {
			return fmt.Errorf("the strategy has no way on from state %d", s)
		}
		for _, e := range next {
			if badMoves.Has(s, a.Sort[e], a.To[e]) {
				return fmt.Errorf("the strategy allows bad move %d", e)
			}
			if to := a.To[e]; !seen.Has(to) {
				seen.Add(to)
				todo = append(todo, to)
			}
		}
	}
	return nil
}

// steps lists the moves that can happen in s when the players follow the strategy given by safe: all of
// the others', and one way of the players'. ok is false if there is no such way.
func (a *Arena) steps(t Table, safe Set, badMoves Moves, s int32) (next []int32, ok bool) {
	var own int32 = -1
	mine, held := false, false
	for e := a.First[s]; e < a.First[s+1]; e++ {
		stays := safe.Has(a.To[e]) && !badMoves.Has(s, a.Sort[e], a.To[e])
		switch t[a.Sort[e]] {
		case Theirs:
			next = append(next, e)
		case Shared:
			next = append(next, e)
			mine = true
			if stays && own < 0 {
				own = e
			}
		case Mine:
			mine = true
			if stays && own < 0 {
				own = e
			}
		case Goes:
			if stays {
				own = e // letting time go on is preferred
			}
		case HeldByOthers:
			ok = true
		case HeldByMine:
			held = true
		}
	}
	if own >= 0 && !ok {
		return append(next, own), true
	}
	return next, ok || held && !mine
}

// VerifyForce checks a claim that the players can force the target from start: following every move of
// the others and the players' choice, which always leads to a state that entered the fixed point earlier,
// every course must come to the target. rank gives the order of entry, -1 for states outside.
func (a *Arena) VerifyForce(t Table, target Set, rank []int32, start int32) error {
	seen := NewSet(a.States())
	seen.Add(start)
	for todo := []int32{start}; len(todo) > 0; {
		s := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		a.pause(int(s))
		if target.Has(s) {
			continue
		}
		if rank[s] < 0 {
			return fmt.Errorf("the strategy leads to state %d, from which nothing is claimed", s)
		}
		others, pushed := 0, false
		visit := func(e int32) error {
			to := a.To[e]
			if !target.Has(to) && rank[to] >= rank[s] {
				return fmt.Errorf("move %d of the strategy does not come nearer to the target", e)
			}
			if !seen.Has(to) {
				seen.Add(to)
				todo = append(todo, to)
			}
			return nil
		}
		held := false
		for e := a.First[s]; e < a.First[s+1]; e++ {
			switch c := t[a.Sort[e]]; {
			case c == Theirs || c == Shared:
				others++
				pushed = pushed || c == Shared
				if err := visit(e); err != nil {
					return err
				}
			case (c == Mine || c == Goes) && !pushed && rank[a.To[e]] >= 0 && rank[a.To[e]] < rank[s]:
				pushed = true
				if err := visit(e); err != nil {
					return err
				}
			case c == HeldByOthers:
				held = true
			}
		}
		if !pushed && !(held && others > 0) {
			return fmt.Errorf("the strategy has no way on from state %d", s)
		}
	}
	return nil
}

// ForceRanked is Force with, for each state, the order in which it entered the set; -1 outside.
func (a *Arena) ForceRanked(t Table, target, within Set) (win Set, rank []int32) {
	rank = make([]int32, a.States())
	for i := range rank {
		rank[i] = -1
	}
	next := int32(0)
	win = a.force(t, target, within, func(s int32) {
		rank[s] = next
		next++
	})
	return win, rank
}
