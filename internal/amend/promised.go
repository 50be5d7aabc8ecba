package amend

import (
	"github.com/servanda-lang/servanda/internal/carry"
	"github.com/servanda-lang/servanda/internal/compare"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// What is promised for what one gives. Whether somebody can be left without it can be compared only if it is the same by both texts: where the new
// text promises nothing for it any more, nobody can be left without anything, and that is no gain.

// promised is what the new text promises for a promise of the old one.
type promised uint8

const (
	alike   promised = iota // the same
	another                 // something else, or the same by somebody else
	nothing                 // nothing any more
	more                    // something, and the old text promised nothing
	neither                 // nothing by either
	gone                    // there is no such promise of the same party
)

// returnOf is what a promise of a text is given for.
func returnOf(p *model.Pact, of model.Ref) []model.Cond {
	if of.Kind == model.KindBan {
		return p.Bans[of.Index].Return
	}
	return p.Duties[of.Index].Return
}

// holderOf is whose promise, or whose right, something is.
func holderOf(p *model.Pact, of model.Ref) (id model.ActorID, ok bool) {
	switch of.Kind {
	case model.KindDuty:
		return p.Duties[of.Index].Obligor, true
	case model.KindBan:
		return p.Bans[of.Index].Bound, true
	case model.KindPower:
		return p.Powers[of.Index].Holder, true
	}
	return model.None, false
}

// goesOn reports whether a thing of the old text is in the new one, and with the same holder.
func (c *comparison) goesOn(old model.Ref) (new model.Ref, ok bool) {
	new, ok = c.Things[old]
	if !ok {
		return new, false
	}
	a, held := holderOf(c.Old, old)
	b, _ := holderOf(c.New, new)
	return new, !held || c.Things[ref(model.KindActor, int(a))] == ref(model.KindActor, int(b))
}

// promised says what becomes of what a promise of the old text is given for.
func (c *comparison) promised(old model.Ref) promised {
	new, ok := c.goesOn(old)
	if !ok {
		return gone
	}
	a, b := returnOf(c.Old, old), returnOf(c.New, new)
	switch {
	case len(a) == 0 && len(b) == 0:
		return neither
	case len(b) == 0:
		return nothing
	case len(a) == 0:
		return more
	case !carry.SaysTheSame(c.Old, c.New, c.Things, a, b):
		return another
	}
	for _, term := range a {
		changed := false
		model.Visit(term, func(t model.Cond) {
			if of, ok := model.Subject(t); ok {
				changed = changed || !c.saysWhatItSaid(of)
			}
		})
		if changed {
			return another
		}
	}
	return alike
}

// saysWhatItSaid reports whether a thing that something is given for still is the same promise: of the same party, and to do the same.
func (c *comparison) saysWhatItSaid(old model.Ref) bool {
	new, ok := c.goesOn(old)
	if !ok {
		return false
	}
	switch old.Kind {
	case model.KindDuty:
		return c.sameTask(model.DutyID(old.Index), model.DutyID(new.Index))
	case model.KindBan:
		return c.forbidden(c.Old, model.BanID(old.Index)) == c.forbidden(c.New, model.BanID(new.Index))
	}
	return true
}

// sacrifice reports whether a promise is one that is asked about: by a duty that gives for good, or by a restraint.
func sacrifice(p *model.Pact, of model.Ref) bool {
	return of.Kind == model.KindBan || p.Duties[of.Index].Recurs() || p.Sacrifice(&p.Duties[of.Index])
}

// onlyNew says what it is that somebody can be left with nothing by a promise by the new text alone.
func (c *comparison) onlyNew(new model.Ref) (Sense, string) {
	for old, to := range c.Things {
		if to != new {
			continue
		}
		switch p := c.promised(old); {
		case p == gone:
		case p == more:
			return Other, "By the old text nothing is promised for it at all"
		case p == another || !sacrifice(c.Old, old):
			return Other, "By the old text, where it is promised otherwise, it cannot come to that from here"
		}
	}
	return Worse, "By the old text it cannot come to that from here"
}

// onlyOld says what it is that somebody can be left with nothing by a promise by the old text alone; nothing if that is told as what is
// promised for it no more. given: it has given already.
func (c *comparison) onlyOld(old model.Ref, given bool) (Sense, string) {
	switch p := c.promised(old); {
	case p == nothing || p == gone && given:
		return Worse, ""
	case p == gone:
		return Better, "It cannot come to that any more, for there is no such promise to keep"
	case p == another || !sacrifice(c.New, c.Things[old]):
		return Other, "By the new text, where it is promised otherwise, it cannot come to that; by the old one it could"
	}
	return Better, "It cannot come to that any more"
}

// returns tells of every promise for which something else is promised than before, whether or not it has been kept.
func (c *comparison) returns() {
	for _, k := range []model.Kind{model.KindDuty, model.KindBan} {
		for i := range c.Old.Count(k) {
			c.returned(ref(k, i))
		}
	}
}

func (c *comparison) returned(old model.Ref) {
	was, is := words.Speaker{Pact: c.Old}, words.Speaker{Pact: c.New}
	holder, _ := holderOf(c.Old, old)
	got := func(q words.Speaker, of model.Ref) string {
		return q.Retold(q.Condition(model.And{Terms: returnOf(q.Pact, of)}))
	}
	name := was.Named(old)
	new := c.Things[old]
	switch c.promised(old) {
	case nothing:
		c.add(c.was(holder), Worse, Return, "For "+name+" nothing is promised any more; by the old text it is given for this: "+got(was, old), nil)
	case more:
		c.add(c.was(holder), Better, Return, "For "+name+" something is promised now: "+got(is, new)+"; by the old text nothing", nil)
	case another:
		c.add(c.was(holder), Other, Return, "For "+name+" something else is promised now, or by somebody else: "+got(is, new)+"; by the old text: "+got(was, old), nil)
	case gone:
		if len(returnOf(c.Old, old)) > 0 && c.kept(old) {
			c.add(c.was(holder), Worse, Return, course.Capital(was.Who(holder))+course.Verb(c.Old, holder, " has", " have")+" kept "+name+", and what it was given for is promised no more: "+got(was, old), nil)
		}
	}
}

// kept reports whether a duty of the old text has been performed.
func (c *comparison) kept(old model.Ref) bool {
	for _, it := range c.carried.Items {
		if it.Old == old && (it.Was == "performed" || it.Was == "performed (late)") {
			return true
		}
	}
	return false
}

// texts tells whoever a change of the text concerns of it, whatever comes of it.
func (c *comparison) texts(changes []compare.Change) {
	for i := range changes {
		x := &changes[i]
		if x.Of == model.KindNone {
			continue // what the pact is for is told by itself
		}
		told := map[Party]bool{}
		for side, p := range []*model.Pact{c.Old, c.New} {
			if of := x.Things[side]; of.Kind != model.KindNone {
				for _, who := range c.concerned(p, of) {
					if !told[who] {
						told[who] = true
						c.add(who, Other, Text, "The text: "+x.Text, nil)
					}
				}
			}
		}
	}
}

// concerned lists whom a clause is about; everybody, if it is about no promise or right of anybody.
func (c *comparison) concerned(p *model.Pact, of model.Ref) []Party {
	var ids []model.ActorID
	switch of.Kind {
	case model.KindDuty:
		ids = append([]model.ActorID{p.Duties[of.Index].Obligor}, p.Duties[of.Index].For...)
	case model.KindBan:
		ids = append([]model.ActorID{p.Bans[of.Index].Bound}, p.Bans[of.Index].For...)
	case model.KindPower:
		ids = append([]model.ActorID{p.Powers[of.Index].Holder}, p.Instruments[p.Powers[of.Index].Instrument].Between...)
	default:
		return []Party{everybody}
	}
	var out []Party
	for _, id := range ids {
		if p == c.Old {
			out = append(out, c.was(id))
		} else {
			out = append(out, c.is(id))
		}
	}
	return out
}
