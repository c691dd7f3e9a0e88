package families

import "time"

// Spent is the processor time that the process has used for what do does, by which a test judges it: unlike the time of the
// clock, it hardly depends on what else the machine is at work on. Tests that run beside each other count together.
func Spent(do func()) time.Duration {
	before := used()
	do()
	return used() - before
}
