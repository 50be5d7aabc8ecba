package game

// The order of states.
//
// What can be forced, avoided or come to from a state hangs on the states that its moves lead to. If these are looked at first,
// one pass over all states is enough. So states are numbered by where moves lead: each move leads to a state of a smaller
// number, or stays within a knot, the states of which can all be come to from each other. Time goes on, terms run out and promises are
// kept once, so knots are few and small.

// Knot is some states with neighbouring numbers, from the first to before the last, that moves can lead around in.
type Knot struct{ First, End int32 }

// Order numbers states, of which it is told by which number the moves out of each begin and where each move leads, so that successors come first, and lists the knots of more than one state. These are the strongly connected
// components (Tarjan 1972), found with one number a state (Pearce, An improved algorithm for finding the strongly connected
// components of a directed graph, 2005). pause is called now and then.
func Order(states int, first, to func(int32) int32, pause func()) (number []int32, knots []Knot) {
	x := &ordering{first: first, to: to, index: make([]uint32, states)}
	for s := range x.index {
		if x.index[s] == 0 {
			x.open(int32(s))
		}
		for step := 0; len(x.path) > 0; step++ {
			if step&(1<<13-1) == 0 {
				pause()
			}
			x.step()
		}
	}
	x.path, x.waiting = nil, nil
	number = make([]int32, len(x.index))
	for s, k := range x.index {
		number[s] = int32(k - x.base())
	}
	return number, x.knots
}

// ordering is the search under way. A state that is not yet met has index 0; one that is, but not yet in a component, the number
// of its meeting or that of the first one met that it leads back to; one that is done base and more.
type ordering struct {
	first, to func(int32) int32
	index     []uint32
	path      []visit
	waiting   []int32 // met and left, but not yet in a component
	opened    uint32
	closed    uint32
	knots     []Knot
}

// visit is a state on the path, the next of its moves and the end of them, and when it was met.
type visit struct {
	state, next, end int32
	met              uint32
}

// base is more than all numbers of states that were met.
func (x *ordering) base() uint32 { return uint32(len(x.index)) + 1 }

func (x *ordering) open(s int32) {
	x.opened++
	x.index[s] = x.opened
	x.path = append(x.path, visit{s, x.first(s), x.first(s + 1), x.opened})
}

// step follows one move of the last state on the path, or leaves it.
func (x *ordering) step() {
	v := &x.path[len(x.path)-1]
	for s := v.state; v.next < v.end; {
		t := x.to(v.next)
		if x.index[t] == 0 {
			x.open(t) // and look at the move again when that is left
			return
		}
		v.next++
		x.index[s] = min(x.index[s], x.index[t])
	}
	x.leave(*v)
}

// leave takes the last state off the path, and closes the component of which it is the first.
func (x *ordering) leave(v visit) {
	x.path = x.path[:len(x.path)-1]
	if x.index[v.state] != v.met {
		x.waiting = append(x.waiting, v.state)
		return
	}
	begin, n := x.closed, len(x.waiting)
	for n > 0 && x.index[x.waiting[n-1]] >= v.met {
		n--
	}
	for _, s := range x.waiting[n:] { // in the order in which they were left, so that in knots too most successors come first
		x.close(s)
	}
	x.waiting = x.waiting[:n]
	x.close(v.state)
	if x.closed > begin+1 {
		x.knots = append(x.knots, Knot{int32(begin), int32(x.closed)})
	}
}

func (x *ordering) close(s int32) {
	x.index[s] = x.base() + x.closed
	x.closed++
}
