# A settlement of three agreements, as two press reports of 13 December 2025 relay it. It was not a text anybody had signed,
# and no text was public. What the reports leave open is an `open` point here; its first value is no guess at the answer, only the
# base from which the others are told apart. Every number of days is a placeholder on one grid of 90 days: only the order of things is
# meant. See README.md.
pact "The framework for Ukraine as reported in December 2025"
starts 2025-12-15

party ukraine "Ukraine"
party russia "Russia"
party usa "the United States"
party europe "Europe (Germany, France, the United Kingdom)"
body congress "Congress" of usa
body voters "Ukraine's electorate" of ukraine
body monitors "the monitoring mission"

# ---- where it comes from ------------------------------------------------------------------------------------------------------

source officials "US officials, unnamed, to one newspaper" { unnamed }
source press "the press report of December 2025" { relays officials }
source president "Ukraine's president, in public" { published 2025-12-11 }
source travel "an interviewer of another newspaper, on an envoy's travel" { }

source report_a "report A: what it relays from the press report" {
  relays press
  sha256 "febab67e9fc4f8d1d2081267ecedf94c196d330293747fac4e9017d990142bce"
}
source speech_in_a "report A: Ukraine's president's remarks" { relays president }
source outlet_a "report A: the outlet's own background lines" { }
source report_b "report B: what it relays from the press report" {
  published 2025-12-13
  relays press
  sha256 "ff36a7efcc45427da96e68225f9ff0c721a0fb37bc7ea6da1f0e29b58a9e1531"
}
source speech_in_b "report B: Ukraine's president's remarks" {
  published 2025-12-13
  relays president
}
source outlet_b "report B: the outlet's own background lines and glosses" { published 2025-12-13 }
source travel_in_b "report B: an envoy's travel" { published 2025-12-13  relays travel }

# ---- what the reports leave open ----------------------------------------------------------------------------------------------

open sequence "How do the three agreements condition one another?" {
  together, separate, guarantee_first, peace_first
  cite outlet_a 3 paraphrased
  cite report_a 8, 13 paraphrased
}
open withdrawal "When do Ukraine's troops leave the contested part of Donbas?" {
  on_peace, after_congress, in_instalments, after_vote
  cite report_b 3 alleged
  cite speech_in_b 11 paraphrased
}
open russian_entry "May Russia's army be in that part afterwards?" {
  barred, allowed
  cite report_a 7 alleged
  cite speech_in_b 11 paraphrased
}
open zone_in_area "Does the guarantee cover that part?" { no, yes }
open watcher "Who watches that part, and who establishes that an attack has happened?" {
  nobody, monitors, guarantor
}
open vote_gates "What waits for the people's vote?" {
  nothing, the_peace
  cite speech_in_a 6 paraphrased
  cite speech_in_b 12 paraphrased
}
open vote_in_war "Can a vote be held before the peace is in force?" {
  possible, not_possible
  cite outlet_a 7 paraphrased
}
open vote_refused "What does a no of the people do to a peace already in force?" {
  nothing, ends_the_peace
}
open least_act "What must a guarantor do at the least?" {
  own_judgement, consultation, supplies
  cite report_a 1, 11, 12 alleged
  cite report_b 3, 5, 6 alleged
}
open how_soon "How soon must it do so?" { 90 days, 0 days }
open duration "How long does the guarantee run?" { 180 days, 360 days }
open us_exit "May the United States leave the guarantee early?" { no, on_notice }
open europe_share "Does Europe owe help of its own under the guarantee?" {
  no, alongside
  cite report_b 4 alleged
}
open no_approval "What happens to the peace if Congress says no or never votes?" {
  nothing, ukraine_may_leave, ends_the_peace
  cite report_a 12 quoted
  cite report_b 6 quoted
}
open payer "Who pays for reconstruction?" {
  usa, europe, both
  cite report_a 15 inferred
  cite report_b 17 inferred
}
open pay_when "When is it paid?" { on_entry, after_withdrawal }
open remedy "May one side of the peace end it when the other breaks it?" { not_said, yes }

# ---- the world ----------------------------------------------------------------------------------------------------------------

fact zone "Who stands in the part of Donbas that Ukraine holds" {
  ukraine, half, nobody, russia
  cite outlet_a 6 paraphrased
  cite speech_in_b 11 paraphrased
}
fact bill "The guarantee before Congress" {
  unsent, sent
  cite report_a 12 quoted
  cite report_b 6 quoted
}
fact proposal "A vote of the people" {
  not_proposed, proposed
  cite report_a 7 paraphrased
  cite report_b 13 paraphrased
}
fact fighting "Who took up fighting, and what came of it" {
  none, begun_by_ukraine, begun_by_russia, established, called, answered
}
fact paid_by_usa "The United States' payment" { open, made }
fact paid_by_europe "Europe's payment" { open, made }

