package chance

// parts gives the strongly connected parts of the graph of those actions that are used, each after all that can be come to from it, by
// Tarjan's algorithm.
func parts(p *Process, used func(s, action int) bool) [][]int {
	t := &tarjan{p: p, used: used, index: make([]int, len(p.Actions)), low: make([]int, len(p.Actions)), done: make([]bool, len(p.Actions))}
	for s := range p.Actions {
		if t.index[s] == 0 {
			t.visit(s)
		}
	}
	return t.parts
}

type tarjan struct {
	p          *Process
	used       func(s, action int) bool
	index, low []int // order of visit, from 1
	done       []bool
	stack      []int
	parts      [][]int
	count      int
}

// frame is a state that is being visited, and how far.
type frame struct{ s, action, branch int }

func (t *tarjan) visit(root int) {
	work := []frame{t.enter(root)}
	for len(work) > 0 {
		f := &work[len(work)-1]
		to, more := t.next(f)
		switch {
		case !more:
			t.leave(f.s)
			s := f.s
			work = work[:len(work)-1]
			if len(work) > 0 {
				up := work[len(work)-1].s
				t.low[up] = min(t.low[up], t.low[s])
			}
		case t.index[to] == 0:
			work = append(work, t.enter(to))
		case !t.done[to]:
			t.low[f.s] = min(t.low[f.s], t.index[to])
		}
	}
}

// next gives the next state that can be drawn.
func (t *tarjan) next(f *frame) (to int, more bool) {
	for as := t.p.Actions[f.s]; f.action < len(as); f.action, f.branch = f.action+1, 0 {
		if a := as[f.action]; f.branch < len(a) && t.used(f.s, f.action) {
			f.branch++
			return a[f.branch-1].To, true
		}
	}
	return 0, false
}

func (t *tarjan) enter(s int) frame {
	t.count++
	t.index[s], t.low[s] = t.count, t.count
	t.stack = append(t.stack, s)
	return frame{s: s}
}

func (t *tarjan) leave(s int) {
	if t.low[s] != t.index[s] {
		return
	}
	var part []int
	for {
		x := t.stack[len(t.stack)-1]
		t.stack = t.stack[:len(t.stack)-1]
		t.done[x] = true
		part = append(part, x)
		if x == s {
			break
		}
	}
	t.parts = append(t.parts, part)
}

// ends gives the maximal end components: sets of states in which one can choose to stay for ever. It says of each state in which it is,
// counted from 1, or 0; and of each action whether it stays in the component of its state.
func ends(p *Process, w Worth) (component []int, stays [][]bool) {
	stays = make([][]bool, len(p.Actions))
	for s := range p.Actions {
		stays[s] = make([]bool, len(p.Actions[s]))
		for a := range stays[s] {
			stays[s][a] = w[s] == nil
		}
	}
	part := make([]int, len(p.Actions))
	for changed := true; changed; {
		changed = false
		for n, members := range parts(p, func(s, a int) bool { return stays[s][a] }) {
			for _, s := range members {
				part[s] = n
			}
		}
		for s := range stays {
			for a := range stays[s] {
				if stays[s][a] && !within(p.Actions[s][a], part, part[s]) {
					stays[s][a], changed = false, true
				}
			}
		}
	}
	component = make([]int, len(p.Actions))
	for s := range stays {
		for a := range stays[s] {
			if stays[s][a] {
				component[s] = part[s] + 1
			}
		}
	}
	return component, stays
}

func within(a Action, part []int, n int) bool {
	for _, b := range a {
		if part[b.To] != n {
			return false
		}
	}
	return true
}
