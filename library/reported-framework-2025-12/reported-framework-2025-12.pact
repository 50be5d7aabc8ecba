# A settlement of three agreements, as two press reports of about 13 December 2025 relay it. It was not a text anybody had signed,
# and no text was public. What the reports leave open is an `open` point here; its first value is no guess at the answer, only the
# base from which the others are told apart. Every number of days is a placeholder on one grid of 90 days: only the order of things is
# meant, and no day has a date. Where nothing is cited, the reports are silent and the line is the model's own. See README.md.
pact "The framework for Ukraine as reported in December 2025"

party ukraine "Ukraine"
party russia "Russia"
party usa "the United States"
party europe "the European states" plural cite report_b 4 inferred
body congress "Congress" of usa
body parliaments "the European parliaments" plural of europe
body voters "Ukraine's electorate" of ukraine

# ---- where it comes from ------------------------------------------------------------------------------------------------------
# Both reports pass on one press report, which passes on unnamed voices. Whoever was not heard, but is told of by somebody
# else, is a source of its own at the end of the chain, unnamed.

source senior_official "a senior US official" { unnamed }
source house_officials "White House officials" { unnamed }
source fellow_official "another US official" { unnamed }
source press "the press report of December 2025" {
  relays senior_official, house_officials, fellow_official
}
source president "Ukraine's president, in public" { published 2025-12-11 }
source travel "an interviewer of another publication, on an envoy's travel" { }

source russia_unheard "Russia, of whose demand only a US official tells" { unnamed }
source official_on_russia "a White House official, on Russia's demand" {
  unnamed
  relays russia_unheard
}
source europeans_unheard "European officials, of whose words only an American official tells" {
  unnamed
}
source official_on_europeans "an American official, on what European officials said" {
  unnamed
  relays europeans_unheard
}
source usa_unheard "the United States, of whose wish Ukraine's president tells" { unnamed }
source president_on_usa "Ukraine's president, on what the United States wants" {
  relays usa_unheard
}

source report_a "report A: what it relays from the press report" {
  relays press
  sha256 "febab67e9fc4f8d1d2081267ecedf94c196d330293747fac4e9017d990142bce"
}
source speech_in_a "report A: Ukraine's president's remarks" { relays president }
source outlet_a "report A: the outlet's own background lines" { }
source demand_in_a "report A: Russia's demand, at third hand" { relays official_on_russia }
source europeans_in_a "report A: European officials, at third hand" { relays official_on_europeans }
source report_b "report B: what it relays from the press report" {
  published 2025-12-13
  relays press
  sha256 "ff36a7efcc45427da96e68225f9ff0c721a0fb37bc7ea6da1f0e29b58a9e1531"
}
source speech_in_b "report B: Ukraine's president's remarks" {
  published 2025-12-13
  relays president
}
source wish_in_b "report B: what the United States wants, as Ukraine's president tells" {
  published 2025-12-13
  relays president_on_usa
}
source europeans_in_b "report B: European officials, at third hand" {
  published 2025-12-13
  relays official_on_europeans
}
source outlet_b "report B: the outlet's own background lines and glosses" { published 2025-12-13 }
source travel_in_b "report B: an envoy's travel" { published 2025-12-13  relays travel }

# ---- what the reports leave open ----------------------------------------------------------------------------------------------

