package parser

var errorTexts = []struct{ input, want string }{}
