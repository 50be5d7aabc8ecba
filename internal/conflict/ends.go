package conflict

// ends gives the sets of moments, among those that are alive and can be reached, that courses never leave again: the strongly connected
// parts without a way out, by Tarjan's algorithm.
func (x *courses) ends(alive []bool) [][]int {
	t := &tarjan{courses: x, alive: alive, index: make([]int, len(x.nodes)), low: make([]int, len(x.nodes)), part: make([]int, len(x.nodes))}
	t.visit(0)
	var out [][]int
	for k, members := range t.parts {
		if t.closed(k, members) {
			out = append(out, members)
		}
	}
	return out
}

type tarjan struct {
	*courses
	alive []bool
	index []int // order of visit, from 1; 0: not yet
	low   []int
	part  []int // from 1; 0: none yet
	stack []int
	parts [][]int
	count int
}

// frame is a moment that is being visited, and how many of its ways on have been.
type frame struct{ at, next int }

func (t *tarjan) visit(root int) {
	work := []frame{t.enter(root)}
	for len(work) > 0 {
		f := &work[len(work)-1]
		if f.next < len(t.nodes[f.at].next) {
			to := t.nodes[f.at].next[f.next]
			f.next++
			switch {
			case !t.alive[to]:
			case t.index[to] == 0:
				work = append(work, t.enter(to))
			case t.part[to] == 0:
				t.low[f.at] = min(t.low[f.at], t.index[to])
			}
			continue
		}
		t.leave(f.at)
		done := f.at
		work = work[:len(work)-1]
		if len(work) > 0 {
			up := work[len(work)-1].at
			t.low[up] = min(t.low[up], t.low[done])
		}
	}
}

func (t *tarjan) enter(i int) frame {
	t.count++
	t.index[i], t.low[i] = t.count, t.count
	t.stack = append(t.stack, i)
	return frame{at: i}
}

// leave closes a part if the moment is the first of one.
func (t *tarjan) leave(i int) {
	if t.low[i] != t.index[i] {
		return
	}
	var members []int
	for {
		j := t.stack[len(t.stack)-1]
		t.stack = t.stack[:len(t.stack)-1]
		t.part[j] = len(t.parts) + 1
		members = append(members, j)
		if j == i {
			break
		}
	}
	t.parts = append(t.parts, members)
}

// closed reports whether no way leads out of a part.
func (t *tarjan) closed(k int, members []int) bool {
	for _, i := range members {
		for _, to := range t.nodes[i].next {
			if t.alive[to] && t.part[to] != k+1 {
				return false
			}
		}
	}
	return true
}