open sequence "How do the three agreements condition one another?" {
  together, separate, guarantee_first, peace_first
  cite outlet_a 3 paraphrased
  cite report_a 1, 8, 13 paraphrased
  cite report_b 3 paraphrased
}
open withdrawal "When do Ukraine's troops leave the contested part of Donbas?" {
  on_peace, after_approval, in_instalments, after_vote
  cite report_a 5 paraphrased
  cite report_b 3, 10 paraphrased
  cite speech_in_b 11 paraphrased
}
open zone_form "What does that part become, and whose army may not be in it?" {
  demilitarised, economic_zone, russian_control
  cite report_a 7, 9 paraphrased
  cite demand_in_a 7 alleged
  cite speech_in_a 6 paraphrased
  cite report_b 3, 14 paraphrased
  cite wish_in_b 11 alleged
}
open zone_in_area "Does the guarantee cover that part?" { no, yes }
open watcher "Who establishes that an attack has happened?" {
  plain_facts, caller, guarantors
}
open vote_gates "What waits for the people's vote?" {
  nothing, the_peace
  cite speech_in_a 6 inferred
  cite speech_in_b 12 inferred
}
# A ceasefire is one of its own, from the day both have signed the peace; what a shot in it does is not played out.
open vote_time "Can a vote be held before the peace is in force?" {
  in_war, in_ceasefire, not_possible
  cite outlet_a 7 inferred
}
open vote_refused "What does a no of the people do to a peace already in force?" {
  nothing, ends_the_peace
}
open least_act "What must a guarantor do at the least?" {
  own_judgement, consultation, armed_help
  cite report_a 1, 11 alleged
  cite report_a 12 quoted
  cite report_b 3, 5 alleged
  cite report_b 6 quoted
}
open europe_share "Do the European states give a guarantee of their own, and have their parliaments to approve it?" {
  no, promised, once_approved
  cite report_b 4 alleged
}
open no_approval "What happens to the peace if Congress says no or never votes?" {
  nothing, ukraine_may_leave, ends_the_peace
}
open payer "Who pays for reconstruction?" { usa, europe, both }
open pay_when "When is it paid?" { on_entry, after_withdrawal }
# No report says how long the guarantee runs, nor how soon a guarantor must act: two numbers that stand for any.
open term "How long does the guarantee run?" { 180 days }
open how_soon "How soon must a guarantor act?" { 90 days }
open remedy "May one side of the peace end it when the other breaks it?" { not_said, yes }

# ---- the world ----------------------------------------------------------------------------------------------------------------

fact zone "The army in the part of Donbas that Ukraine holds" {
  ukraine, half, nobody, russia, russia_by_agreement, ukraine_returned
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
  cite europeans_in_a 7 alleged
  cite europeans_in_b 13 alleged
}
fact fighting "Fighting after the peace" { none, begun_by_ukraine, begun_by_russia }
fact alarm "The call for help" { none, called }
fact approval_europe "The European guarantee before the European parliaments" {
  unsent, sent, approved
}

