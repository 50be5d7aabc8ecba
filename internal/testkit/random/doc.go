// Package random makes small valid agreements for tests: as plain data, and as the text of a file that
// says the same.
//
// Input: a seed. Output: a Case. The same seed gives the same case for ever, as long as this package
// is left alone. The data comes first; the text is written from it.
package random
