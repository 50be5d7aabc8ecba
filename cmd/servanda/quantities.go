package main

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

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
