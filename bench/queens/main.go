// Command queens counts the ways to put N queens on a board of N×N fields with package bdd, and prints their number, the user
// CPU seconds that it took, and the nodes. buddy/queens.c makes the same functions in the same order with BuDDy.
package main

import (
	"fmt"
	"os"
	"strconv"
	"syscall"

	"github.com/servanda-lang/servanda/internal/bdd"
)

func main() {
	n, err := 10, error(nil)
	if len(os.Args) > 1 {
		n, err = strconv.Atoi(os.Args[1])
	}
	if err != nil || n < 1 {
		fmt.Fprintln(os.Stderr, "usage: queens [N]")
		os.Exit(2)
	}
	s := bdd.New(0)
	all := queens(s, n)
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	cube := bdd.True
	for level := n*n - 1; level >= 0; level-- {
		cube = s.And(cube, s.Var(uint32(level)))
	}
	fmt.Printf("%.0f %.2f %d\n", s.Assignments(all, cube), float64(used.Utime.Nano())/1e9, s.Size())
}

// queens is where one stands in each row, and none threatens another.
func queens(s *bdd.Space, n int) bdd.Ref {
	all := bdd.True
	for r := range n {
		some := bdd.False
		for c := range n {
			some = s.Or(some, s.Var(uint32(r*n+c)))
		}
		all = s.And(all, some)
	}
	for r := range n {
		for c := range n {
			all = s.And(all, alone(s, n, r, c))
		}
	}
	return all
}

// alone is: a queen on the field rules out each other field in its row, its column and its diagonals.
func alone(s *bdd.Space, n, row, column int) bdd.Ref {
	out := bdd.True
	for r := range n {
		for c := range n {
			if (r != row || c != column) && (r == row || c == column || r+c == row+column || r-c == row-column) {
				out = s.And(out, s.And(s.Var(uint32(row*n+column)), s.Var(uint32(r*n+c))).Not())
			}
		}
	}
	return out
}
