//go:build !linux

package rush

// memory is not told here.
func memory(int) int64 { return 0 }
