package main

import (
	"testing"
	"testing/fstest"
)

const (
	mb       = 1 << 20
	meminfo  = "MemTotal:       16000000 kB\nMemFree:         1000000 kB\nMemAvailable:    8192000 kB\n" // 8000 MB
	noLimits = "Limit                     Soft Limit           Hard Limit           Units\n" +
		"Max data size             unlimited            unlimited            bytes\n" +
		"Max address space         unlimited            unlimited            bytes\n"
	status = "VmPeak:\t 2000000 kB\nVmSize:\t  102400 kB\nVmData:\t   51200 kB\n" // 100 MB, 50 MB
)

// The least of all limits counts: of the system, of the groups around us in both versions, of the process.
func TestMemoryIsBoundedByWhoeverBoundsIt(t *testing.T) {
	for name, c := range map[string]struct {
		files map[string]string
		want  int64 // in MB
	}{
		"no limits": {map[string]string{"proc/meminfo": meminfo, "proc/self/limits": noLimits, "proc/self/status": status}, 8000},
		"version 2": {map[string]string{
			"proc/meminfo": meminfo, "proc/self/cgroup": "0::/user/job\n",
			"sys/fs/cgroup/user/job/memory.max": "524288000\n", "sys/fs/cgroup/user/job/memory.current": "104857600\n"}, 400},
		"version 2, of which a cache can be given back": {map[string]string{
			"proc/meminfo": meminfo, "proc/self/cgroup": "0::/job\n",
			"sys/fs/cgroup/job/memory.max": "524288000", "sys/fs/cgroup/job/memory.current": "104857600",
			"sys/fs/cgroup/job/memory.stat": "anon 5\ninactive_file 52428800\nactive_file 7\n"}, 450},
		"version 2, bounded further up": {map[string]string{
			"proc/meminfo": meminfo, "proc/self/cgroup": "0::/a/b/c\n",
			"sys/fs/cgroup/a/b/c/memory.max": "max\n", "sys/fs/cgroup/a/memory.max": "209715200\n"}, 200},
		"version 2, in a container": {map[string]string{
			"proc/meminfo": meminfo, "proc/self/cgroup": "0::/../../docker/12ab\n",
			"sys/fs/cgroup/memory.max": "314572800", "sys/fs/cgroup/memory.current": "0"}, 300},
		"version 2, without a limit": {map[string]string{
			"proc/meminfo": meminfo, "proc/self/cgroup": "0::/job\n", "sys/fs/cgroup/job/memory.max": "max\n"}, 8000},
		"version 1": {map[string]string{
			"proc/meminfo": meminfo, "proc/self/cgroup": "12:cpu,cpuacct:/x\n5:memory:/job\n1:name=systemd:/\n",
			"sys/fs/cgroup/memory/job/memory.limit_in_bytes": "629145600\n", "sys/fs/cgroup/memory/job/memory.usage_in_bytes": "314572800\n",
			"sys/fs/cgroup/memory/job/memory.stat": "inactive_file 1\ntotal_inactive_file 104857600\n"}, 400},
		"version 1, without a limit": {map[string]string{
			"proc/meminfo": meminfo, "proc/self/cgroup": "5:memory:/\n", "sys/fs/cgroup/memory/memory.limit_in_bytes": "9223372036854771712\n"}, 8000},
		"both versions": {map[string]string{
			"proc/meminfo": meminfo, "proc/self/cgroup": "5:memory:/job\n0::/job\n",
			"sys/fs/cgroup/memory/job/memory.limit_in_bytes": "1073741824", "sys/fs/cgroup/unified/job/memory.max": "734003200"}, 700},
		"more taken than allowed": {map[string]string{
			"proc/meminfo": meminfo, "proc/self/cgroup": "0::/job\n",
			"sys/fs/cgroup/job/memory.max": "104857600", "sys/fs/cgroup/job/memory.current": "104857601"}, 0},
		"address space": {map[string]string{"proc/meminfo": meminfo, "proc/self/status": status,
			"proc/self/limits": "Max data size   unlimited  unlimited  bytes\nMax address space   1153433600  unlimited  bytes\n"}, 1000},
		"data": {map[string]string{"proc/meminfo": meminfo, "proc/self/status": status,
			"proc/self/limits": "Max data size   157286400  unlimited  bytes\nMax address space   1153433600  unlimited  bytes\n"}, 100},
	} {
		system := fstest.MapFS{}
		for file, text := range c.files {
			system[file] = &fstest.MapFile{Data: []byte(text)}
		}
		if got := leftFor(system); got != c.want*mb {
			t.Errorf("%s: %d MB and %d bytes, want %d MB", name, got/mb, got%mb, c.want)
		}
		if got, want := shareOf(system), max(c.want*mb/10*7, 1); got != want {
			t.Errorf("%s: %d of it are taken, want %d", name, got, want)
		}
	}
	if got := shareOf(fstest.MapFS{}); got != 1<<30 {
		t.Errorf("%d where nothing is told", got)
	}
}