act leave_all "withdraw from the zone" by ukraine {
  when zone is ukraine and peace is in force and withdrawal is not in_instalments
  zone becomes nobody
  irreversible
  cite report_b 3 paraphrased
  cite wish_in_b 11 alleged
}
act leave_first_half "withdraw from the first half of the zone" by ukraine {
  when zone is ukraine and peace is in force and withdrawal is in_instalments
  zone becomes half
  irreversible
}
# Whoever came back into the first half goes again with the second.
act leave_second_half "withdraw from the second half of the zone" by ukraine {
  when zone is half or (zone is ukraine_returned and leave_zone_second_half is due)
  zone becomes nobody
  irreversible
}
# Russia's army in what was emptied. Whoever comes back does not have its prepared positions back: a value of its own.
act enter_zone "move troops into the zone" by russia {
  when (zone is nobody or zone is half) and zone_form is not russian_control
  zone becomes russia
  cite wish_in_b 11 inferred
}
# Where the zone is to come under Russia's control, its army comes as agreed once all of it is empty: that is no attack, and
# nothing that Ukraine was promised against.
act take_over_zone "take over the zone" by russia {
  when zone is nobody and zone_form is russian_control
  zone becomes russia_by_agreement
  cite demand_in_a 7 inferred
}
act return_to_zone "move troops back into the zone" by ukraine {
  when zone is nobody or zone is half
  zone becomes ukraine_returned
}
act attack_by_russia "use force against Ukraine" by russia {
  when peace is not draft and fighting is none
  fighting becomes begun_by_russia
  cite outlet_b 5 inferred
}
act attack_by_ukraine "use force against Russia" by ukraine {
  when peace is not draft and fighting is none
  fighting becomes begun_by_ukraine
}
# Whoever establishes an attack can be wrong, and can be silent: Ukraine, a guarantor. Only plain facts cannot.
act call "call on the guarantors" by ukraine {
  when guarantee is in force
    and alarm is none
    and (watcher is not plain_facts
      or fighting is begun_by_russia
      or (zone is russia and zone_in_area is yes))
  alarm becomes called
  cite outlet_b 5 inferred
}
act consult_by_usa "consult, and leave it at that" by usa {
  when help is due and (least_act is own_judgement or least_act is consultation)
}
act arm_by_usa "help with arms or forces" by usa {
  when help is due
}
act consult_by_europe "consult, and leave it at that" by europe {
  when help_by_europe is due and (least_act is own_judgement or least_act is consultation)
}
act arm_by_europe "help with arms or forces" by europe {
  when help_by_europe is due
}
act send_bill "send the guarantee to Congress" by usa {
  when bill is unsent and guarantee is signed by usa and guarantee is signed by ukraine
  bill becomes sent
  cite report_a 12 quoted
  cite report_b 6 quoted
}
act send_to_parliaments "send the guarantee to their parliaments" by europe {
  when europe_share is once_approved
    and approval_europe is unsent
    and guarantee is signed by europe
    and guarantee is signed by ukraine
  approval_europe becomes sent
}
act approve_in_europe "approve the European guarantee" by parliaments {
  when approval_europe is sent
  approval_europe becomes approved
}
act propose_vote "propose a vote of the people" by ukraine {
  when proposal is not_proposed
    and peace is signed by ukraine
    and (vote_gates is the_peace or withdrawal is after_vote)
  proposal becomes proposed
  cite europeans_in_a 7 alleged
  cite europeans_in_b 13 alleged
}
act pay_by_usa "pay for reconstruction" by usa {
  when fund_by_usa is due
  irreversible
}
act pay_by_europe "pay for reconstruction" by europe {
  when fund_by_europe is due
  irreversible
}

# ---- the three agreements -----------------------------------------------------------------------------------------------------

instrument peace "the peace agreement" {
  between ukraine, russia
  in force once signed
    and (vote_gates is nothing or vote is yes)
    and (
      (sequence is together
        and approval is approved
        and (europe_share is no
          or (europe_share is promised and guarantee is signed by europe)
          or approval_europe is approved)
        and reconstruction is signed)
      or sequence is separate
      or sequence is peace_first
      or (sequence is guarantee_first and guarantee is in force)
    )
  ends once (vote_refused is ends_the_peace and vote is no)
    or (no_approval is ends_the_peace and (approval is rejected or approval is lapsed))
  cite report_a 13 inferred

  duty leave_zone {
    ukraine must leave_all within 90 days
    once withdrawal is on_peace
      or (withdrawal is after_approval
        and approval is approved
        and (europe_share is not once_approved or approval_europe is approved))
      or (withdrawal is after_vote and vote is yes)
    for russia
    in return for guarantee is in force, zone is not russia
    cite report_b 3 inferred
    cite wish_in_b 11 inferred
    cite report_a 15 inferred
    cite report_b 17 inferred
  }
  duty leave_zone_first_half {
    ukraine must leave_first_half within 90 days
    once withdrawal is in_instalments
    for russia
    in return for bill is sent
  }
  duty leave_zone_second_half {
    ukraine must leave_second_half within 90 days
    once withdrawal is in_instalments
      and leave_zone_first_half is performed
      and guarantee is in force
    unless zone is russia
    for russia
    in return for guarantee is in force, zone is not russia
  }
  ban stay_out {
    russia must not enter_zone
    while zone_form is not russian_control
    for ukraine
    in return for zone is nobody or zone is russia
    cite wish_in_b 11 inferred
  }
  ban not_return {
    ukraine must not return_to_zone
    while zone_form is not economic_zone
    for russia
    in return for guarantee is in force, zone is not russia
    cite report_a 7 inferred
    cite report_b 3 inferred
  }
  ban hold_fire_russia {
    russia must not attack_by_russia
    for ukraine
    in return for hold_fire_ukraine, zone is nobody or zone is russia or zone is russia_by_agreement
    cite report_a 15 inferred
    cite report_b 17 inferred
    cite demand_in_a 7 inferred
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
        or not_return is breached
        or leave_zone is breached
        or leave_zone_first_half is breached
        or leave_zone_second_half is breached)
  }
}