act leave_all "withdraw from the zone" by ukraine {
  when zone is ukraine and peace is in force and withdrawal is not in_instalments
  zone becomes nobody
  irreversible
  cite report_b 3 alleged
  cite speech_in_b 11 paraphrased
}
act leave_first_half "withdraw from the first half of the zone" by ukraine {
  when zone is ukraine and peace is in force and withdrawal is in_instalments
  zone becomes half
  irreversible
  cite report_b 3 inferred
}
act leave_second_half "withdraw from the second half of the zone" by ukraine {
  when zone is half
  zone becomes nobody
  irreversible
  cite report_b 3 inferred
}
act enter_zone "move troops into the zone" by russia {
  when zone is nobody
  zone becomes russia
  cite speech_in_b 11 inferred
}
act attack_by_russia "use force against Ukraine" by russia {
  when peace is not draft and fighting is none
  fighting becomes begun_by_russia
  cite report_a 11 inferred
}
act attack_by_ukraine "use force against Russia" by ukraine {
  when peace is not draft and fighting is none
  fighting becomes begun_by_ukraine
}
act establish_by_monitors "establish that there was an attack" by monitors {
  when watcher is monitors
    and (fighting is begun_by_russia
      or (fighting is none and zone is russia and zone_in_area is yes))
  fighting becomes established
}
act establish_by_usa "establish that there was an attack" by usa {
  when watcher is guarantor
    and (fighting is begun_by_russia
      or (fighting is none and zone is russia and zone_in_area is yes))
  fighting becomes established
}
act call "call on the guarantors" by ukraine {
  when guarantee is in force
    and (fighting is established
      or (watcher is nobody and fighting is begun_by_russia)
      or (watcher is nobody and fighting is none and zone is russia and zone_in_area is yes))
  fighting becomes called
  cite report_a 11 inferred
}
act supplies_from_usa "send supplies" by usa { when fighting is called  fighting becomes answered }
act consult_by_usa "consult, and leave it at that" by usa {
  when least_act is consultation and fighting is called
  fighting becomes answered
}
act supplies_from_europe "send supplies" by europe {
  when europe_share is alongside and (fighting is called or fighting is answered)
}
act send_bill "send the guarantee to Congress" by usa {
  when bill is unsent and guarantee is signed by usa and guarantee is signed by ukraine
  bill becomes sent
  cite report_a 12 quoted
  cite report_b 6 quoted
}
act propose_vote "propose a vote of the people" by ukraine {
  when proposal is not_proposed
    and peace is signed by ukraine
    and (vote_gates is the_peace or withdrawal is after_vote)
  proposal becomes proposed
  cite report_a 7 paraphrased
  cite report_b 13 paraphrased
}
act pay_by_usa "pay for reconstruction" by usa {
  when reconstruction is in force and paid_by_usa is open and payer is not europe
  paid_by_usa becomes made
  irreversible
  cite report_a 15 inferred
}
act pay_by_europe "pay for reconstruction" by europe {
  when reconstruction is in force and paid_by_europe is open and payer is not usa
  paid_by_europe becomes made
  irreversible
}

# ---- the three agreements -----------------------------------------------------------------------------------------------------

