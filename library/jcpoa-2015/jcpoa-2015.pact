# The plan of action on Iran's nuclear programme from implementation on: the commitments of both sides, the mechanism for disputes and
# the return of the United Nations sanctions. Day 0 is Implementation Day. The step of time is five days. How the plan came into
# operation and how it was to end is in implementation.pact. See README.md.
pact "Joint Comprehensive Plan of Action: the dispute mechanism"
starts 2016-01-16

party iran "Iran"
party usa "the United States"
party europe "the European participants" plural
party others "Russia and China"
body council "the Security Council"

source plan_text "Joint Comprehensive Plan of Action" { published 2015-07-14 }
source resolution "Security Council resolution 2231 (2015)" { published 2015-07-20 }
source council_2020 "letters of members of the Council on the notification of August 2020" {
  published 2020-09-21
}
source council_2025 "the Council's debates of September 2025" { published 2025-09-26 }

open path "Must a participant go through the dispute mechanism before it notifies the Council?" {
  through_the_mechanism, straight_to_the_council
  cite plan_text 36, 37 paraphrased
  cite resolution 11 paraphrased
  cite council_2025 paraphrased
}
open complainant "Which participant goes to the Joint Commission?" {
  europe_complains, usa_complains, iran_complains
  cite plan_text 36 paraphrased
}
open cease_at_once "May Iran cease at once when the national sanctions are re-imposed?" {
  no, yes
  cite plan_text 26 paraphrased
}
open standing "May a participant notify the Council after it has ceased to take part?" {
  no, yes
  cite resolution 11 paraphrased
  cite council_2020 paraphrased
}

fact complaint "An issue of significant non-performance" {
  none, made, settled, notified
  cite plan_text 36 paraphrased
}
fact us_role "The United States in the plan" { takes_part, has_left }
fact assent_usa "The United States and a resolution to continue the relief" { opposed, not_opposed }
fact assent_europe "France and the United Kingdom and such a resolution" { opposed, not_opposed }
fact vote "A resolution to continue the relief" { not_adopted, adopted }

act exceed_limits "exceed the limits on the nuclear programme" by iran {
  cite plan_text 1 paraphrased
}
act reimpose_us_sanctions "re-impose the national sanctions" by usa {
  when us_role is takes_part
  us_role becomes has_left
  cite plan_text 26 paraphrased
}
act complain_by_iran "refer an issue to the Joint Commission" by iran {
  when complaint is none and complainant is iran_complains
  complaint becomes made
  cite plan_text 36 paraphrased
}
act complain_by_usa "refer an issue to the Joint Commission" by usa {
  when complaint is none and complainant is usa_complains and us_role is takes_part
  complaint becomes made
  cite plan_text 36 paraphrased
}
act complain_by_europe "refer an issue to the Joint Commission" by europe {
  when complaint is none and complainant is europe_complains
  complaint becomes made
  cite plan_text 36 paraphrased
}
act be_satisfied_as_iran "take the issue as resolved" by iran {
  when complaint is made and complainant is iran_complains
  complaint becomes settled
  cite plan_text 36 paraphrased
}
act be_satisfied_as_usa "take the issue as resolved" by usa {
  when complaint is made and complainant is usa_complains
  complaint becomes settled
  cite plan_text 36 paraphrased
}
act be_satisfied_as_europe "take the issue as resolved" by europe {
  when complaint is made and complainant is europe_complains
  complaint becomes settled
  cite plan_text 36 paraphrased
}
act notify_by_usa "notify the Council of significant non-performance" by usa {
  when (us_role is takes_part or standing is yes)
    and (
      (complaint is made and complainant is usa_complains and review is ended)
      or (complaint is not notified and path is straight_to_the_council)
    )
  complaint becomes notified
  cite plan_text 36 paraphrased
  cite resolution 11 paraphrased
}
act notify_by_europe "notify the Council of significant non-performance" by europe {
  when (complaint is made and complainant is europe_complains and review is ended)
    or (complaint is not notified and path is straight_to_the_council)
  complaint becomes notified
  cite plan_text 36 paraphrased
  cite resolution 11 paraphrased
}
act let_pass_as_usa "let a resolution to continue the relief pass" by usa {
  when thirty_days is in force and assent_usa is opposed
  assent_usa becomes not_opposed
  cite plan_text 37 paraphrased
}
act let_pass_as_europe "let a resolution to continue the relief pass" by europe {
  when thirty_days is in force and assent_europe is opposed
  assent_europe becomes not_opposed
  cite plan_text 37 paraphrased
}
act adopt "adopt a resolution to continue the relief" by council {
  when thirty_days is in force
    and assent_usa is not_opposed
    and assent_europe is not_opposed
    and vote is not_adopted
  vote becomes adopted
  cite plan_text 37 paraphrased
  cite resolution 11 paraphrased
}

# In force from the first day, as is the relief: day 0 is the day of the verifier's report, and what led to it is in
# implementation.pact.
instrument plan "Joint Comprehensive Plan of Action" {
  between iran, usa, europe, others
  in force once us_role is takes_part
  cite plan_text 34 paraphrased

  ban keep_limits {
    iran must not exceed_limits
    for usa, europe, others
    in return for un_relief, keep_us_relief
    cite plan_text 1 paraphrased
  }
  ban keep_us_relief {
    usa must not reimpose_us_sanctions
    for iran
    in return for keep_limits
    cite plan_text 26 paraphrased
  }
  power iran_ceases {
    iran may terminate plan
    when un_relief is ended
      or (complaint is made and complainant is iran_complains and review is ended)
    cite plan_text 36, 37 paraphrased
  }
  power iran_ceases_at_once {
    iran may terminate plan
    when cease_at_once is yes and keep_us_relief is breached
    cite plan_text 26 paraphrased
  }
}

