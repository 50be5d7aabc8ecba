# How the plan of action came into operation and how it was to end: Finalisation, Adoption, Implementation, Transition and
# Termination Day. The step of time is 90 days. The dispute mechanism is in jcpoa-2015.pact. See README.md.
pact "Joint Comprehensive Plan of Action: from adoption to termination"
starts 2015-07-14

party iran "Iran"
party usa "the United States"
party europe "the European Union"
body council "the Security Council"
body agency "the International Atomic Energy Agency"

source plan_text "Joint Comprehensive Plan of Action" { published 2015-07-14 }
source resolution "Security Council resolution 2231 (2015)" { published 2015-07-20 }

fact measures "Iran's measures (Annex V, 15)" {
  not_taken, taken
  cite plan_text 34 paraphrased
}
fact report "The Agency's report on the measures" {
  none, verified
  cite plan_text 34 paraphrased
}
fact broader_conclusion "The Agency's broader conclusion" {
  not_reached, reached
  cite plan_text 34 paraphrased
}

act take_measures "ship out the material and fill the reactor core" by iran {
  when measures is not_taken
  measures becomes taken
  irreversible
  cite plan_text 34 paraphrased
}
act report_measures "report that the measures are verified" by agency {
  when measures is taken and report is none and plan is in force
  report becomes verified
  cite plan_text 34 paraphrased
}
act reach_conclusion "reach the broader conclusion" by agency {
  when report is verified and broader_conclusion is not_reached
  broader_conclusion becomes reached
  cite plan_text 34 paraphrased
}

# Not an instrument of its own: the ninety days from endorsement to Adoption Day.
instrument to_adoption "the ninety days to Adoption Day" {
  between iran, usa, europe
  in force once endorsement is endorsed
  expires after 90 days
  cite plan_text 34 paraphrased
}
instrument plan "Joint Comprehensive Plan of Action" {
  between iran, usa, europe
  in force once to_adoption is ended
  expires after 10 years
  cite plan_text 34 paraphrased

  # No date is stated.
  duty first_measures {
    iran must take_measures
    for usa, europe
    in return for un_relief, national_relief
    cite plan_text 34 paraphrased
  }
}
instrument un_relief "the lifting of the United Nations sanctions" {
  between iran, usa, europe
  in force once report is verified
  cite resolution 7, 8 paraphrased
}
instrument national_relief "the lifting of the European and US sanctions" {
  between iran, usa, europe
  in force once report is verified
  cite plan_text 34 paraphrased
}
instrument to_transition "the years to Transition Day" {
  between iran, usa, europe
  in force once plan is in force
  ends once broader_conclusion is reached
  expires after 8 years
  cite plan_text 34 paraphrased
}

decision endorsement "The Security Council endorses the plan" {
  council decides endorsed or not_endorsed
  cite plan_text 34 paraphrased
  cite resolution 1 paraphrased
}

purpose "The measures are taken and the sanctions are lifted" {
  measures is taken and un_relief and national_relief
}

check "relief is there in the very moment of the report" {
  never report is verified and plan is in force and (un_relief is draft or national_relief is draft)
}
check "there is no relief without the report" { never un_relief is in force and report is none }
check "between Iran's measures and the report there may be a wait without end" {
  measures is taken leads to report is verified
  expect fails
}

scenario "What happened, 2015 to 2025" {
  on 2015-07-20  council decides endorsed on endorsement
  expect to_adoption is in force and plan is draft
  on 2016-01-16  expect plan is in force and first_measures is due and un_relief is draft
  iran does take_measures  expect un_relief is draft
  agency does report_measures  expect un_relief is in force and national_relief is in force
  # Eight and ten years of 360 days, and steps of 90 days: the two dates below are looked at a step later.
  on 2024-01-16  expect to_transition is ended and plan is in force
  on 2026-01-16  expect plan is ended and un_relief is in force
}
