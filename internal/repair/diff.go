package repair

import (
	"fmt"
	"strings"
)

// context is how many lines that stay are shown around those that do not.
const around = 2

// Diff is what is different between two texts, line by line, in the form of `diff -u` without its head.
func Diff(old, new string) string {
	a, b := lines(old), lines(new)
	ops := edits(a, b)
	var out strings.Builder
	for i := 0; i < len(ops); {
		if ops[i].kind == ' ' {
			i++
			continue
		}
		from, end := max(i-around, 0), i
		for quiet := 0; end < len(ops) && quiet <= 2*around; end++ {
			quiet++
			if ops[end].kind != ' ' {
				quiet = 0
			}
		}
		for end > i && ops[end-1].kind == ' ' && trailing(ops[:end]) > around {
			end--
		}
		fmt.Fprintf(&out, "@@ line %d @@\n", ops[from].line)
		for _, o := range ops[from:end] {
			out.WriteString(strings.TrimRight(string(o.kind)+" "+o.text, " ") + "\n")
		}
		i = end
	}
	return out.String()
}

// touched is how many lines go or come between two texts.
func touched(old, new string) int {
	n := 0
	for _, e := range edits(lines(old), lines(new)) {
		if e.kind != ' ' {
			n++
		}
	}
	return n
}

func trailing(ops []edit) int {
	n := 0
	for n < len(ops) && ops[len(ops)-1-n].kind == ' ' {
		n++
	}
	return n
}

func lines(s string) []string { return strings.Split(strings.TrimSuffix(s, "\n"), "\n") }

// edit is a line that stays (' '), goes ('-') or comes ('+'); line is its number in the old text.
type edit struct {
	kind byte
	text string
	line int
}

// edits turn one list of lines into another, by a longest common subsequence of what is between a common beginning and end.
func edits(a, b []string) []edit {
	head, tail := 0, 0
	for head < len(a) && head < len(b) && a[head] == b[head] {
		head++
	}
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	var out []edit
	for i := range head {
		out = append(out, edit{' ', a[i], i + 1})
	}
	out = append(out, between(a[head:len(a)-tail], b[head:len(b)-tail], head)...)
	for i := len(a) - tail; i < len(a); i++ {
		out = append(out, edit{' ', a[i], i + 1})
	}
	return out
}

func between(a, b []string, at int) []edit {
	longest := make([][]int, len(a)+1)
	for i := range longest {
		longest[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if longest[i][j] = max(longest[i+1][j], longest[i][j+1]); a[i] == b[j] {
				longest[i][j] = longest[i+1][j+1] + 1
			}
		}
	}
	var out []edit
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			out = append(out, edit{' ', a[i], at + i + 1})
			i, j = i+1, j+1
		case j == len(b) || i < len(a) && longest[i+1][j] >= longest[i][j+1]:
			out = append(out, edit{'-', a[i], at + i + 1})
			i++
		default:
			out = append(out, edit{'+', b[j], at + i + 1})
			j++
		}
	}
	return out
}
