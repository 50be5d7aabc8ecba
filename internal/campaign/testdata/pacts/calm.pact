pact "A calm promise"
starts 2026-01-01
party host "the Host"
party guest "the Guest"
act greet "greet" by host
instrument welcome "the welcome" {
  between host, guest
  in force once signed
  expires after 4 days
  duty greeting { host must greet within 2 days  for guest }
}