instrument peace "the peace agreement" {
  between ukraine, russia
  in force once signed
    and (vote_gates is nothing or vote is yes)
    and (
      (sequence is together
        and reconstruction is signed
        and approval is approved
        and (europe_share is no or guarantee is signed by europe))
      or sequence is separate
      or sequence is peace_first
      or (sequence is guarantee_first and guarantee is in force)
    )
  ends once (vote_refused is ends_the_peace and vote is no)
    or (no_approval is ends_the_peace and (approval is rejected or approval is lapsed))
  cite report_a 8, 13 paraphrased

  duty leave_zone {
    ukraine must leave_all within 90 days
    once withdrawal is on_peace
      or (withdrawal is after_congress and approval is approved)
      or (withdrawal is after_vote and vote is yes)
    for russia
    in return for guarantee is in force, zone is not russia
    cite report_b 3 alleged
    cite speech_in_b 11 paraphrased
    cite report_a 15 inferred
    cite report_b 17 inferred
  }
  duty leave_zone_first_half {
    ukraine must leave_first_half within 90 days
    once withdrawal is in_instalments
    for russia
    in return for bill is sent
    cite report_b 3 inferred
  }
  duty leave_zone_second_half {
    ukraine must leave_second_half within 90 days
    once withdrawal is in_instalments
      and leave_zone_first_half is performed
      and guarantee is in force
    for russia
    in return for guarantee is in force, zone is not russia
    cite report_b 3 inferred
  }
  ban stay_out {
    russia must not enter_zone
    while russian_entry is barred
    for ukraine
    in return for zone is not ukraine
    cite speech_in_b 11 paraphrased
  }
  ban hold_fire_russia {
    russia must not attack_by_russia
    for ukraine
    in return for hold_fire_ukraine
    cite report_a 15 inferred
    cite report_b 17 inferred
  }
  ban hold_fire_ukraine {
    ukraine must not attack_by_ukraine
    for russia
    in return for hold_fire_russia
    cite report_a 15 inferred
    cite report_b 17 inferred
  }
  power leave_for_want_of_approval {
    ukraine may terminate peace
    when no_approval is ukraine_may_leave and (approval is rejected or approval is lapsed)
  }
  power ukraine_ends_peace {
    ukraine may terminate peace
    when remedy is yes and (hold_fire_russia is breached or stay_out is breached)
  }
  power russia_ends_peace {
    russia may terminate peace
    when remedy is yes
      and (hold_fire_ukraine is breached
        or leave_zone is breached
        or leave_zone_first_half is breached
        or leave_zone_second_half is breached)
  }
}

instrument guarantee "the security guarantee" {
  between ukraine, usa, europe
  in force once signed by ukraine
    and signed by usa
    and (europe_share is no or signed by europe)
    and approval is approved
    and (
      (sequence is together
        and peace is signed
        and reconstruction is signed
        and (vote_gates is nothing or vote is yes))
      or sequence is separate
      or sequence is guarantee_first
      or (sequence is peace_first and peace is in force)
    )
  expires after duration
  cite report_a 1, 11, 12, 13 alleged
  cite report_b 3, 4, 5, 6 alleged

  duty help {
    usa must any of supplies_from_usa, consult_by_usa within how_soon
    upon call
    for ukraine
    cite report_a 1, 11, 12 alleged
    cite report_b 3, 5, 6 alleged
  }
  power judge_for_itself {
    usa may excuse help
    when least_act is own_judgement
    cite report_a 11 inferred
  }
  duty help_by_europe {
    europe must supplies_from_europe within how_soon
    upon call
    unless europe_share is no
    for ukraine
    cite report_b 4 alleged
  }
  power leave_guarantee {
    usa may terminate guarantee
    on notice of 90 days
    when us_exit is on_notice
  }
}

instrument reconstruction "the reconstruction agreement" {
  between ukraine, usa, europe
  in force once signed
    and (
      (sequence is together
        and peace is signed
        and approval is approved
        and (europe_share is no or guarantee is signed by europe)
        and (vote_gates is nothing or vote is yes))
      or sequence is separate
      or (sequence is guarantee_first and guarantee is in force)
      or (sequence is peace_first and peace is in force)
    )
  cite report_a 13, 15 paraphrased
  cite report_b 17 inferred

  duty fund_by_usa {
    usa must pay_by_usa within 90 days
    once payer is not europe and (pay_when is on_entry or zone is nobody or zone is russia)
    for ukraine
    in return for hold_fire_russia, hold_fire_ukraine
    cite report_a 15 inferred
    cite report_b 17 inferred
  }
  duty fund_by_europe {
    europe must pay_by_europe within 90 days
    once payer is not usa and (pay_when is on_entry or zone is nobody or zone is russia)
    for ukraine
    in return for hold_fire_russia, hold_fire_ukraine
    cite report_a 15 inferred
  }
}

decision approval "Congress votes on the guarantee" {
  congress decides approved or rejected
  once bill is sent
  within 90 days
  cite report_a 1, 11, 12 alleged
  cite report_b 1, 5, 6 alleged
}

decision vote "The people of Ukraine vote on the compromise" {
  voters decides yes or no
  once proposal is proposed and (vote_in_war is possible or peace is in force)
  within 90 days
  cite speech_in_a 6 paraphrased
  cite speech_in_b 12 paraphrased
  cite outlet_a 7 paraphrased
}

# ---- where the parties are reported to stand ----------------------------------------------------------------------------------

position usa accepts guarantee, reconstruction, leave_zone cite report_a 11, 12, 13, 15 alleged
position usa accepts russian_entry is barred cite speech_in_b 11 paraphrased
position ukraine undeclared leave_zone, stay_out
  cite speech_in_a 6 paraphrased
  cite speech_in_b 11 paraphrased
