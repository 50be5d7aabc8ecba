package workbench

import (
	"crypto/subtle"
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// guarded lets through what comes from this machine, under a name of this machine, and knows the token. Whoever does not know it is
// not told that there is anything here.
func (b *Bench) guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case !fromHere(r) || !ourName(r):
			http.Error(w, "this page is for the machine that it runs on, under its own address", http.StatusForbidden)
		case !ourOrigin(r):
			http.Error(w, "another page cannot ask this one", http.StatusForbidden)
		case !b.knowsToken(r.URL.Path):
			http.Error(w, "there is nothing here: open the address that servanda serve printed", http.StatusNotFound)
		default:
			harden(w.Header())
			next.ServeHTTP(w, r)
		}
	})
}

// fromHere reports whether a request comes from this machine, whatever address is listened on.
func fromHere(r *http.Request) bool {
	at, err := netip.ParseAddrPort(r.RemoteAddr)
	return err == nil && at.Addr().Unmap().IsLoopback()
}

// ourName reports whether a request names this machine and the port that it came to. A name of somebody else's that leads
// here (DNS rebinding) is not ours.
func ourName(r *http.Request) bool {
	host, port, err := net.SplitHostPort(r.Host)
	if err != nil {
		host, port = r.Host, "80"
	}
	if here, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr); ok {
		if _, p, err := net.SplitHostPort(here.String()); err != nil || p != port {
			return false
		}
	}
	if strings.EqualFold(host, "localhost") {
		return true
	}
	at, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return err == nil && at.IsLoopback()
}

// ourOrigin reports whether a request comes from our own page or from no page. A connection must say where it comes from.
func ourOrigin(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	if site := r.Header.Get("Sec-Fetch-Site"); site == "cross-site" && r.Header.Get("Sec-Fetch-Mode") != "navigate" {
		return false
	}
	if origin == "" {
		return r.Header.Get("Upgrade") == ""
	}
	return origin == "http://"+r.Host
}

// knowsToken compares in a time that tells nothing of the token.
func (b *Bench) knowsToken(path string) bool {
	token, _, ok := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	return ok && subtle.ConstantTimeCompare([]byte(token), []byte(b.Token)) == 1
}

// harden forbids the page all that it does not need.
func harden(h http.Header) {
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer") // the address has the token in it
	h.Set("X-Frame-Options", "DENY")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cache-Control", "no-store")
}
