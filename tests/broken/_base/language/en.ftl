figure-of = { $place }: { $value }
no-data = No figure for { $place }.
