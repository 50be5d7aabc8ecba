package carry

import (
	"github.com/servanda-lang/servanda/internal/program"
	"github.com/servanda-lang/servanda/model"
)

// ticks is an amount of days of one of the texts in ticks; ok is false if none is written.
func ticks(f *program.Frame, a *model.Amount) (n int, ok bool) {
	if a == nil {
		return 0, false
	}
	return int(f.Ticks(a.In(f.Pact, f.Filling))), true
}

// runs carries a countdown over that runs now: what is left of it is counted from the day on which it began. If that day is not known,
// it begins today.
func (c *carrier) runs(new model.Ref, was, is *model.Amount, known bool) {
	to := part(program.Left, new)
	total, there := ticks(c.new.Frame, is)
	if !there {
		return
	}
	before, ran := ticks(c.old.Frame, was)
	if !ran || !known {
		c.is[to] = total
		c.ran[new] = FromToday
		return
	}
	left := total - (before - c.was[part(program.Left, c.from[new])])
	if left < 0 {
		left = 0
		c.ran[new] = Past
	}
	c.is[to] = left
}

// since is how many ticks ago a duty of the old text fell due that is due now or was when it was suspended; ok is false if the old text
// did not count from then.
func (c *carrier) since(old model.Ref) (n int, ok bool) {
	d := &c.o.Duties[old.Index]
	if total, counts := ticks(c.old.Frame, d.Within); counts {
		return total - c.was[part(program.Left, old)], true
	}
	if total, counts := ticks(c.old.Frame, d.NotBefore); counts && c.was[part(program.Wait, old)] > 0 {
		return total - c.was[part(program.Wait, old)], true
	}
	return 0, false
}

// term carries over what is counted from the falling due: the deadline and the wait. anew: it falls due today.
func (c *carrier) term(old, new model.Ref, anew bool) {
	d := &c.n.Duties[new.Index]
	ago, known := c.since(old)
	if anew {
		ago, known = 0, true
	}
	if total, there := ticks(c.new.Frame, d.Within); there {
		c.is[part(program.Left, new)] = max(0, total-ago)
		switch {
		case !known:
			c.ran[new] = FromToday
		case total < ago:
			c.ran[new] = Past
		}
	}
	if total, there := ticks(c.new.Frame, d.NotBefore); there {
		left := max(0, total-ago)
		before, waited := ticks(c.old.Frame, c.o.Duties[old.Index].NotBefore)
		if waited && !anew && before == total {
			left = c.was[part(program.Wait, old)]
		}
		c.is[part(program.Wait, new)] = left
		if was := c.was[part(program.Wait, old)]; was != left {
			c.note(Waits, new, model.None, was*c.new.Tick, left*c.new.Tick)
		}
	} else if was := c.was[part(program.Wait, old)]; was > 0 {
		c.note(Waits, new, model.None, was*c.new.Tick, 0)
	}
}

// period carries over what is left until a duty comes round, from its first falling due on.
func (c *carrier) period(old, new model.Ref) {
	total, there := ticks(c.new.Frame, c.n.Duties[new.Index].Every)
	if !there {
		return
	}
	before, ran := ticks(c.old.Frame, c.o.Duties[old.Index].Every)
	was := c.was[part(program.Period, old)]
	left := total
	if ran {
		left = max(0, total-(before-was))
	}
	c.is[part(program.Period, new)] = left
	if !ran || left != was {
		if !ran {
			was = -1
		}
		c.note(Rhythm, new, model.None, scaled(was, c.new.Tick), left*c.new.Tick)
	}
}

// scaled is ticks in days; what is not said stays so.
func scaled(n, tick int) int {
	if n < 0 {
		return n
	}
	return n * tick
}

// byDate carries over what is left until a date, with the days for which it stood still.
func (c *carrier) byDate(old, new model.Ref) {
	to := part(program.ByDate, new)
	was, there := c.was[part(program.ByDate, old)]
	if !there || was == 0 || c.n.Duties[new.Index].By == nil {
		return
	}
	stood := was - (int(c.old.Ticks(c.o.Starts.Days(*c.o.Duties[old.Index].By))) - c.step)
	whole := int(c.new.Ticks(c.n.Starts.Days(*c.n.Duties[new.Index].By)))
	c.is[to] = max(0, whole-c.step+stood)
}