position ukraine accepts vote cite speech_in_a 6 paraphrased cite speech_in_b 12 paraphrased
position europe accepts vote cite report_a 7 paraphrased cite report_b 13 paraphrased
position russia accepts russian_entry is allowed cite report_a 7 alleged
position russia undeclared peace, guarantee, reconstruction cite outlet_b 18 paraphrased

# ---- ways of reading it -------------------------------------------------------------------------------------------------------

reading one_bargain "One bargain: all three enter into force together" {
  sequence is together  withdrawal is on_peace  russian_entry is barred  zone_in_area is no
  watcher is nobody  vote_gates is nothing  vote_in_war is possible  vote_refused is nothing
  least_act is own_judgement  how_soon is 90 days  duration is 180 days  us_exit is no
  europe_share is no  no_approval is nothing  payer is usa  pay_when is on_entry  remedy is not_said
}
reading reported_only "Three separate agreements, each on its own" {
  sequence is separate  withdrawal is on_peace  russian_entry is barred  zone_in_area is no
  watcher is nobody  vote_gates is nothing  vote_in_war is possible  vote_refused is nothing
  least_act is own_judgement  how_soon is 90 days  duration is 180 days  us_exit is no
  europe_share is no  no_approval is nothing  payer is usa  pay_when is on_entry  remedy is not_said
}
reading guarantee_then_land "The guarantee first, the withdrawal after Congress" {
  sequence is guarantee_first  withdrawal is after_congress  russian_entry is barred
  zone_in_area is yes  watcher is nobody  vote_gates is nothing  vote_in_war is possible
  vote_refused is nothing  least_act is supplies  how_soon is 90 days  duration is 180 days
  us_exit is no  europe_share is no  no_approval is ukraine_may_leave  payer is usa
  pay_when is after_withdrawal  remedy is yes
}
reading land_then_guarantee "The peace and the withdrawal first, the guarantee after them" {
  sequence is peace_first  withdrawal is on_peace  russian_entry is barred  zone_in_area is no
  watcher is nobody  vote_gates is nothing  vote_in_war is possible  vote_refused is nothing
  least_act is own_judgement  how_soon is 90 days  duration is 180 days  us_exit is no
  europe_share is no  no_approval is ukraine_may_leave  payer is usa  pay_when is after_withdrawal
  remedy is not_said
}
reading step_by_step "The withdrawal in two steps, the second after the guarantee" {
  sequence is peace_first  withdrawal is in_instalments  russian_entry is barred  zone_in_area is no
  watcher is nobody  vote_gates is nothing  vote_in_war is possible  vote_refused is nothing
  least_act is supplies  how_soon is 90 days  duration is 180 days  us_exit is no
  europe_share is no  no_approval is ends_the_peace  payer is usa  pay_when is on_entry
  remedy is not_said
}
reading allies_together "One bargain in which Europe helps and pays too" {
  sequence is together  withdrawal is on_peace  russian_entry is barred  zone_in_area is no
  watcher is nobody  vote_gates is nothing  vote_in_war is possible  vote_refused is nothing
  least_act is supplies  how_soon is 90 days  duration is 180 days  us_exit is no
  europe_share is alongside  no_approval is nothing  payer is both  pay_when is on_entry
  remedy is not_said
}
reading vote_then_peace "The people vote first, and a vote is possible before the peace" {
  sequence is together  withdrawal is on_peace  russian_entry is barred  zone_in_area is no
  watcher is nobody  vote_gates is the_peace  vote_in_war is possible  vote_refused is nothing
  least_act is own_judgement  how_soon is 90 days  duration is 180 days  us_exit is no
  europe_share is no  no_approval is nothing  payer is usa  pay_when is on_entry  remedy is not_said
}
reading vote_in_peace_only "The people vote first, and no vote is possible before the peace" {
  sequence is together  withdrawal is on_peace  russian_entry is barred  zone_in_area is no
  watcher is nobody  vote_gates is the_peace  vote_in_war is not_possible  vote_refused is nothing
  least_act is own_judgement  how_soon is 90 days  duration is 180 days  us_exit is no
  europe_share is no  no_approval is nothing  payer is usa  pay_when is on_entry  remedy is not_said
}
reading vote_then_land "One bargain, and the withdrawal after the people have voted; their no ends it" {
  sequence is together  withdrawal is after_vote  russian_entry is barred  zone_in_area is no
  watcher is nobody  vote_gates is nothing  vote_in_war is possible  vote_refused is ends_the_peace
  least_act is own_judgement  how_soon is 90 days  duration is 180 days  us_exit is no
  europe_share is no  no_approval is nothing  payer is usa  pay_when is on_entry  remedy is not_said
}
reading zone_to_russia "One bargain, and Russia may enter the zone" {
  sequence is together  withdrawal is on_peace  russian_entry is allowed  zone_in_area is no
  watcher is nobody  vote_gates is nothing  vote_in_war is possible  vote_refused is nothing
  least_act is own_judgement  how_soon is 90 days  duration is 180 days  us_exit is no
  europe_share is no  no_approval is nothing  payer is usa  pay_when is on_entry  remedy is not_said
}

