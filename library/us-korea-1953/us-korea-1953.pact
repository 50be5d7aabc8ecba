# One direction of the Mutual Defense Treaty between the United States and the Republic of Korea: the Republic is attacked, the
# United States is asked what it owes. The step of time is one year. See README.md.
pact "United States and Republic of Korea: the promise of Article III"
starts 1953-10-01

party korea "the Republic of Korea"
party usa "the United States"
body senate "the Senate" of usa
body congress "Congress" of usa

source text "Mutual Defense Treaty between the United States of America and the Republic of Korea" {
  published 1953-10-01
}
source literature "the literature on Article III" { }

open least_act "May the United States find that no action is necessary?" {
  some_act, own_judgement
  cite text 3 paraphrased
  cite literature inferred
}
open domestic_step "What waits for the constitutional processes of the United States?" {
  any_act, armed_force
  cite text 3 paraphrased
  cite literature inferred
}

act attack_in_area "attack the Republic of Korea in the Pacific area, in territory under its control or recognized as lawfully so" by outsider {
  cite text 3 paraphrased
}
act attack_outside_area "attack the Republic of Korea elsewhere" by outsider {
  cite text 3 inferred
}
act use_armed_force "use armed force for the Republic of Korea" by usa {
  when assist is due and authorisation is granted
  cite text 3 inferred
}
act assist_otherwise "meet the danger by other means" by usa {
  when assist is due and (domestic_step is armed_force or authorisation is granted)
  cite text 3 inferred
}

instrument treaty "Mutual Defense Treaty" {
  between korea, usa
  in force once signed and ratification is approved
  cite text 5 paraphrased

  # No time is stated, so none stands here.
  duty assist {
    usa must any of use_armed_force, assist_otherwise
    upon attack_in_area
    against attack_in_area
    for korea
    cite text 3 paraphrased
  }
  power deem_unnecessary {
    usa may excuse assist
    when least_act is own_judgement
    cite literature inferred
  }
  power leave { usa may terminate treaty  on notice of 1 year  cite text 6 paraphrased }
}

decision ratification "The Senate consents to the treaty" {
  senate decides approved or refused
  once treaty is signed
  cite text 5 paraphrased
}
decision authorisation "Congress decides on what needs its consent" {
  congress decides granted or refused
  once assist is due
  cite text 3 paraphrased
}

reading letter "As the words go: it would act, by its constitutional processes" {
  least_act is some_act  domestic_step is any_act
}
reading force_only "Only armed force waits for Congress" {
  least_act is some_act  domestic_step is armed_force
}
reading free_hand "Each judges for itself whether to act" {
  least_act is own_judgement  domestic_step is any_act
}

purpose "The treaty is in force" { treaty is in force }

check "an attack in the area is answered within a year (it need not be)" {
  attack_in_area and treaty is in force leads to assist is performed within 1 year
  in reading force_only
  expect fails
}
check "an attack outside the area alone obliges nobody" {
  attack_outside_area and treaty is in force leads to assist is due
  expect fails
}
check "the Republic of Korea cannot bring it about by itself that help is owed" {
  korea can ensure assist is due
  expect fails
}

scenario "November 2010, if the shelling is read as an armed attack and the naval exercise as the answer" {
  given domestic_step is armed_force
  korea signs treaty  usa signs treaty
  expect treaty is draft
  on 1954-01-26  senate decides approved on ratification
  expect treaty is in force
  on 2010-11-23  outsider does attack_in_area  expect assist is due
  on 2010-11-28  usa does assist_otherwise  expect assist is performed in time
}
scenario "An attack, and no vote in Congress: three years later the promise is still not broken" {
  given least_act is some_act
  given domestic_step is any_act
  korea signs treaty  usa signs treaty
  senate decides approved on ratification
  on day 720  outsider does attack_in_area
  on day 1800  expect assist is due and not assist was breached and authorisation is asked
}
scenario "Notice, and a year later nothing is owed" {
  korea signs treaty  usa signs treaty
  senate decides approved on ratification
  on day 360  usa uses leave
  on day 1080  expect treaty is ended
  outsider does attack_in_area  expect assist is dormant
}
