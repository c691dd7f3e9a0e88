module matcalc

go 1.26

