package diag

import (
	"fmt"
	"strings"
)

// longestWord bounds the work spent on a word nobody can have meant for a name.
const longestWord = 80

// Nearest finds the candidate that a misspelt word most likely stands for: the one at the smallest edit
// distance, at most 2 and for words of up to four letters at most 1, counting a swap of neighbours as one
// edit. Of equals the first wins. It returns "" if none is near.
func Nearest(word string, candidates []string) string {
	best, distance := "", 3
	switch {
	case len(word) < 2 || len(word) > longestWord:
		return ""
	case len(word) < 5:
		distance = 2
	}
	for _, c := range candidates {
		if c == word {
			continue
		}
		if d := editDistance(word, c, distance-1); d < distance {
			best, distance = c, d
		}
	}
	return best
}

// editDistance is the number of insertions, deletions, substitutions and swaps of neighbours that make b
// of a; more than limit is only known to be more than limit.
func editDistance(a, b string, limit int) int {
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	var before []int
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		next := make([]int, len(b)+1)
		next[0] = i
		for j := 1; j <= len(b); j++ {
			next[j] = min(row[j]+1, next[j-1]+1, row[j-1]+differ(a[i-1], b[j-1]))
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				next[j] = min(next[j], before[j-2]+1)
			}
		}
		before, row = row, next
	}
	return row[len(b)]
}

func differ(x, y byte) int {
	if x == y {
		return 0
	}
	return 1
}

// DidYouMean is the second half of a complaint about a word: a near one, or all there are if they are few.
func DidYouMean(word string, candidates []string) string {
	if near := Nearest(word, candidates); near != "" {
		return fmt.Sprintf("; did you mean %q?", near)
	}
	switch n := len(candidates); {
	case n == 0:
		return "; there is none"
	case n <= 14:
		return "; there is " + strings.Join(candidates, ", ")
	}
	return ""
}
