pact "The pass must be open by summer"
starts 2026-02-01

# servanda: accept veto because no text can oblige the weather; what matters is who bears its delay

party canton "the Canton"
party valley "the Valley"

fact pass "The pass" { snowed_in, clear, open }

act thaw "the snow melts" by outsider { when pass is snowed_in  pass becomes clear }
act reopen "reopen the road" by canton { when pass is clear  pass becomes open }

instrument road "Road agreement" {
  between canton, valley
  in force once signed
  expires after 360 days

  duty reopen_pass { canton must reopen within 90 days  for valley }
  power claim { valley may terminate road  when reopen_pass is breached }
}

purpose "The pass is open" { reopen_pass is performed }
