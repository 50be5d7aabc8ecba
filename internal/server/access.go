package server

import (
	"context"

	"github.com/servanda-lang/servanda/internal/ledger"
)

// Right is what a caller may be allowed to do.
type Right uint8

// The rights.
const (
	Anybody      Right = iota // what everybody may who can reach the server
	ReadRecord                // read entries, proofs, checkpoints
	ReadStanding              // read where everyone stands, which the server works out
	Report                    // hand in events
	SayText                   // make an entry that says which text the record is about
	Cosign                    // hand in a cosignature
)

func (r Right) String() string {
	return [...]string{"anybody", "read the record", "read the standing", "report", "say which text is in force", "cosign"}[r]
}

// rights says what each role may do. docs/server.md has the same as a table, which a test holds to it.
var rights = map[ledger.Role][]Right{
	ledger.RoleLog:      {ReadRecord, ReadStanding, Report, SayText},
	ledger.RoleParty:    {ReadRecord, ReadStanding, Report, SayText},
	ledger.RoleMediator: {ReadRecord, ReadStanding, Report, SayText},
	ledger.RoleReporter: {ReadRecord, ReadStanding, Report},
	ledger.RoleObserver: {ReadRecord, ReadStanding},
	ledger.RoleWitness:  {ReadRecord, Cosign},
}

// mayBe reports whether a role has a right.
func mayBe(role ledger.Role, right Right) bool {
	if right == Anybody {
		return true
	}
	for _, r := range rights[role] {
		if r == right {
			return true
		}
	}
	return false
}

// Caller is who makes a request: the owner of a key that the ledger has admitted, or nobody.
type Caller struct {
	Key    ledger.Public // of nobody: unset
	Role   ledger.Role
	public bool // the record is for everybody to read
}

// May reports whether the caller has a right.
func (c Caller) May(right Right) bool {
	return mayBe(c.Role, right) || right == ReadRecord && c.public
}

// name is what the caller is called in logs: the role and the number of the key.
func (c Caller) name() string {
	if c.Role == ledger.RoleNobody {
		return "nobody"
	}
	return c.Role.String() + " " + c.Key.Number()
}

type callerKey struct{}

// CallerOf is who makes the request of a context.
func CallerOf(ctx context.Context) Caller {
	c, _ := ctx.Value(callerKey{}).(Caller)
	return c
}

func withCaller(ctx context.Context, c Caller) context.Context {
	return context.WithValue(ctx, callerKey{}, c)
}
