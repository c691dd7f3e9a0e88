//go:build unix

package families

import (
	"syscall"
	"time"
)

// used is the processor time of the process so far, in its own code and for it in the system.
func used() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
