// Package architecture holds the tests of the structure of the module: which folder may import
// which, and what stands at the top level.
package architecture
