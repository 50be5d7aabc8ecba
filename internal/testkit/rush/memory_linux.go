package rush

import (
	"fmt"
	"os"
)

// memory is what a process holds, in bytes; 0 is this one.
func memory(process int) int64 {
	if process == 0 {
		process = os.Getpid()
	}
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", process))
	if err != nil {
		return 0
	}
	var all, resident int64
	if _, err := fmt.Sscan(string(text), &all, &resident); err != nil {
		return 0
	}
	return resident * int64(os.Getpagesize())
}
