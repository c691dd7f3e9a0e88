package main

import (
	"os"
	"runtime/debug"
)

// How much memory grows, in percent, before the collector runs. Most commands end before it does the
// first time; in large ones it would take as long as all else. In a batch little lives from line to line.
const (
	growth        = 300
	growthInBatch = 800
)

// collectLess lets the collector run less often, unless the user says how often: derivations leave much
// garbage and little that lives, so the memory stays small. restore undoes it.
func collectLess(growth int) (restore func()) {
	if os.Getenv("GOGC") != "" {
		return func() {}
	}
	before := debug.SetGCPercent(growth)
	return func() { debug.SetGCPercent(before) }
}
