figure-of = { $place }：{ $value }
no-data = 沒有 { $place } 的數字。
only = { $place
