package main

import (
	"github.com/spf13/pflag"

	"matcalc/rules/verify"
)

// A checking is what the flags say of the numerical check.
type checking struct {
	check    verify.Options
	noVerify bool
}

// addCheckFlags adds what steers the numerical check.
func (k *checking) addCheckFlags(f *pflag.FlagSet) {
	f.BoolVar(&k.noVerify, "no-verify", false, "leave out the numerical check")
	f.Uint64Var(&k.check.Seed, "seed", 0, "the `SEED` of the random points of the check")
	f.IntVar(&k.check.Points, "points", 3, "the `NUMBER` of points of the check")
	f.Float64Var(&k.check.Tolerance, "tolerance", 1e-6, "the greatest relative `ERROR` that the check accepts")
}

// checkable reports values of the flags that no check can be made with.
func (k *checking) checkable() error {
	switch {
	case k.check.Points < 1:
		return &usageError{message: "--points must be at least 1", hint: "--no-verify leaves out the check"}
	case !(k.check.Tolerance > 0):
		return &usageError{message: "--tolerance must be greater than 0", hint: "--no-verify leaves out the check"}
	}
	return nil
}

// asked are the options of the check; nil where it is left out.
func (k *checking) asked() *verify.Options {
	if k.noVerify {
		return nil
	}
	return &k.check
}
