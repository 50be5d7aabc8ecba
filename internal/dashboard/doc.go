// Package dashboard is what people see and use of a server of ledgers in a browser: where everyone stands, clause by clause, the record
// and who made it, the positions, and the way in.
//
// Input: a server of package server, on which it is mounted (Config.Pages, Config.Sessions), and requests of browsers. Output: pages,
// which are documents of package doc in the HTML of package form, under a Content-Security-Policy (W3C CSP Level 3) that lets
// no script run but two: the one by which passkeys are used (W3C Web Authentication Level 3), and the one by which a browser signs with a key of its own. Nothing is worked out here that is not in the standing or in the record.
//
// Whoever holds a key that the ledger has admitted asks, signed by it, for a link that is good once; opened in a browser it gives a session,
// which is a cookie (RFC 6265bis: HttpOnly, SameSite=Strict, Secure under TLS) and speaks for that key until it ends. A session reads, and
// hands in what was signed elsewhere; it signs nothing. docs/server.md says who may do what.
package dashboard