instrument guarantee "the security guarantee" {
  between ukraine, usa, europe
  in force once signed by ukraine
    and signed by usa
    and approval is approved
    and (europe_share is no
      or (europe_share is promised and signed by europe)
      or approval_europe is approved)
    and (
      (sequence is together
        and peace is signed
        and (vote_gates is nothing or vote is yes)
        and reconstruction is signed)
      or sequence is separate
      or sequence is guarantee_first
      or (sequence is peace_first and peace is in force)
    )
  expires after term
  cite report_a 1, 11, 13 alleged
  cite report_a 12 quoted
  cite report_b 3, 4, 5 alleged
  cite report_b 6 quoted

  duty help {
    usa must any of arm_by_usa, consult_by_usa within how_soon
    upon call
    against fighting is begun_by_russia, zone is russia and zone_in_area is yes
    for ukraine
    cite report_a 1, 11 alleged
    cite report_b 3, 5 alleged
  }
  power usa_judges {
    usa may excuse help
    when least_act is own_judgement or watcher is guarantors
  }
}

# It stands and falls with the guarantee of the United States, and is nothing where the European states promise none.
instrument guarantee_by_europe "the European share of the guarantee" {
  between ukraine, europe
  in force once guarantee is in force and europe_share is not no
  ends once guarantee is ended
  cite report_b 4 alleged

  duty help_by_europe {
    europe must any of arm_by_europe, consult_by_europe within how_soon
    upon call
    against fighting is begun_by_russia, zone is russia and zone_in_area is yes
    for ukraine
    cite report_b 4 inferred
  }
  power europe_judges {
    europe may excuse help_by_europe
    when least_act is own_judgement or watcher is guarantors
  }
}

instrument reconstruction "the reconstruction agreement" {
  between ukraine, usa, europe
  in force once signed
    and (
      (sequence is together
        and peace is signed
        and (vote_gates is nothing or vote is yes)
        and approval is approved
        and (europe_share is no
          or (europe_share is promised and guarantee is signed by europe)
          or approval_europe is approved))
      or sequence is separate
      or (sequence is guarantee_first and guarantee is in force)
      or (sequence is peace_first and peace is in force)
    )
  cite report_a 13 inferred
  cite report_a 15 inferred
  cite report_b 17 inferred

  duty fund_by_usa {
    usa must pay_by_usa within 90 days
    once payer is not europe
      and (pay_when is on_entry or zone is nobody or zone is russia or zone is russia_by_agreement)
    for ukraine
    in return for hold_fire_russia, hold_fire_ukraine
    cite report_a 15 inferred
    cite report_b 17 inferred
  }
  duty fund_by_europe {
    europe must pay_by_europe within 90 days
    once payer is not usa
      and (pay_when is on_entry or zone is nobody or zone is russia or zone is russia_by_agreement)
    for ukraine
    in return for hold_fire_russia, hold_fire_ukraine
    cite report_a 15 inferred
    cite report_b 17 inferred
  }
}

decision approval "Congress votes on the guarantee" {
  congress decides approved or rejected
  once bill is sent
  within 90 days
  cite report_a 1, 11 alleged
  cite report_a 12 quoted
  cite report_b 1, 5 alleged
  cite report_b 6 quoted
}
decision vote "The people of Ukraine vote on the compromise" {
  voters decides yes or no
  once proposal is proposed
    and (vote_time is in_war
      or (vote_time is in_ceasefire and peace is signed)
      or peace is in force)
  within 90 days
  cite speech_in_a 6 paraphrased
  cite speech_in_b 12 paraphrased
  cite outlet_a 7 inferred
}

