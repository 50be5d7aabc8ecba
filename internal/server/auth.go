package server

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/servanda-lang/servanda/internal/httpsig"
	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/server/wire"
)

// signed are the components that a signature has to cover; content-digest besides where there is a body.
var signed = []string{"@method", "@authority", "@path", "@query"}

// unknown is what is told of a signature that does not hold; why is safe to be told.
func unknown(why, mend string) *wire.Problem {
	return problem(http.StatusUnauthorized, "the request is not signed as it has to be", why, mend)
}

// who finds out who makes a request. A request that is not signed and of no session is nobody's.
func (s *Server) who(r *http.Request) (Caller, *httpsig.Signature, error) {
	all, err := httpsig.Read(r)
	if err != nil {
		return Caller{}, nil, unknown(err.Error(), "sign it as RFC 9421 has it")
	}
	for _, sig := range all {
		if sig.Tag == wire.Tag {
			c, err := s.owner(r, sig)
			return c, sig, err
		}
	}
	for _, session := range s.c.Sessions {
		key, ok, err := session(r)
		if err != nil {
			return Caller{}, nil, err
		}
		if ok {
			c, err := s.caller(r, key)
			return c, nil, err
		}
	}
	return Caller{public: s.c.Public}, nil, nil
}

// owner is whose signature it is, if it holds and is new.
func (s *Server) owner(r *http.Request, sig *httpsig.Signature) (Caller, error) {
	key, err := ledger.ParseKeyURI(sig.KeyID)
	if err != nil {
		return Caller{}, unknown("its keyid is no key: "+err.Error(), "write servanda-key: and the public key, percent-encoded")
	}
	if sig.Alg != "" && sig.Alg != httpsig.Algorithm {
		return Caller{}, unknown("its alg is not "+httpsig.Algorithm, "sign it with the key that was admitted")
	}
	for _, name := range signed {
		if !slices.Contains(sig.Covers, name) {
			return Caller{}, unknown("it does not cover "+name, "a signature covers @method, @authority, @path and @query, and content-digest if there is a body")
		}
	}
	if err := s.recent(sig); err != nil {
		return Caller{}, err
	}
	c, err := s.caller(r, key)
	if err != nil {
		return Caller{}, err
	}
	if !sig.Holds(key.Key) {
		return Caller{}, unknown("the signature does not hold", "sign what is sent, for the host that it is sent to; a proxy between must leave host, path and query as they are")
	}
	return c, nil
}

// caller is the owner of a key in the role that the ledger gives it.
func (s *Server) caller(r *http.Request, key ledger.Public) (Caller, error) {
	roster, err := s.c.Store.Roster(r.Context())
	if err != nil {
		return Caller{}, err
	}
	role := roster.Role(key)
	if role == ledger.RoleNobody {
		return Caller{}, unknown("the key "+key.Number()+" is not admitted to this ledger, or was retired", "who keeps the log admits keys: servanda ledger admit")
	}
	return Caller{key, role, s.c.Public}, nil
}

// recent holds the time of a signature to the window, and to the start of this server: what it does not remember it does not take.
func (s *Server) recent(sig *httpsig.Signature) error {
	now := s.now()
	switch {
	case sig.Created.IsZero() || sig.Nonce == "" || len(sig.Nonce) > 128:
		return unknown("it has no created, or no nonce of 1 to 128 characters", "give both: they keep others from sending it again")
	case sig.Created.Before(now.Add(-s.limits.Window)) || sig.Created.After(now.Add(s.limits.Window)):
		return unknown(fmt.Sprintf("it was made at %s, and it is %s", sig.Created.Format(time.RFC3339), now.UTC().Format(time.RFC3339)),
			fmt.Sprintf("a signature is good for %s; sign anew, and see to the clock", s.limits.Window))
	case sig.Created.Before(s.began):
		return unknown("it was made before the server began to remember what it has seen", "sign anew")
	}
	return nil
}

// body reads the body of a signed request, holds it to the digest that was signed, and puts it back to be read again.
func (s *Server) body(r *http.Request, sig *httpsig.Signature) error {
	if r.Body == nil || r.Body == http.NoBody {
		return nil
	}
	text, err := io.ReadAll(r.Body)
	var much *http.MaxBytesError
	if errors.As(err, &much) {
		return problem(http.StatusRequestEntityTooLarge, "the request is too large", fmt.Sprintf("a body has at most %d bytes", s.limits.Body), "hand in fewer events at a time")
	}
	if err != nil {
		return problem(http.StatusBadRequest, "the request breaks off", "its body could not be read to the end", "send it again")
	}
	r.Body = io.NopCloser(bytes.NewReader(text))
	if len(text) == 0 {
		return nil
	}
	if !slices.Contains(sig.Covers, "content-digest") {
		return unknown("it does not cover content-digest, and there is a body", "sign the digest of the body too (RFC 9530)")
	}
	if err := httpsig.CheckDigest(r, text); err != nil {
		return unknown(err.Error(), "send the body that was signed")
	}
	return nil
}

// nonces remembers which signatures were seen as long as they are good.
type nonces struct {
	mu   sync.Mutex
	seen [2]map[[32]byte]bool // of this turn, and of the last
	turn time.Time
}

// mostNonces is how many are remembered at once.
const mostNonces = 1 << 18

// use notes a signature; false if it was seen before. It is remembered for at least two windows: a clock may be ahead by one.
func (n *nonces) use(sig *httpsig.Signature, now time.Time, window time.Duration) (isNew bool, err error) {
	name := sha256.Sum256([]byte(sig.KeyID + "\n" + sig.Nonce))
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.seen[0] == nil || now.Sub(n.turn) > 2*window {
		n.seen[1], n.seen[0], n.turn = n.seen[0], map[[32]byte]bool{}, now
	}
	if n.seen[0][name] || n.seen[1][name] {
		return false, nil
	}
	if len(n.seen[0]) >= mostNonces {
		return false, busy("more requests were signed than can be remembered")
	}
	n.seen[0][name] = true
	return true, nil
}
