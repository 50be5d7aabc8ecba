pact "Help for who was raided"
starts 2026-06-01

party isle "the Isle"
party crown "the Crown"

fact shore "The shore of the Isle" { quiet, raided }
act raid "raid the Isle" by outsider { when shore is quiet  shore becomes raided }
act call "call for help" by isle { when shore is raided }
act send_ships "send ships" by crown { }

instrument pledge "Pledge of assistance" {
  between isle, crown
  in force once signed
  expires after 360 days

  duty assist {
    crown must send_ships within 30 days
    upon call
    for isle
    against shore is raided
  }
}

purpose "The pledge is in force" { pledge is in force }
