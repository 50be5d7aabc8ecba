package ledger

import (
	"fmt"
	"strings"
)

// Role is what the owner of a key is to a ledger. It stands in the entry that admits the key, signed by the log, so that everybody can
// verify who was allowed what, and from which entry on. A key has one role; to change it, it is retired and admitted again.
type Role uint8

// The roles.
const (
	RoleNobody   Role = iota // was not admitted, or is retired
	RoleParty                // is bound by what the record is about
	RoleReporter             // says what happened
	RoleObserver             // reads
	RoleWitness              // cosigns
	RoleMediator             // stands between the parties
	RoleLog                  // keeps the record; its key is that of the ledger, and nothing admits it
)

var roleNames = [...]string{"nobody", "party", "reporter", "observer", "witness", "mediator", "log"}

func (r Role) String() string { return roleNames[r] }

// Said is a role with its article.
func (r Role) Said() string {
	switch r {
	case RoleNobody:
		return "nobody"
	case RoleObserver:
		return "an observer"
	case RoleLog:
		return "the log"
	}
	return "a " + r.String()
}

// Reports tells whether who has the role may make entries.
func (r Role) Reports() bool {
	return r == RoleParty || r == RoleReporter || r == RoleMediator || r == RoleLog
}

// Roles lists the roles in which a key can be admitted.
func Roles() []Role { return []Role{RoleParty, RoleReporter, RoleObserver, RoleWitness, RoleMediator} }

// ParseRole reads a role in which a key can be admitted.
func ParseRole(text string) (Role, error) {
	var names []string
	for _, r := range Roles() {
		if r.String() == text {
			return r, nil
		}
		names = append(names, r.String())
	}
	return RoleNobody, fmt.Errorf("there is no role %q; the roles are %s", text, strings.Join(names, ", "))
}

// Fits says why a key cannot have the role: who cosigns has a key that signs nothing but checkpoints and the requests to a server,
// and who reports another.
func (r Role) Fits(key Public) error {
	switch {
	case r == RoleWitness && key.Algorithm != Cosignature:
		return fmt.Errorf("the key of %s is not that of a witness", key.Name)
	case r != RoleWitness && key.Algorithm == Cosignature:
		return fmt.Errorf("the key of a witness cannot report: that of %s can be admitted as a witness only", key.Name)
	}
	return nil
}
