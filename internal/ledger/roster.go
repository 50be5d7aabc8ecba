package ledger

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
)

// Roster says which keys may report, by what the log's key has admitted and retired so far.
type Roster struct {
	log  Public
	keys map[string]bool // the texts of keys that were ever admitted, and whether they still may report
}

// NewRoster is the roster of a log in which nobody is admitted yet.
func NewRoster(log Public) *Roster { return &Roster{log, map[string]bool{}} }

// Copy is the same roster once more.
func (r *Roster) Copy() *Roster {
	keys := make(map[string]bool, len(r.keys))
	for k, v := range r.keys {
		keys[k] = v
	}
	return &Roster{r.log, keys}
}

// Admitted gives the keys that may report, and those that no more may, each in the order of their texts.
func (r *Roster) Admitted() (now, before []string) {
	for k, may := range r.keys {
		if may {
			now = append(now, k)
		} else {
			before = append(before, k)
		}
	}
	slices.Sort(now)
	slices.Sort(before)
	return now, before
}

// keyLine is what an entry about a key says.
type keyLine struct {
	Key string `json:"key"`
}

// KeyStatement is what the log signs to admit or retire a key. A key that is admitted again after it was retired needs another
// statement, so the position in the log is part of its name.
func KeyStatement(kind string, key Public, position int64) Statement {
	line, err := json.Marshal(keyLine{key.String()})
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
		if s.Reporter.Is(r.log) || r.keys[s.Reporter.String()] {
			return nil
		}
		if _, was := r.keys[s.Reporter.String()]; was {
			return fmt.Errorf("the key %s of %s was retired", short(s.Reporter), s.Reporter.Name)
		}
		return fmt.Errorf("the key %s of %s was not admitted to this ledger", short(s.Reporter), s.Reporter.Name)
	}
	if !s.Reporter.Is(r.log) {
		return fmt.Errorf("%s admits or retires a key, which only the key of the log may", s.Reporter.Name)
	}
	key, err := keyOfLine(s.Line)
	if err != nil {
		return err
	}
	now, may := key.String(), s.Kind == KindAdmit
	if r.keys[now] == may {
		return fmt.Errorf("the key %s of %s is in that state already", short(key), key.Name)
	}
	r.keys[now] = may
	return nil
}

// keyOfLine reads the key that an entry is about.
func keyOfLine(line []byte) (Public, error) {
	var k keyLine
	if err := json.Unmarshal(line, &k); err != nil {
		return Public{}, errors.New(`an entry about a key has the form {"key": "…"}`)
	}
	key, err := ParsePublic(k.Key)
	if err == nil && key.Algorithm != Ed25519 {
		err = errors.New("the key of a witness cannot report")
	}
	return key, err
}

// short is the number of a key, as people compare it.
func short(p Public) string { return fmt.Sprintf("%08x", p.KeyHash()) }

// Number is the short number of a key as it is shown.
func (p Public) Number() string { return short(p) }
