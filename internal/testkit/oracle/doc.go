// Package oracle is a second, deliberately naive reading of what an agreement means. Tests hold the
// real engine against it.
//
// Input: *model.Pact, a filling of its open points and the days in a tick. Output: states and moves,
// the games of forcing and avoiding, and the verdicts of the findings and checks.
//
// It shares nothing with the engine but the model. Everything is written as the definitions say it,
// with plain copies of states, strings as keys and loops that run until nothing changes. It is slow on
// purpose: a few thousand states are what it is for.
package oracle
