package main

import (
	"io/fs"
	"os"
	"path"
	"strconv"
	"strings"
)

// What memory there is for us to use is the least of what the system has free, what the control groups we are in may
// still take (https://docs.kernel.org/admin-guide/cgroup-v2.html, and cgroup-v1/memory.html), and what the limits of the process
// leave (getrlimit). All of it is read from files; a system that has none of them tells nothing.

// unlimited is a limit that is none. Version 1 writes such a number, rounded to a page, where version 2 writes "max".
const unlimited = 1 << 60

// defaultMemory leaves room for the rest of the machine.
func defaultMemory() int64 { return shareOf(os.DirFS("/")) }

// shareOf is the memory we take of what the system in a file tree leaves us, where nobody says otherwise.
func shareOf(system fs.FS) int64 {
	if left := leftFor(system); left < unlimited {
		return max(left/10*7, 1)
	}
	return 1 << 30
}

// leftFor is the least of all that bounds our memory.
func leftFor(system fs.FS) int64 {
	return min(systemFree(system), groupsLeave(system), processLeaves(system))
}

// systemFree is what the system could give us now.
func systemFree(system fs.FS) int64 {
	if kb, ok := field(system, "proc/meminfo", "MemAvailable:"); ok {
		return kb << 10
	}
	return unlimited
}

// groupsLeave is what the control groups around us may still take, ours and all that hold it.
func groupsLeave(system fs.FS) int64 {
	text, err := fs.ReadFile(system, "proc/self/cgroup")
	if err != nil {
		return unlimited
	}
	left := int64(unlimited)
	for line := range strings.Lines(string(text)) {
		parts := strings.SplitN(strings.TrimSpace(line), ":", 3)
		if len(parts) != 3 {
			continue
		}
		switch {
		case parts[0] == "0" && parts[1] == "":
			for _, mount := range []string{"sys/fs/cgroup", "sys/fs/cgroup/unified"} {
				left = min(left, hierarchyLeaves(system, mount, parts[2], version2))
			}
		case strings.Contains(","+parts[1]+",", ",memory,"):
			left = min(left, hierarchyLeaves(system, "sys/fs/cgroup/memory", parts[2], version1))
		}
	}
	return left
}

// groupFiles are the names of the files in which a group says what it may take, what it has taken, and what of that
// could be taken back at once.
type groupFiles struct{ limit, used, cached string }

var (
	version1 = groupFiles{"memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file"}
	version2 = groupFiles{"memory.max", "memory.current", "inactive_file"}
)

// hierarchyLeaves looks at a group and at those that hold it. In a container the path may lead to where nothing is
// shown of it: then what is shown at the top counts.
func hierarchyLeaves(system fs.FS, mount, group string, files groupFiles) int64 {
	left := int64(unlimited)
	for at := path.Clean("/" + group); ; at = path.Dir(at) {
		left = min(left, groupLeaves(system, path.Join(mount, at), files))
		if at == "/" {
			return left
		}
	}
}

func groupLeaves(system fs.FS, dir string, files groupFiles) int64 {
	limit, ok := number(system, path.Join(dir, files.limit))
	if !ok || limit >= unlimited {
		return unlimited // "max", or no such file
	}
	used, _ := number(system, path.Join(dir, files.used))
	cached, _ := field(system, path.Join(dir, "memory.stat"), files.cached)
	return max(limit-max(used-cached, 0), 0)
}

// processLeaves is what the limits on the address space and the data of this process leave.
func processLeaves(system fs.FS) int64 {
	left := int64(unlimited)
	for limit, used := range map[string]string{"Max address space": "VmSize:", "Max data size": "VmData:"} {
		text, err := fs.ReadFile(system, "proc/self/limits")
		if err != nil {
			return unlimited
		}
		_, rest, ok := strings.Cut(string(text), limit)
		fields := strings.Fields(rest)
		if !ok || len(fields) == 0 {
			continue
		}
		soft, err := strconv.ParseInt(fields[0], 10, 64)
		if err != nil {
			continue // "unlimited"
		}
		kb, _ := field(system, "proc/self/status", used)
		left = min(left, max(soft-kb<<10, 0))
	}
	return left
}

// number reads a file that holds one number.
func number(system fs.FS, name string) (int64, bool) {
	text, err := fs.ReadFile(system, name)
	if err != nil {
		return 0, false
	}
	n, err := strconv.ParseInt(strings.TrimSpace(string(text)), 10, 64)
	return n, err == nil
}

// field reads the number after a word at the beginning of a line.
func field(system fs.FS, name, word string) (int64, bool) {
	text, err := fs.ReadFile(system, name)
	if err != nil {
		return 0, false
	}
	for line := range strings.Lines(string(text)) {
		fields := strings.Fields(line)
		if len(fields) >= 2 && fields[0] == word {
			n, err := strconv.ParseInt(fields[1], 10, 64)
			return n, err == nil
		}
	}
	return 0, false
}
