package machine

import "github.com/servanda-lang/servanda/model"

// The statuses as they are kept. They are finer than the words of the language: how an instrument ended,
// whether a duty was performed in time, and whether an excuse can go away again decide what follows.
const (
	iDraft int32 = iota
	iInForce
	iSuspended
	iEndedByTerm
	iEndedOtherwise
	iCount
)

const (
	dDormant int32 = iota
	dDue
	dPaused // was due when its instrument was suspended; reads as dormant
	dInTime
	dLate
	dBreached
	dLapsed
	dExcusedWhile // by `unless`: comes back when that no longer holds
	dExcused
	dCount
)

const (
	qUnasked int32 = iota
	qAsked
	qLapsed
	qValue // the first value; the others follow
)

const (
	pUnused int32 = iota
	pNoticed
	pUsed
	pCount
)

func instrumentStatus(v int32) model.InstrumentStatus {
	switch v {
	case iDraft:
		return model.Draft
	case iInForce:
		return model.InForce
	case iSuspended:
		return model.Suspended
	}
	return model.Ended
}

func dutyStatus(v int32) model.DutyStatus {
	switch v {
	case dDormant, dPaused:
		return model.Dormant
	case dDue:
		return model.Due
	case dInTime, dLate:
		return model.Performed
	case dBreached:
		return model.Breached
	case dLapsed:
		return model.Lapsed
	}
	return model.Excused
}
