package program

// Event is something that happens to a duty by a move. It has happened whatever becomes of the duty at once
// afterwards: one that is breached and due again by one move has been breached.
type Event int

// What can happen to a duty.
const (
	FallsDue Event = iota // coming back to be due counts
	Performs
	Breaches
	Lapses
)

// EventKinds is the number of events there are.
const EventKinds = int(Lapses) + 1

// happens notes an event, if anybody asks for it.
func (d *duty) happens(e Event) []Stmt { return one(d.events[e]) }

// layOutEvents makes the variables in which is noted what happens to a duty. Who prints the program asks only what was
// performed.
func (b *builder) layOutEvents(d *duty) {
	for e, name := range [EventKinds]string{"fell_due_", "performed_", "breaks_", "lapsed_"} {
		if b.points != putIn || Event(e) == Performs {
			d.events[e] = b.scrap(name+d.Name, 2)
		}
		b.Events[e] = append(b.Events[e], d.events[e])
	}
}
