package main

import "os"

func main() {
	collectLess(growth)
	os.Exit(run(os.Args[1:], newConsole()))
}
