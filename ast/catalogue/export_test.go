package catalogue

// Build builds the tables, as the first use does.
var Build = build