# ---- where the parties are reported to stand ----------------------------------------------------------------------------------
# A party that was not heard itself stands here as alleged, with the chain of those who tell of it. Nobody is reported to have
# accepted all three agreements.

position usa accepts guarantee
  cite report_a 1, 11 alleged
  cite report_a 12 quoted
  cite report_b 3, 5 alleged
  cite report_b 6 quoted
position usa accepts reconstruction cite report_a 13, 15 inferred cite report_b 17 inferred
position usa accepts peace cite report_a 4, 13 alleged cite report_b 11 alleged
position usa accepts leave_zone cite report_b 3 alleged cite wish_in_b 11 alleged
position usa accepts zone_form is demilitarised
  cite report_a 7, 9 alleged
  cite report_b 3, 14 alleged
  cite wish_in_b 11 alleged
position usa accepts zone_form is economic_zone cite speech_in_a 6 alleged cite wish_in_b 11 alleged
position usa accepts stay_out cite wish_in_b 11 alleged
position russia accepts zone_form is russian_control cite demand_in_a 7 alleged
position russia undeclared peace, stay_out, hold_fire_russia, zone_form is demilitarised
  cite outlet_b 18 paraphrased
# In public, of the free economic zone: sceptical, he wants changes and clarifications; of the troops: the talks go on.
position ukraine undeclared zone_form is economic_zone cite speech_in_a 6 paraphrased
position ukraine undeclared leave_zone, zone_form is demilitarised cite speech_in_b 11 paraphrased
# That the people will answer whether the compromise is fair is not yet that their vote is a condition of anything.
position ukraine undeclared vote_gates is the_peace, withdrawal is after_vote
  cite speech_in_a 6 paraphrased
  cite speech_in_b 12 paraphrased
# Support on a condition: if Ukraine's president proposes a referendum (B: on the territory).
position europe accepts propose_vote cite europeans_in_a 7 alleged cite europeans_in_b 13 alleged
position europe undeclared europe_share is promised cite report_b 4 inferred

# ---- ways of reading it -------------------------------------------------------------------------------------------------------

