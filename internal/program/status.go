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
