# The loop, the map of touchpoints and the matrix as tools.
maps-tools = Filter the map
maps-matrix-tools = Filter the matrix
maps-stage = Stage
maps-platform = Platform
maps-role = Serves to
maps-initiator = Begun by
maps-pillar-role = Part it plays
maps-intent = Intent
maps-all = all
maps-from = Way from
maps-to = to
maps-choose = choose
maps-clear = Show everything
maps-keys = Arrow keys go from one to the next.
maps-node = { $name }, { $number } { $stage }
maps-cell = { $pillar }: { $role }, { $stage }
maps-gaps = What is missing
touchpoints-gap-stage = No touchpoint: nothing says where buyer and brand meet in this stage.
touchpoints-gap-end = Nothing leads on from here. Name what comes next.
touchpoints-gap-island = Nothing leads here, and nothing leads on.
matrix-gap-none = No pillar serves it.
matrix-gap-supporting = Pillars support it, none is made for it.
js-maps-shown = { $shown } of { $total } touchpoints shown
js-maps-shown-pillars = { $shown } of { $total } pillars shown
js-maps-way = { $count ->
    [one] One step: { $way }
   *[other] { $count } steps: { $way }
}
js-maps-no-way = No way leads from { $from } to { $to }.
js-maps-leads-to = leads to { $names }
js-maps-comes-from = reached from { $names }
js-maps-and-then = { $a } → { $b }
