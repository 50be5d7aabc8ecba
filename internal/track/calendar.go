package track

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"
	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/words"
)

// reminders are how long before a last day it is called to mind, as durations of RFC 5545.
var reminders = []string{"-P7D", "-P1D"}

// Calendar writes what is due by a date as a calendar (RFC 5545): a day-long entry on each last day, with reminders a week and
// a day before. What is late stands on its last day, and says so. The same standing gives the same bytes, and an entry keeps
// its UID as long as the promise has the same last day, so that a calendar that is read again replaces what it has.
func (s *Standing) Calendar(w io.Writer) error {
	if s.Pact.Starts.IsZero() {
		return errors.New("the pact says no date on which it starts, so there is nothing to write into a calendar; add \"starts 2026-01-01\"")
	}
	v := view{s, words.Speaker{Pact: s.Pact}}
	cal := ics.NewCalendar()
	cal.SetProductId("-//servanda//track//EN")
	cal.SetMethod(ics.MethodPublish)
	cal.SetXWRCalName(s.Pact.Title)
	for i := range s.Due {
		if d := &s.Due[i]; d.Item.Deadline >= 0 {
			v.entry(cal, d)
		}
	}
	return cal.SerializeTo(w, ics.WithNewLineWindows)
}

// entry is the last day of a promise.
func (v *view) entry(cal *ics.Calendar, d *Told[Due]) {
	p := v.Standing.Pact
	duty := &p.Duties[d.Item.Duty]
	last := p.Starts.Plus(d.Item.Deadline)
	uid := sha256.Sum256([]byte(p.Title + "\x00" + duty.Name + "\x00" + last.String() + "\x00" + d.Where))
	e := cal.AddEvent(hex.EncodeToString(uid[:12]) + "@servanda")
	e.SetDtStampTime(time.Date(last.Year(), last.Month(), last.Day(), 0, 0, 0, 0, time.UTC))
	e.SetAllDayStartAt(last.Time)
	e.SetAllDayEndAt(p.Starts.Plus(d.Item.Deadline + 1).Time)
	e.SetTimeTransparency(ics.TransparencyTransparent)
	what := course.Capital(v.Who(duty.Obligor)) + ": " + v.Task(duty)
	if d.Item.Breached || d.Item.Left < 0 {
		what = "Late: " + what
	}
	e.SetSummary(what)
	text := v.due(&d.Item) + "."
	if d.Where != "" {
		text += " Only " + d.Where + "."
	}
	e.SetDescription(text + fmt.Sprintf("\nAs it stood on %s, by %s.", v.date(v.Day), strings.TrimSpace(count(v.Reports, "report", "reports"))))
	if d.Item.Breached {
		return
	}
	for _, before := range reminders {
		a := e.AddAlarm()
		a.SetAction(ics.ActionDisplay)
		a.SetTrigger(before)
		a.SetProperty(ics.ComponentPropertyDescription, what)
	}
}
