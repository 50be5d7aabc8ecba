package ledger

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
)

// Roster says who may do what, by the keys that the log's key has admitted and retired so far.
type Roster struct {
	log  Public
	keys map[string]Role // by the texts of keys that were ever admitted; RoleNobody if they are retired
}

// NewRoster is the roster of a log in which nobody is admitted yet.
func NewRoster(log Public) *Roster { return &Roster{log, map[string]Role{}} }

// Copy is the same roster once more.
func (r *Roster) Copy() *Roster { return &Roster{r.log, maps.Clone(r.keys)} }

// Admitted gives the keys that are admitted, and those that are retired, each in the order of their texts.
func (r *Roster) Admitted() (now, before []string) {
	for k, role := range r.keys {
		if role != RoleNobody {
			now = append(now, k)
		} else {
			before = append(before, k)
		}
	}
	slices.Sort(now)
	slices.Sort(before)
	return now, before
}

// Role is the role of a key: RoleNobody if it is not admitted, or no more.
func (r *Roster) Role(key Public) Role {
	if key.Is(r.log) {
		return RoleLog
	}
	return r.keys[key.String()]
}

// keyLine is what an entry about a key says. Without a role it admits a party, as all entries did before there were roles.
type keyLine struct {
	Key  string `json:"key"`
	Role string `json:"role,omitempty"`
}

// KeyStatement is what the log signs to admit a key in a role, or to retire it. A key that is admitted again after it was retired
// needs another statement, so the position in the log is part of its name.
func KeyStatement(kind string, key Public, role Role, position int64) Statement {
	says := keyLine{Key: key.String()}
	if kind == KindAdmit && role != RoleParty {
		says.Role = role.String()
	}
	line, err := json.Marshal(says)
	if err != nil {
		panic(err) // a text can be written
	}
	return Statement{Kind: kind, ID: fmt.Sprintf("%s:%08x:%d", kind, key.KeyHash(), position), Line: line}
}

// IsAboutKeys reports whether a kind is one that changes the roster.
func IsAboutKeys(kind string) bool { return kind == KindAdmit || kind == KindRetire }

// Take checks that who made a statement may make it, and follows what it says about keys.
func (r *Roster) Take(s Statement) error {
	if !IsAboutKeys(s.Kind) {
		return r.mayReport(s.Reporter)
	}
	if !s.Reporter.Is(r.log) {
		return fmt.Errorf("%s admits or retires a key, which only the key of the log may", s.Reporter.Name)
	}
	key, role, err := keyOfLine(s.Kind, s.Line)
	if err != nil {
		return err
	}
	now := key.String()
	if (r.keys[now] == RoleNobody) == (role == RoleNobody) {
		return fmt.Errorf("the key %s of %s is in that state already", short(key), key.Name)
	}
	r.keys[now] = role
	return nil
}

// mayReport says why the owner of a key may not report.
func (r *Roster) mayReport(key Public) error {
	role := r.Role(key)
	if role.Reports() {
		return nil
	}
	if role != RoleNobody {
		return fmt.Errorf("the key %s of %s is that of %s, who does not report", short(key), key.Name, role.Said())
	}
	if _, was := r.keys[key.String()]; was {
		return fmt.Errorf("the key %s of %s was retired", short(key), key.Name)
	}
	return fmt.Errorf("the key %s of %s was not admitted to this ledger", short(key), key.Name)
}

// keyOfLine reads the key that an entry is about, and the role that it has from there on.
func keyOfLine(kind string, line []byte) (Public, Role, error) {
	var k keyLine
	if err := json.Unmarshal(line, &k); err != nil {
		return Public{}, RoleNobody, errors.New(`an entry about a key has the form {"key": "…"} or {"key": "…", "role": "…"}`)
	}
	key, err := ParsePublic(k.Key)
	if err != nil {
		return key, RoleNobody, err
	}
	role := RoleParty
	switch {
	case kind == KindRetire && k.Role != "":
		return key, RoleNobody, errors.New("who is retired has no role")
	case kind == KindRetire:
		return key, RoleNobody, nil
	case k.Role != "":
		if role, err = ParseRole(k.Role); err != nil {
			return key, RoleNobody, err
		}
	}
	return key, role, role.Fits(key)
}

// short is the number of a key, as people compare it.
func short(p Public) string { return fmt.Sprintf("%08x", p.KeyHash()) }

// Number is the short number of a key as it is shown.
func (p Public) Number() string { return short(p) }
