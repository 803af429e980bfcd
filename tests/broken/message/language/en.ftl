figure-of = { $place }: { NUMBER($value) } { $unit ->
    [usd] dollars
   *[other] { $unit }
}
only-here = Fog.