reading one_bargain "One bargain: all three enter into force together" {
  sequence is together  withdrawal is on_peace  zone_form is demilitarised  zone_in_area is no
  watcher is plain_facts  vote_gates is nothing  vote_time is in_war  vote_refused is nothing
  least_act is own_judgement  europe_share is no  no_approval is nothing  payer is usa
  pay_when is on_entry  remedy is not_said
}
reading reported_only "Three separate agreements, each on its own" {
  sequence is separate  withdrawal is on_peace  zone_form is demilitarised  zone_in_area is no
  watcher is plain_facts  vote_gates is nothing  vote_time is in_war  vote_refused is nothing
  least_act is own_judgement  europe_share is no  no_approval is nothing  payer is usa
  pay_when is on_entry  remedy is not_said
}
reading guarantee_then_land "The guarantee first, the withdrawal after Congress" {
  sequence is guarantee_first  withdrawal is after_approval  zone_form is demilitarised
  zone_in_area is yes  watcher is plain_facts  vote_gates is nothing  vote_time is in_war
  vote_refused is nothing  least_act is armed_help  europe_share is no
  no_approval is ukraine_may_leave  payer is usa  pay_when is after_withdrawal  remedy is yes
}
reading land_then_guarantee "The peace and the withdrawal first, the guarantee after them" {
  sequence is peace_first  withdrawal is on_peace  zone_form is demilitarised  zone_in_area is no
  watcher is plain_facts  vote_gates is nothing  vote_time is in_war  vote_refused is nothing
  least_act is own_judgement  europe_share is no  no_approval is ukraine_may_leave  payer is usa
  pay_when is after_withdrawal  remedy is not_said
}
reading step_by_step "The withdrawal in two steps, the second after the guarantee" {
  sequence is peace_first  withdrawal is in_instalments  zone_form is demilitarised
  zone_in_area is no  watcher is plain_facts  vote_gates is nothing  vote_time is in_war
  vote_refused is nothing  least_act is armed_help  europe_share is no
  no_approval is ends_the_peace  payer is usa  pay_when is on_entry  remedy is not_said
}
reading allies_together "One bargain in which the European states help and pay too, on the same terms" {
  sequence is together  withdrawal is on_peace  zone_form is demilitarised  zone_in_area is no
  watcher is plain_facts  vote_gates is nothing  vote_time is in_war  vote_refused is nothing
  least_act is armed_help  europe_share is once_approved  no_approval is nothing  payer is both
  pay_when is on_entry  remedy is not_said
}
reading called_on_its_word "One bargain, and Ukraine's word is enough for a call" {
  sequence is together  withdrawal is on_peace  zone_form is demilitarised  zone_in_area is no
  watcher is caller  vote_gates is nothing  vote_time is in_war  vote_refused is nothing
  least_act is armed_help  europe_share is no  no_approval is nothing  payer is usa
  pay_when is on_entry  remedy is not_said
}
reading vote_then_peace "The people vote first, and a vote is possible before the fighting stops" {
  sequence is together  withdrawal is on_peace  zone_form is demilitarised  zone_in_area is no
  watcher is plain_facts  vote_gates is the_peace  vote_time is in_war  vote_refused is nothing
  least_act is own_judgement  europe_share is no  no_approval is nothing  payer is usa
  pay_when is on_entry  remedy is not_said
}
reading vote_in_peace_only "The people vote first, and no vote is possible before the peace" {
  sequence is together  withdrawal is on_peace  zone_form is demilitarised  zone_in_area is no
  watcher is plain_facts  vote_gates is the_peace  vote_time is not_possible
  vote_refused is nothing  least_act is own_judgement  europe_share is no  no_approval is nothing
  payer is usa  pay_when is on_entry  remedy is not_said
}
reading vote_in_ceasefire "The people vote first, in a ceasefire from the signing on" {
  sequence is together  withdrawal is on_peace  zone_form is demilitarised  zone_in_area is no
  watcher is plain_facts  vote_gates is the_peace  vote_time is in_ceasefire
  vote_refused is nothing  least_act is own_judgement  europe_share is no  no_approval is nothing
  payer is usa  pay_when is on_entry  remedy is not_said
}
reading vote_then_land "One bargain, and the withdrawal after the people have voted; their no ends it" {
  sequence is together  withdrawal is after_vote  zone_form is demilitarised  zone_in_area is no
  watcher is plain_facts  vote_gates is nothing  vote_time is in_war  vote_refused is ends_the_peace
  least_act is own_judgement  europe_share is no  no_approval is nothing  payer is usa
  pay_when is on_entry  remedy is not_said
}
reading economic_zone "One bargain, and the zone is an economic one" {
  sequence is together  withdrawal is on_peace  zone_form is economic_zone  zone_in_area is no
  watcher is plain_facts  vote_gates is nothing  vote_time is in_war  vote_refused is nothing
  least_act is own_judgement  europe_share is no  no_approval is nothing  payer is usa
  pay_when is on_entry  remedy is not_said
}
reading zone_to_russia "One bargain, and the zone comes under Russia's control, as its reported demand has it" {
  sequence is together  withdrawal is on_peace  zone_form is russian_control  zone_in_area is no
  watcher is plain_facts  vote_gates is nothing  vote_time is in_war  vote_refused is nothing
  least_act is own_judgement  europe_share is no  no_approval is nothing  payer is usa
  pay_when is on_entry  remedy is not_said
}

# ---- what it is for, and questions of each side -------------------------------------------------------------------------------

