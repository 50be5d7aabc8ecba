package program

import (
	"slices"

	"github.com/servanda-lang/servanda/model"
)

// number is an amount that may be an open point: one number for each of its values. Without a point there
// is just one.
type number struct {
	by   *Variable
	each []int
}

func fixed(n int) number { return number{each: []int{n}} }

// number is an amount under the filling, or under all of them.
func (b *builder) number(a model.Amount) number {
	if a.Point != model.None && b.points != open {
		b.ask(a.Point)
	}
	if a.Point == model.None || b.points != open {
		return fixed(a.In(b.p, b.Filling))
	}
	n := number{by: b.Points[a.Point]}
	for _, v := range b.p.Points[a.Point].Values {
		n.each = append(n.each, v.N)
	}
	return n
}

func (n number) most() int { return slices.Max(n.each) }

// is makes a condition that hangs on the number.
func (n number) is(of func(n int) Cond) Cond {
	return eachOf([]number{n}, func(ns []int) Cond { return of(ns[0]) })
}

// eachOf makes a condition that hangs on several numbers.
func eachOf(of []number, make func(ns []int) Cond) Cond {
	if len(of) == 0 {
		return make(nil)
	}
	rest := func(n int) Cond {
		return eachOf(of[1:], func(ns []int) Cond { return make(append([]int{n}, ns...)) })
	}
	if of[0].by == nil {
		return rest(of[0].each[0])
	}
	var out []Cond
	for v, n := range of[0].each {
		out = append(out, both(Eq(of[0].by, v), rest(n)))
	}
	return either(out...)
}

// then makes a statement that hangs on the number.
func (n number) then(of func(n int) Stmt) Stmt {
	if n.by == nil {
		return of(n.each[0])
	}
	var out Choose
	for v, k := range n.each {
		out = append(out, Arm{Eq(n.by, v), block(of(k))})
	}
	return out
}

// pointIs: an open point has one of the values that pass.
func (b *builder) pointIs(pt model.PointID, passes func(value int) bool) Cond {
	if b.points == putIn {
		return Always(passes(b.Filling[pt]))
	}
	var some []int
	for v := range b.p.Points[pt].Values {
		if passes(v) {
			some = append(some, v)
		}
	}
	return oneOf(b.Points[pt], some...)
}

// layOutPoints makes a variable of each open point.
func (b *builder) layOutPoints() {
	for i := range b.p.Points {
		x := &b.p.Points[i]
		b.Points = append(b.Points, &Variable{Name: b.free("open_" + x.Name), Size: len(x.Values), Kind: Point, At: i})
	}
}
