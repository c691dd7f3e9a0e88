package parser

import "strings"

// A remark is what a person is told of a name, or of several.
type remark struct{ one, several string }

var (
	readAsMatrix = &remark{"is read as a matrix", "are read as matrices"}
	readAsScalar = &remark{"is read as a scalar", "are read as scalars"}
	readAsVector = &remark{"is read as a vector", "are read as vectors"}
	readAsRow    = &remark{"is read as a row", "are read as rows"}
	notUsed      = &remark{"is declared but does not occur", "are declared but do not occur"}
)

// remarks are the names on which there is the same remark, in the order of the first name.
type remarks []struct {
	*remark
	names []string
}

func (r *remarks) add(name string, what *remark) {
	for i := range *r {
		if about := &(*r)[i]; about.remark == what {
			about.names = append(about.names, name)
			return
		}
	}
	*r = append(*r, struct {
		*remark
		names []string
	}{what, []string{name}})
}

// toldNames is the number of names that are told one by one.
const toldNames = 8

// note makes notes of the remarks: one for each name, or one for all where there are many.
func (r remarks) note(e *elaborator) {
	for _, about := range r {
		if more := len(about.names) - toldNames; more > 1 {
			e.note("%s and %d more %s", strings.Join(about.names[:toldNames], ", "), more, about.several)
			continue
		}
		for _, name := range about.names {
			e.note("%s %s", name, about.one)
		}
	}
}
