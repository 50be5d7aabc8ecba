package repair

import (
	"cmp"
	"slices"
)

// MostSize is the most changes that can be made at a time: of more there are too many to be counted by anybody.
const MostSize = 4

// mostSorted is up to how many combinations are put in order before the first is looked at.
const mostSorted = 500_000

// tally counts the combinations of so many changes, by what they take and by the shapes in them.
func (r *runner) tally(n int) Tally {
	t := Tally{Size: n, Shapes: make([]int, len(r.shapes))}
	var within [len(t.Needs)]int // changes that take no more
	by := make([]int, len(r.shapes))
	for i := range r.changes {
		by[r.changes[i].shape]++
		for k := r.shapes[r.changes[i].shape].Needs; int(k) < len(within); k++ {
			within[k]++
		}
	}
	t.Space = choose(len(r.changes), n)
	less := 0
	for k := range within {
		t.Needs[k].Space = choose(within[k], n) - less
		less = choose(within[k], n)
	}
	for i := range by {
		t.Shapes[i] = t.Space - choose(len(r.changes)-by[i], n)
	}
	return t
}

// choose is how many sets of k there are of n things.
func choose(n, k int) int {
	if k > n {
		return 0
	}
	out := 1
	for i := range k {
		out = out * (n - i) / (i + 1)
	}
	return out
}

// combinations lists the sets of so many changes that are looked at, in order; of pairs and more first those of which each target is
// removed by some change alone, unless they are too many, and at most as many as are to be looked at.
func (r *runner) combinations(n int) [][]int {
	most := choose(len(r.changes), n)
	sorted := n > 1 && most <= mostSorted
	if n > 1 && !sorted {
		most = min(most, r.query.Most)
	}
	var out [][]int
	var pick func(from int, have []int)
	pick = func(from int, have []int) {
		if len(have) == n {
			out = append(out, slices.Clone(have))
			return
		}
		for i := from; i < len(r.changes) && len(out) < most; i++ {
			pick(i+1, append(have, i))
		}
	}
	pick(0, nil)
	if sorted {
		slices.SortStableFunc(out, func(a, b []int) int { return cmp.Compare(r.missing(a), r.missing(b)) })
		out = out[:min(len(out), r.query.Most)]
	}
	return out
}

// missing is how many targets none of the changes removes alone.
func (r *runner) missing(c []int) int {
	n := len(r.targets)
	for i := range r.targets {
		if slices.ContainsFunc(c, func(k int) bool { return r.alone[k][i] }) {
			n--
		}
	}
	return n
}

// needs is what a combination takes: the most that one of its changes does.
func (r *runner) needs(c []int) Needs {
	out := Alone
	for _, k := range c {
		out = max(out, r.shapes[r.changes[k].shape].Needs)
	}
	return out
}
