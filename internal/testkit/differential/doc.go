// Package differential holds the engine against the oracle: two readings of the same meaning, made apart
// from each other, on random small pacts.
//
// It has tests only. Each pact goes the whole way: its text is loaded, the model that comes out is the one
// the text was written from, and under every filling of its open points both readings give the same states,
// moves, culprits, findings, answers to checks and shortest courses.
//
// SERVANDA_PACTS sets how many pacts are tried, SERVANDA_FIRST the seed of the first.
package differential