# ---- what it is for, and questions of each side -------------------------------------------------------------------------------

purpose "The fighting is over under a peace agreement" {
  hold_fire_russia and hold_fire_ukraine
  cite report_a 4, 15 paraphrased
}
purpose "All three agreements are in force" {
  peace and guarantee and reconstruction
  cite report_a 13 paraphrased
}
purpose "Nobody's army is in the zone" {
  zone is nobody
  cite report_a 7, 9 paraphrased
  cite report_b 3, 14 paraphrased
}

check "Ukraine: the guarantee follows once the zone is empty (it need not)" {
  zone is nobody leads to guarantee is in force or guarantee is ended
  in reading reported_only
  expect fails
}
check "Ukraine: when the zone is empty, the guarantee already runs or has run its term" {
  never zone is nobody and guarantee is draft
  in reading guarantee_then_land
}
check "Russia: once the peace is in force, the zone is emptied" {
  peace is in force leads to zone is not ukraine and zone is not half within 90 days
  in reading reported_only
}
check "Russia: once the peace is in force, all of the zone is emptied (its second half need not be)" {
  peace is in force leads to zone is not ukraine and zone is not half
  in reading step_by_step
  expect fails
}
check "United States: nothing is paid before the peace is in force (it may have to be)" {
  never pay_by_usa and peace is draft
  in reading reported_only
  expect fails
}
check "United States and Europe: nothing is paid before the peace is in force" {
  never (pay_by_usa or pay_by_europe) and peace is draft
  in reading allies_together
}
check "Europe: its help is not called for without an attack" {
  never help_by_europe is due and hold_fire_russia and zone is not russia
  in reading allies_together
}
check "Every side: with everyone's word kept no Russian troops enter the zone" {
  never zone is russia
  in reading reported_only
}
check "A call on the guarantors is answered" {
  call leads to help is performed or guarantee is ended within 90 days
  in reading guarantee_then_land
}
check "A call on the guarantors is answered where they judge for themselves (it need not be)" {
  call leads to help is performed or guarantee is ended within 90 days
  if all but russia keep
  in reading reported_only
  expect fails
}

scenario "Congress says no after the withdrawal" {
  given sequence is separate
  given withdrawal is on_peace
  given vote_gates is nothing
  given no_approval is nothing
  ukraine signs peace  russia signs peace
  expect peace is in force and leave_zone is due
  on day 30  ukraine does leave_all  expect leave_zone is performed in time
  ukraine signs guarantee  usa signs guarantee  usa does send_bill
  expect approval is asked
  on day 60  congress decides rejected on approval
  expect guarantee is draft and zone is nobody and peace is in force
}
scenario "All three enter into force in one moment" {
  given sequence is together
  given withdrawal is on_peace
  given vote_gates is nothing
  given europe_share is no
  ukraine signs peace  russia signs peace
  ukraine signs reconstruction  usa signs reconstruction  europe signs reconstruction
  ukraine signs guarantee  usa signs guarantee  usa does send_bill
  expect peace is draft and reconstruction is draft
  on day 80  congress decides approved on approval
  expect peace is in force and guarantee is in force and reconstruction is in force
}
scenario "The people say no before the peace" {
  given vote_gates is the_peace
  given vote_in_war is possible
  ukraine signs peace  russia signs peace  ukraine does propose_vote
  expect peace is draft and vote is asked
  on day 60  voters decides no on vote
  expect peace is draft
}
scenario "An attack, a call and an answer" {
  given sequence is separate
  given withdrawal is on_peace
  given vote_gates is nothing
  given watcher is nobody
  given europe_share is no
  given least_act is supplies
  ukraine signs guarantee  usa signs guarantee  usa does send_bill
  congress decides approved on approval
  ukraine signs peace  russia signs peace
  on day 20  ukraine does leave_all
  on day 100  russia does attack_by_russia  expect hold_fire_russia is breached
  ukraine does call  expect help is due
  usa does supplies_from_usa  expect help is performed in time
}
