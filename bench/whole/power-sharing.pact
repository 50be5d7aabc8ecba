# A pact to measure with, of the shape that people write: three instruments in steps of one day, all dates within 37 days.
pact "A power-sharing accord"
starts 2026-01-01

party government "the government"
party movement "the movement"
party neighbour "the neighbouring state"
body assembly "the National Assembly" of government

fact arms "The movement's arms" { held, stored }
fact army "The army" { in_the_towns, in_barracks }
fact cabinet "The cabinet" { old, shared }
fact observers "The observers" { absent, present }

act store "store its arms" by movement { when arms is held  arms becomes stored  irreversible }
act withdraw "take the army back to barracks" by government {
  when army is in_the_towns
  army becomes in_barracks
}
act return_to_towns "send the army into the towns" by government {
  when army is in_barracks
  army becomes in_the_towns
}
act appoint "appoint the shared cabinet" by government {
  when cabinet is old and law is adopted
  cabinet becomes shared
  irreversible
}
act send "send observers" by neighbour { when observers is absent  observers becomes present }
act pay "pay the fund for fighters" by neighbour { when observers is present  irreversible }

instrument ceasefire "Ceasefire" {
  between government, movement
  in force once signed

  duty storing {
    movement must store within 20 days
    once army is in_barracks
    for government
    in return for cabinet is shared
  }
  duty barracks {
    government must withdraw by 2026-01-15
    for movement
    in return for arms is stored
  }
  ban stay_back {
    government must not return_to_towns
    for movement
    in return for storing
  }
}

instrument sharing "Agreement on the sharing of power" {
  between government, movement
  in force once signed and ceasefire is in force

  duty cabinet_post {
    government must appoint by 2026-02-06
    once law is adopted
    for movement
    in return for arms is stored
  }
  power walk_out {
    movement may terminate sharing
    on notice of 5 days
    when cabinet is old
  }
}

instrument support "Agreement on observers and support" {
  between government, movement, neighbour
  in force once signed

  duty observing {
    neighbour must send within 10 days
    once ceasefire is in force
    for government, movement
  }
  duty fund {
    neighbour must pay within 15 days
    once arms is stored
    for movement
    in return for storing
  }
}

decision law "The Assembly votes on the law" {
  assembly decides adopted or refused
  once sharing is in force
  within 14 days
}

purpose "The cabinet is shared, the arms are stored and the army is back" {
  cabinet is shared and arms is stored and army is in_barracks
}
