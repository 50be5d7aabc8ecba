# One direction of the Treaty of Mutual Cooperation and Security between the United States and Japan: Japan is attacked, the United
# States is asked what it owes. The step of time is one year. See README.md.
pact "United States and Japan: the promise of Article V"
starts 1960-01-19

party japan "Japan"
party usa "the United States"
body senate "the Senate" of usa
body congress "Congress" of usa

source text "Treaty of Mutual Cooperation and Security between the United States of America and Japan" {
  published 1960-01-19
}
source literature "the literature on Article V" { }

open least_act "May the United States find that no action is necessary?" {
  some_act, own_judgement
  cite text 5 paraphrased
  cite literature inferred
}
open domestic_step "What waits for the constitutional provisions and processes of the United States?" {
  any_act, armed_force
  cite text 5 paraphrased
  cite literature inferred
}

act attack_in_area "attack in the territories under the administration of Japan" by outsider {
  cite text 5 paraphrased
}
act attack_outside_area "attack Japan's forces or ships outside those territories" by outsider {
  cite text 5 inferred
}
act use_armed_force "use armed force for Japan" by usa {
  when assist is due and authorisation is granted
  cite text 5 inferred
}
act assist_otherwise "meet the danger by other means" by usa {
  when assist is due and (domestic_step is armed_force or authorisation is granted)
  cite text 5 inferred
}

instrument treaty "Treaty of Mutual Cooperation and Security" {
  between japan, usa
  in force once signed and ratification is approved
  cite text 8 paraphrased

  # No time is stated, so none stands here.
  duty assist {
    usa must any of use_armed_force, assist_otherwise
    upon attack_in_area
    against attack_in_area
    for japan
    cite text 5 paraphrased
  }
  power deem_unnecessary {
    usa may excuse assist
    when least_act is own_judgement
    cite literature inferred
  }
  power leave {
    usa may terminate treaty
    on notice of 1 year
    when first_term is ended
    cite text 10 paraphrased
  }
}

# Not an instrument of its own: the first ten years, during which Article X lets nobody go.
instrument first_term "the first ten years" {
  between japan, usa
  in force once treaty is in force
  expires after 10 years
  cite text 10 paraphrased
}

decision ratification "The Senate consents to the treaty" {
  senate decides approved or refused
  once treaty is signed
  cite text 8 paraphrased
}
decision authorisation "Congress decides on what needs its consent" {
  congress decides granted or refused
  once assist is due
  cite text 5 paraphrased
}

reading letter "As the words go: it would act, by its constitutional provisions and processes" {
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
check "Japan cannot bring it about by itself that help is owed" {
  japan can ensure assist is due
  expect fails
}
check "nobody can leave before ten years and a year's notice" {
  never treaty is ended and first_term is in force
}

scenario "June 1970: the ten years are over and nobody gives notice" {
  japan signs treaty  usa signs treaty
  on 1960-06-22  senate decides approved on ratification
  expect treaty is in force and first_term is in force
  on 1971-06-23  expect first_term is ended and treaty is in force and leave is unused
}
scenario "An attack on ships far from Japan" {
  japan signs treaty  usa signs treaty
  senate decides approved on ratification
  on day 3600  outsider does attack_outside_area  expect assist is dormant
}
