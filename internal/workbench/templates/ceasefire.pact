# A ceasefire with a line to pull back from, in steps that each side takes after the other's, and monitors who find breaches.
# Try this: take away `power south_ends`, and see which promises have no teeth any more.
pact "Template: a ceasefire with a pull-back and monitors"
starts 2026-01-01

party north "the North"
party south "the South"
body monitors "the monitors"

fact guns_north "The North's guns" { at_the_line, behind_it }
fact guns_south "The South's guns" { at_the_line, behind_it }

act pull_north "pull its guns back" by north {
  when guns_north is at_the_line
  guns_north becomes behind_it
}
act pull_south "pull its guns back" by south {
  when guns_south is at_the_line
  guns_south becomes behind_it
}
act bring_north "bring its guns forward again" by north {
  when guns_north is behind_it
  guns_north becomes at_the_line
}
act bring_south "bring its guns forward again" by south {
  when guns_south is behind_it
  guns_south becomes at_the_line
}
act let_in_north "let the monitors in" by north { }
act let_in_south "let the monitors in" by south { }

instrument ceasefire "Ceasefire" {
  between north, south
  in force once signed
  expires after 360 days

  duty south_back {
    south must pull_south within 30 days
    for north
    in return for guns_north is behind_it
  }
  duty north_back {
    north must pull_north within 30 days
    once south_back is performed
    for south
    in return for guns_south is behind_it
  }
  duty open_north { north must let_in_north within 30 days  for south }
  duty open_south { south must let_in_south within 30 days  for north }

  power south_ends {
    south may terminate ceasefire
    when north_back is breached or open_north is breached or finding is breach_by_the_north
  }
  power north_ends {
    north may terminate ceasefire
    when south_back is breached or open_south is breached or finding is breach_by_the_south
  }
}

decision finding "The monitors report" {
  monitors decides no_breach or breach_by_the_north or breach_by_the_south
  once ceasefire is in force
  within 60 days
}

purpose "Both sides' guns are behind the line" {
  guns_north is behind_it and guns_south is behind_it
}
