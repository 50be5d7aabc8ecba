pact "A pledge of two years, for guns that are melted down"
starts 2026-01-01

party ridge "the Ridge"
party shore "the Shore"

fact guns "The guns of the Ridge" { mounted, melted }

act melt "melt down the guns" by ridge { when guns is mounted  guns becomes melted  irreversible }
act land "land troops" by shore { }

instrument pledge "the Pledge" {
  between ridge, shore
  in force once signed
  expires after 720 days
  ban no_landing { shore must not land  for ridge }
}

instrument disarming "the Disarming" {
  between ridge, shore
  in force once pledge is in force
  duty melting {
    ridge must melt within 90 days
    for shore
    in return for no_landing
  }
  power land_back { ridge may terminate disarming  when no_landing was breached }
}

purpose "The guns are gone" { guns is melted }
