# A pact to measure with, of the shape that people write: three instruments in steps of one day, with reports every month.
pact "An armistice with monthly reports"
starts 2026-03-01

party north "the North"
party south "the South"
party states "the neutral states" plural

fact line "The line" { crossed, cleared }
fact prisoners "The prisoners" { held, home }
fact mines "The mines" { laid, mapped }

act clear "clear the line" by north { when line is crossed  line becomes cleared  irreversible }
act release "send the prisoners home" by south {
  when prisoners is held
  prisoners becomes home
  irreversible
}
act map "hand over the maps of the mines" by north {
  when mines is laid
  mines becomes mapped
  irreversible
}
act report "report to both" by states { when commission is in force }
act fire "open fire" by north, south { when armistice is in force }

instrument armistice "Armistice" {
  between north, south
  in force once signed

  duty clearing {
    north must clear within 10 days
    for south
    in return for release_all
  }
  ban hold_fire_north { north must not fire  for south  in return for hold_fire_south }
  ban hold_fire_south { south must not fire  for north  in return for hold_fire_north }
  power denounce {
    south may terminate armistice
    on notice of 7 days
    when hold_fire_north is breached
  }
}

instrument commission "Terms of the commission" {
  between north, south, states
  in force once signed and armistice is in force
  expires after 60 days

  duty monthly {
    states must report within 10 days
    every 30 days
    for north, south
  }
}

instrument exchange "Agreement on prisoners and mines" {
  between north, south
  in force once signed

  duty release_all {
    south must release within 15 days
    once clearing is performed and commission is in force
    for north
    in return for map_all
  }
  duty map_all {
    north must map within 12 days
    once release_all is performed
    for south
  }
}

purpose "The line is clear, the prisoners are home and the mines are mapped" {
  line is cleared and prisoners is home and mines is mapped
}
