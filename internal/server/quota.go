package server

import (
	"net"
	"net/http"
	"net/netip"
	"sync"
	"time"

	"github.com/servanda-lang/servanda/internal/ledger"
	"golang.org/x/time/rate"
)

// quotas keep one caller from taking what is there for all: requests and bytes a second, of each key, and of each address that is
// nobody's.
type quotas struct {
	mu     sync.Mutex
	limits Limits
	of     map[string]*quota
}

type quota struct {
	requests, bytes *rate.Limiter
	last            time.Time
}

// mostQuotas is how many callers are counted at once; those that were idle for a minute give way.
const mostQuotas = 1 << 14

// take counts a request with so many bytes against a caller's quota.
func (q *quotas) take(who string, bytes int64, now time.Time) error {
	one := q.one(who, now)
	if one == nil {
		return busy("more callers ask than can be counted")
	}
	for _, x := range []struct {
		limiter *rate.Limiter
		n       int
		what    string
	}{{one.requests, 1, "requests"}, {one.bytes, int(min(max(bytes, 0), q.limits.Body)), "bytes"}} {
		r := x.limiter.ReserveN(now, x.n)
		if wait := r.DelayFrom(now); wait > 0 {
			r.CancelAt(now)
			return &later{problem(http.StatusTooManyRequests, "too much at once", "you have sent more "+x.what+" than your quota of a second",
				"wait for as long as Retry-After says, and hand in events many at a time"), wait}
		}
	}
	return nil
}

func (q *quotas) one(who string, now time.Time) *quota {
	q.mu.Lock()
	defer q.mu.Unlock()
	one := q.of[who]
	if one == nil {
		if len(q.of) >= mostQuotas && !q.sweep(now) {
			return nil
		}
		one = &quota{requests: rate.NewLimiter(rate.Limit(q.limits.Rate), q.limits.Burst),
			bytes: rate.NewLimiter(rate.Limit(q.limits.Bytes), int(max(q.limits.Body, int64(q.limits.Bytes))))}
		q.of[who] = one
	}
	one.last = now
	return one
}

// sweep forgets who was idle, and tells whether there was anybody.
func (q *quotas) sweep(now time.Time) bool {
	for who, one := range q.of {
		if now.Sub(one.last) > time.Minute {
			delete(q.of, who)
		}
	}
	return len(q.of) < mostQuotas
}

// whose is under what name a request is counted: the key of the caller, or the address that it comes from (of IPv6 the network of 64
// bits, which is one household's).
func whose(r *http.Request, c Caller) string {
	if c.Role != ledger.RoleNobody {
		return c.Key.String()
	}
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	if at, err := netip.ParseAddr(host); err == nil && at.Unmap().Is6() {
		if p, err := at.Prefix(64); err == nil {
			return p.String()
		}
	}
	return host
}
