//go:build !unix

package families

import "time"

var start = time.Now()

// used is the time of the clock where that of the processor is not told.
func used() time.Duration { return time.Since(start) }
