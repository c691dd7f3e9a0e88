package simplify

import "matcalc/ast"

// A nodeType is the place of a type of nodes in tables.
type nodeType uint8

// The types of nodes that have arguments, and that of constants, of which some have.
const (
	sumType nodeType = iota
	productType
	hadamardType
	powerType
	entryPowerType
	transposeType
	innerType
	callType
	applyType
	entryType
	indexSumType
	deltaType
	differentialType
	constantType
	typeCount
)

// types has a node of each type.
var types = [typeCount]ast.Node{
	sumType:          (*ast.Add)(nil),
	productType:      (*ast.Mul)(nil),
	hadamardType:     (*ast.Hadamard)(nil),
	powerType:        (*ast.Power)(nil),
	entryPowerType:   (*ast.EntryPower)(nil),
	transposeType:    (*ast.Transpose)(nil),
	innerType:        (*ast.Inner)(nil),
	callType:         (*ast.Call)(nil),
	applyType:        (*ast.Apply)(nil),
	entryType:        (*ast.Entry)(nil),
	indexSumType:     (*ast.IndexSum)(nil),
	deltaType:        (*ast.Delta)(nil),
	differentialType: (*ast.Differential)(nil),
	constantType:     (*ast.Constant)(nil),
}

// typeOf is the type of a node with arguments.
func typeOf(n ast.Node) nodeType {
	switch n.(type) {
	case *ast.Add:
		return sumType
	case *ast.Mul:
		return productType
	case *ast.Hadamard:
		return hadamardType
	case *ast.Power:
		return powerType
	case *ast.EntryPower:
		return entryPowerType
	case *ast.Transpose:
		return transposeType
	case *ast.Inner:
		return innerType
	case *ast.Call:
		return callType
	case *ast.Apply:
		return applyType
	case *ast.Entry:
		return entryType
	case *ast.IndexSum:
		return indexSumType
	case *ast.Delta:
		return deltaType
	case *ast.Differential:
		return differentialType
	}
	return constantType
}
