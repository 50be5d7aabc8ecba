# The Memorandum of Agreement between the United States and Israel of the day of the treaty of peace: what the United States promises
# should the treaty be broken. No paragraph that is modelled states a time, so the step of time is one day. See README.md.
pact "United States and Israel: the memorandum of March 1979"
starts 1979-03-26

party israel "Israel"
party usa "the United States"
body congress "Congress" of usa

source text "Memorandum of Agreement between the Governments of the United States of America and the State of Israel" {
  published 1979-03-26
}
source press "press reports of the day" { published 1979-03-28 }

fact peace_treaty "The treaty of peace" { observed, broken, shown_broken }

act attack_in_area "break the treaty of peace, or threaten to" by outsider {
  when peace_treaty is observed
  peace_treaty becomes broken
  cite text 2 paraphrased
}
act find_violation "be satisfied that the treaty was broken" by usa {
  when memorandum is in force and peace_treaty is broken
  peace_treaty becomes shown_broken
  cite text 2 paraphrased
  cite press paraphrased
}
act consult "consult the parties on how to stop the violation" by usa {
  when consultation is due
  cite text 2 paraphrased
}
act use_armed_force "take military measures" by usa {
  when assist is due and authorisation is granted
  cite text 2, 3 paraphrased
}
act assist_otherwise "take diplomatic or economic measures" by usa {
  when assist is due
  cite text 2 paraphrased
}

instrument memorandum "Memorandum of Agreement" {
  between israel, usa
  in force once signed

  duty consultation {
    usa must consult
    upon find_violation
    against peace_treaty is broken
    for israel
    cite text 2 paraphrased
  }
  duty assist {
    usa must any of use_armed_force, assist_otherwise
    upon find_violation
    against peace_treaty is broken
    at its discretion
    for israel
    cite text 2, 3 paraphrased
  }
}

decision authorisation "Congress decides on what needs its consent" {
  congress decides granted or refused
  once assist is due
  cite text "preamble" paraphrased
}

purpose "A violation is met" { assist is performed }

check "a violation obliges the United States to anything (it need not)" {
  peace_treaty is broken leads to consultation is due or assist is due
  expect fails
}
check "Israel can bring it about that a violation is met (it cannot)" {
  israel can ensure assist is performed
  expect fails
}
check "with the United States' own finding all of it is possible" { possible assist is performed }

scenario "A violation that is not shown to the satisfaction of the United States" {
  israel signs memorandum  usa signs memorandum
  expect memorandum is in force
  on day 30  outsider does attack_in_area
  on day 3600  expect assist is dormant and consultation is dormant
}
scenario "A violation that is shown, and measures that are deemed appropriate" {
  israel signs memorandum  usa signs memorandum
  on day 30  outsider does attack_in_area
  on day 31  usa does find_violation  expect assist is due and consultation is due
  usa does consult  usa does assist_otherwise
  expect consultation is performed in time and assist is performed in time
}
