pact "Relief waits for one inspector's yes"
starts 2026-01-01

party basin "the Basin"
party league "the League"
body inspector "the river inspector"

fact dam "The dam" { closed, opened }

act open_dam "open the dam" by basin { when dam is closed  dam becomes opened }
act lift_tolls "lift the tolls" by league { }

instrument water "Water treaty" {
  between basin, league
  in force once signed
  expires after 360 days

  duty release { basin must open_dam within 60 days  for league }
  duty relief {
    league must lift_tolls within 60 days
    once report is satisfied
    for basin
  }
  power recourse_of_league { league may terminate water  when release is breached }
  power recourse_of_basin { basin may terminate water  when relief is breached }
}

decision report "The inspector reports on the dam" {
  inspector decides satisfied or not_satisfied
  once release is performed
  within 60 days
}

purpose "The dam is open and the tolls are lifted" { release is performed and relief is performed }
