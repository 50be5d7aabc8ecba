package program

// The statuses as they are kept. They are finer than the words of the language: how an instrument ended,
// whether a duty was performed in time, and whether an excuse can go away again decide what follows.
const (
	iDraft = iota
	iInForce
	iSuspended
	iEndedByTerm
	iEndedOtherwise
)

const (
	dDormant = iota
	dDue
	dPaused // was due when its instrument was suspended; reads as dormant
	dInTime
	dLate
	dBreached
	dLapsed
	dExcusedWhile // by `unless`: comes back when that no longer holds
	dExcused
	dDormantAgain // came back without its `once`: its period runs on
)

const (
	qUnasked = iota
	qAsked
	qLapsed
	qValue // the first value; the others follow
)

const (
	pUnused = iota
	pNoticed
	pUsed
)

// The same for who carries a state over into the program of another text.
const (
	TextDraft, TextInForce, TextSuspended, TextEndedByTerm, TextEnded = iDraft, iInForce, iSuspended, iEndedByTerm, iEndedOtherwise

	DutyDormant, DutyDue, DutyPaused, DutyInTime, DutyLate             = dDormant, dDue, dPaused, dInTime, dLate
	DutyBreached, DutyLapsed, DutyExcusedWhile, DutyExcused, DutyAgain = dBreached, dLapsed, dExcusedWhile, dExcused, dDormantAgain

	Unasked, Asked, Undecided, FirstValue = qUnasked, qAsked, qLapsed, qValue

	PowerUnused, PowerNoticed, PowerUsed = pUnused, pNoticed, pUsed
)