purpose "The fighting is over under a peace agreement" {
  hold_fire_russia and hold_fire_ukraine
  cite report_a 4 paraphrased
  cite report_a 15 quoted
  cite report_b 17 quoted
}
purpose "All three agreements are in force" {
  peace and guarantee and reconstruction
  cite report_a 13 paraphrased
}
# One side's proposal, not everybody's aim: Russia's reported demand is another, and Ukraine has not agreed.
purpose "Nobody's army is in the zone, as the United States proposes it" {
  zone is nobody
  cite report_a 7, 9 paraphrased
  cite report_b 3, 14 paraphrased
  cite wish_in_b 11 alleged
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
check "Ukraine: what it left is still left when the guarantee has run out" {
  possible guarantee is ended and zone is nobody and peace is in force
  in reading guarantee_then_land
}
check "Russia: once the peace is in force, the zone is emptied" {
  peace is in force leads to zone is nobody within 90 days
  in reading reported_only
}
check "Russia: once the peace is in force, all of the zone is emptied (its second half need not be)" {
  peace is in force leads to zone is nobody
  in reading step_by_step
  expect fails
}
check "Russia: with everyone's word kept Ukraine's army does not come back into the zone" {
  never zone is ukraine_returned
  in reading one_bargain
}
check "Russia: into an economic zone Ukraine's army may come back (no report says that it may not)" {
  possible zone is ukraine_returned
  in reading economic_zone
}
check "United States: nothing is paid before the peace is in force (it may have to be)" {
  never pay_by_usa and peace is draft
  in reading reported_only
  expect fails
}
check "United States and the European states: nothing is paid before the peace is in force" {
  never (pay_by_usa or pay_by_europe) and peace is draft
  in reading allies_together
}
check "United States: it is not called on without an attack where plain facts decide" {
  never call and fighting is not begun_by_russia
  if nobody keeps
  in reading one_bargain
}
check "United States: it is not called on without an attack where Ukraine's word is enough (it can be)" {
  never call and fighting is none
  in reading called_on_its_word
  expect fails
}
check "European states: their help is not called for without an attack" {
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
  given europe_share is no
  ukraine signs peace  russia signs peace
  expect peace is in force and leave_zone is due
  on day 30  ukraine does leave_all  expect leave_zone is performed in time
  ukraine signs guarantee  usa signs guarantee  usa does send_bill
  expect approval is asked
  on day 60  congress decides rejected on approval
  expect guarantee is draft and zone is nobody and peace is in force
}
scenario "Congress says no before the withdrawal: Russia holds its fire, and the zone stays as it was" {
  given sequence is separate
  given withdrawal is after_approval
  given vote_gates is nothing
  given no_approval is nothing
  ukraine signs peace  russia signs peace
  ukraine signs guarantee  usa signs guarantee  usa does send_bill
  on day 60  congress decides rejected on approval
  on day 180
  expect hold_fire_russia is binding and zone is ukraine and leave_zone is dormant
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
  given vote_time is in_war
  ukraine signs peace  russia signs peace  ukraine does propose_vote
  expect peace is draft and vote is asked
  on day 60  voters decides no on vote
  expect peace is draft
}
scenario "A ceasefire from the signing on lets the people vote before the peace" {
  given sequence is separate
  given vote_gates is the_peace
  given vote_time is in_ceasefire
  ukraine signs peace  ukraine does propose_vote
  expect vote is unasked
  russia signs peace
  expect vote is asked and peace is draft
  on day 60  voters decides yes on vote
  expect peace is in force
}
scenario "An attack, a call and an answer" {
  given sequence is separate
  given withdrawal is on_peace
  given vote_gates is nothing
  given watcher is plain_facts
  given europe_share is no
  given least_act is armed_help

  ukraine signs guarantee  usa signs guarantee  usa does send_bill
  congress decides approved on approval
  ukraine signs peace  russia signs peace
  on day 20  ukraine does leave_all
  on day 100  russia does attack_by_russia  expect hold_fire_russia is breached
  ukraine does call  expect help is due
  usa does arm_by_usa  expect help is performed in time
}
scenario "Ukraine calls, and no attack has happened" {
  given sequence is separate
  given vote_gates is nothing
  given watcher is caller
  given europe_share is no
  ukraine signs guarantee  usa signs guarantee  usa does send_bill
  congress decides approved on approval
  ukraine does call
  expect help is due and fighting is none and zone is not russia
}
