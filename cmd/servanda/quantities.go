package main

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

var duration = regexp.MustCompile(`^\s*([0-9]{1,6})\s*(day|week|month|year)s?\s*$`)

// parseDays reads a duration as the language writes it: "3 days".
func parseDays(text string) (int, error) {
	m := duration.FindStringSubmatch(text)
	if m == nil {
		return 0, fmt.Errorf("%q is not a duration; write it like \"3 days\" or \"1 week\"", text)
	}
	n, _ := strconv.Atoi(m[1]) // six digits at most
	n *= map[string]int{"day": 1, "week": 7, "month": 30, "year": 360}[m[2]]
	if n == 0 {
		return 0, fmt.Errorf("%q is no time at all; the shortest step is 1 day", text)
	}
	return n, nil
}

var amountOfMemory = regexp.MustCompile(`^\s*([0-9]{1,9})\s*([kmgKMG]?)(?:i?[bB])?\s*$`)

// parseMemory reads an amount of memory: "200MB", "2G", or a bare number of bytes.
func parseMemory(text string) (int64, error) {
	m := amountOfMemory.FindStringSubmatch(text)
	if m == nil {
		return 0, fmt.Errorf("%q is not an amount of memory; write it like \"200MB\" or \"2GB\"", text)
	}
	n, _ := strconv.ParseInt(m[1], 10, 64) // nine digits at most
	n *= map[string]int64{"": 1, "k": 1e3, "m": 1e6, "g": 1e9}[strings.ToLower(m[2])]
	if n <= 0 {
		return 0, fmt.Errorf("%q leaves no memory to work in", text)
	}
	return n, nil
}
