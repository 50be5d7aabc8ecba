package oracle

import "github.com/servanda-lang/servanda/model"

// IdleDuty: the duty never reads as anything but dormant.
func (w *World) IdleDuty(d model.DutyID) bool {
	return w.physical().Distance(func(s *State) bool { return !dutyIs(s.Duties[d].Status, model.Dormant) }) < 0
}

// IdleBan: the ban never binds.
func (w *World) IdleBan(b model.BanID) bool {
	return w.physical().Distance(func(s *State) bool { return w.binding(s, b) }) < 0
}

// IdlePower: the power can never be used.
func (w *World) IdlePower(u model.PowerID) bool {
	return w.physical().Distance(func(s *State) bool { return w.usable(s, u) || s.Powers[u].Status == Noticed }) < 0
}
