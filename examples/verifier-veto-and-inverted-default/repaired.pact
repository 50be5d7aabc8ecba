pact "Relief follows unless the inspector objects, and an objection can be met"
starts 2026-01-01

party basin "the Basin"
party league "the League"
body inspector "the river inspector"

fact dam "The dam" { closed, opened }

act open_dam "open the dam" by basin { when dam is closed  dam becomes opened }
act mend_gates "mend what the inspector named" by basin { }
act lift_tolls "lift the tolls" by league { }

instrument water "Water treaty" {
  between basin, league
  in force once signed
  expires after 720 days

  duty release { basin must open_dam within 60 days  for league }
  # An objection costs the Basin work and time, not the relief.
  duty cure { basin must mend_gates within 60 days  once report is objection  for league }
  duty relief {
    league must lift_tolls within 60 days
    once report is no_objection or report is lapsed or cure is performed
    for basin
  }
  power recourse_of_league {
    league may terminate water
    when release is breached or cure is breached
  }
  power recourse_of_basin { basin may terminate water  when relief is breached }
}

decision report "The inspector may object" {
  inspector decides no_objection or objection
  once release is performed
  within 60 days
}

purpose "The dam is open and the tolls are lifted" { release is performed and relief is performed }
