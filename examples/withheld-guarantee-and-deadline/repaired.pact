pact "Help though the monitors say nothing"
starts 2026-06-01

party isle "the Isle"
party crown "the Crown"
body monitors "the monitors"

fact shore "The shore of the Isle" { quiet, raided }
act raid "raid the Isle" by outsider { when shore is quiet  shore becomes raided }
act send_ships "send ships" by crown { }

# The monitors are asked as soon as there is a raid. They can make help come sooner; if they say nothing for a month, it is owed
# all the same.
decision finding "The finding of the monitors" {
  monitors decides there_was_a_raid
  within 30 days
  once shore is raided
}

instrument pledge "Pledge of assistance" {
  between isle, crown
  in force once signed
  expires after 360 days

  duty assist {
    crown must send_ships within 30 days
    once finding is there_was_a_raid or finding is lapsed
    for isle
    against shore is raided
  }
}

purpose "The pledge is in force" { pledge is in force }