instrument un_relief "the lifting of the United Nations sanctions" {
  between iran, usa, europe, others
  in force once plan is in force
  ends once thirty_days is ended and vote is not_adopted
  cite resolution 7, 11, 12 paraphrased
}

# Not instruments of their own: the clocks of paragraphs 36 and 37.
instrument at_commission "fifteen days in the Joint Commission" {
  between iran, usa, europe, others
  in force once complaint is made
  expires after 15 days
  cite plan_text 36 paraphrased
}
instrument at_ministers "fifteen days with the ministers or the Advisory Board" {
  between iran, usa, europe, others
  in force once at_commission is ended and complaint is not settled
  expires after 15 days
  cite plan_text 36 paraphrased
}
instrument review "five more days in the Joint Commission" {
  between iran, usa, europe, others
  in force once at_ministers is ended and complaint is not settled
  expires after 5 days
  cite plan_text 36 paraphrased
}
instrument thirty_days "thirty days after the notification" {
  between iran, usa, europe, others
  in force once complaint is notified
  expires after 30 days
  cite plan_text 37 paraphrased
  cite resolution 11 paraphrased
}
reading the_plan "The mechanism first, and only by those who take part" {
  path is through_the_mechanism  standing is no
}
reading the_resolution "The notification is all that is required" {
  path is straight_to_the_council  standing is no
}
reading usa_2020 "As the United States held in 2020" {
  path is straight_to_the_council  standing is yes
}
reading europe_by_the_plan "The European participants use the mechanism" {
  path is through_the_mechanism  standing is no  complainant is europe_complains
}
reading usa_by_the_plan "The United States uses the mechanism" {
  path is through_the_mechanism  standing is no  complainant is usa_complains
}
reading iran_by_the_plan "Iran uses the mechanism" {
  path is through_the_mechanism  standing is no  complainant is iran_complains
}

purpose "The limits are kept and the relief lasts" { keep_limits and un_relief and keep_us_relief }

check "the European participants alone can bring the United Nations sanctions back" {
  europe can ensure un_relief is ended
  in reading europe_by_the_plan
}
check "so can the United States while it takes part" {
  usa can ensure un_relief is ended
  in reading usa_by_the_plan
}
check "Iran, Russia, China and the Council together cannot keep the relief" {
  iran, others, council can avoid un_relief is ended
  in reading europe_by_the_plan
  expect fails
}
check "Iran's own complaint brings nothing back and takes nothing from the others: it can only end its part" {
  never un_relief is ended
  if nobody keeps
  in reading iran_by_the_plan
}
check "Iran has no means to get the national relief back" {
  us_role is has_left leads to us_role is takes_part
  if all but usa keep
  expect fails
}
check "an issue can be through the mechanism after 35 days" {
  complaint is made leads to review is ended or complaint is settled within 35 days
  in reading the_plan
}
check "and no sooner" {
  complaint is made leads to review is ended or complaint is settled within 30 days
  in reading the_plan
  expect fails
}
check "the sanctions are back 30 days after a notification, or the relief was continued" {
  complaint is notified leads to un_relief is ended or vote is adopted within 30 days
}
check "and no sooner, so that 65 days is the least" {
  complaint is notified leads to un_relief is ended or vote is adopted within 25 days
  in reading europe_by_the_plan
  expect fails
}
check "who has left cannot notify" {
  never notify_by_usa and us_role is has_left
  if nobody keeps
  in reading the_resolution
}
check "by the other reading it can" {
  possible notify_by_usa and us_role is has_left
  if nobody keeps
  in reading usa_2020
}

scenario "The least path, stage by stage" {
  given path is through_the_mechanism, complainant is europe_complains
  europe does complain_by_europe  expect at_commission is in force
  on day 15  expect at_commission is in force
  on day 20  expect at_commission is ended and at_ministers is in force
  on day 30  expect at_ministers is in force
  on day 35  expect at_ministers is ended and review is in force
  on day 40  expect review is ended
  europe does notify_by_europe  expect thirty_days is in force
  on day 70  expect thirty_days is in force and un_relief is in force
  on day 75  expect un_relief is ended and plan is in force
}
scenario "2018 to 2025, if paragraph 26 gives no right of its own and the mechanism of January 2020 counts" {
  given path is through_the_mechanism, complainant is europe_complains, cease_at_once is no
  on 2018-05-08  usa does reimpose_us_sanctions  expect keep_us_relief is breached
  on 2019-07-08  iran does exceed_limits  expect keep_limits is breached
  on 2020-01-14  europe does complain_by_europe
  on 2025-08-28  europe does notify_by_europe  expect thirty_days is in force
  on 2025-09-19  expect vote is not_adopted and un_relief is in force
  on 2025-10-05  expect un_relief is ended
}
scenario "2025, if the notification is all that is required" {
  given path is straight_to_the_council
  on 2025-08-28  europe does notify_by_europe  expect thirty_days is in force
  on 2025-10-05  expect un_relief is ended
  iran uses iran_ceases  expect plan is ended
}
scenario "2018 and 2019, if paragraph 26 gives a right to cease" {
  given cease_at_once is yes
  on 2018-05-08  usa does reimpose_us_sanctions
  on 2019-07-08  iran uses iran_ceases_at_once  expect plan is ended and un_relief is in force
  iran does exceed_limits  expect not keep_limits was breached
}
scenario "If Iran had gone through the mechanism in 2018" {
  given complainant is iran_complains
  on 2018-05-08  usa does reimpose_us_sanctions
  on 2018-05-13  iran does complain_by_iran
  on 2018-07-01  expect review is ended and us_role is has_left
  iran uses iran_ceases  expect plan is ended and un_relief is in force
}
