pact "Help if the guarantor finds that it is needed"
starts 2026-01-01

party isle "the Isle"
party crown "the Crown"
body council "the Council" of crown
body court "the Court"

fact shore "The shore of the Isle" { quiet, raided }

act raid "raid the Isle" by outsider { when shore is quiet  shore becomes raided }
act find_raid "find that there was a raid" by council { when shore is raided }
act send_ships "send ships" by crown { }

decision review "The Court looks at what was found" { court decides founded or unfounded  once shore is raided }

instrument pledge "the Pledge" {
  between isle, crown
  in force once signed
  expires after 360 days
  duty assist {
    crown must send_ships within 30 days
    upon find_raid
    for isle
    against shore is raided
  }
  duty report { crown must send_ships within 60 days  once review is founded  for isle }
  power waive { crown may excuse assist }
}

purpose "The pledge is in force" { pledge is in force }
