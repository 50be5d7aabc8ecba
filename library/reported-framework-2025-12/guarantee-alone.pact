# The guarantee of reported-framework-2025-12.pact alone, from its signing on: what hangs on monitors, on leaving early, on later votes
# of money, on who gives how much how soon. The peace is taken to hold at the beginning. No report says any of this: where nothing is
# cited, they are silent. Every number of days is a placeholder. See README.md.
pact "The guarantee for Ukraine as reported in December 2025, by itself"

party ukraine "Ukraine"
party russia "Russia"
party usa "the United States"
party europe "the European states" plural cite report_b 4 inferred
body congress "Congress" of usa
body parliaments "the European parliaments" plural of europe
body monitors "the monitoring mission"

source senior_official "a senior US official" { unnamed }
source press "the press report of December 2025" { relays senior_official }
source report_a "report A: what it relays from the press report" { relays press }
source report_b "report B: what it relays from the press report" {
  published 2025-12-13
  relays press
}
source outlet_b "report B: the outlet's own background lines and glosses" { published 2025-12-13 }

open watcher "Who establishes that an attack has happened?" {
  plain_facts, caller, monitors, guarantors
}
open least_act "What must a guarantor do at the least?" {
  own_judgement, consultation, supplies, armed_force
  cite report_a 1, 11 alleged
  cite report_a 12 quoted
  cite report_b 3, 5 alleged
  cite report_b 6 quoted
}
open how_soon "How soon must it do so?" { 90 days, 0 days }
open term "How long does a guarantee run?" { 180 days }
open early_exit "May a guarantor leave its guarantee early?" { no, on_notice }
open appropriation "Do supplies and forces need a later vote of money by the guarantor's legislature?" {
  no, yes
}
open europe_vote "Do the European parliaments have to approve their guarantee?" { no, yes }

fact fighting "Fighting after the peace" { none, begun_by_ukraine, begun_by_russia }
fact alarm "The call for help" { none, established, called }

act attack_by_russia "use force against Ukraine" by russia {
  when fighting is none
  fighting becomes begun_by_russia
  cite outlet_b 5 inferred
}
act attack_by_ukraine "use force against Russia" by ukraine {
  when fighting is none
  fighting becomes begun_by_ukraine
}
# Whoever establishes an attack can be wrong, and can be silent. Only plain facts cannot.
act establish "establish that there was an attack" by monitors {
  when watcher is monitors
    and alarm is none
    and (guarantee is in force or guarantee_europe is in force)
  alarm becomes established
}
act call "call on the guarantors" by ukraine {
  when (guarantee is in force or guarantee_europe is in force)
    and (alarm is established
      or (alarm is none
        and (watcher is caller
          or watcher is guarantors
          or (watcher is plain_facts and fighting is begun_by_russia))))
  alarm becomes called
  cite outlet_b 5 inferred
}
act consult_by_usa "consult, and leave it at that" by usa {
  when aid_by_usa is due and (least_act is own_judgement or least_act is consultation)
}
act supply_by_usa "send supplies" by usa {
  when aid_by_usa is due
    and least_act is not armed_force
    and (appropriation is no or money_usa is granted)
}
act fight_by_usa "use armed force in Ukraine's defence" by usa {
  when aid_by_usa is due
    and (least_act is own_judgement or least_act is armed_force)
    and (appropriation is no or money_usa is granted)
}
act consult_by_europe "consult, and leave it at that" by europe {
  when aid_by_europe is due and (least_act is own_judgement or least_act is consultation)
}
act supply_by_europe "send supplies" by europe {
  when aid_by_europe is due
    and least_act is not armed_force
    and (appropriation is no or money_europe is granted)
}
act fight_by_europe "use armed force in Ukraine's defence" by europe {
  when aid_by_europe is due
    and (least_act is own_judgement or least_act is armed_force)
    and (appropriation is no or money_europe is granted)
}

# Two papers: each guarantor's promise enters into force, runs and ends by itself.
instrument guarantee "the United States' guarantee" {
  between ukraine, usa
  in force once signed and approval is approved
  expires after term
  cite report_a 1, 11 alleged
  cite report_b 3, 5 alleged

  duty aid_by_usa {
    usa must any of supply_by_usa, fight_by_usa, consult_by_usa within how_soon
    upon call
    against fighting is begun_by_russia
    for ukraine
    cite report_a 1, 11 alleged
    cite report_b 3, 5 alleged
  }
  power usa_judges {
    usa may excuse aid_by_usa
    when least_act is own_judgement or watcher is guarantors
  }
  power usa_leaves {
    usa may terminate guarantee
    on notice of 90 days
    when early_exit is on_notice
  }
}

instrument guarantee_europe "the European guarantee" {
  between ukraine, europe
  in force once signed and (europe_vote is no or approval_europe is approved)
  expires after term
  cite report_b 4 alleged

  duty aid_by_europe {
    europe must any of supply_by_europe, fight_by_europe, consult_by_europe within how_soon
    upon call
    against fighting is begun_by_russia
    for ukraine
    cite report_b 4 inferred
  }
  power europe_judges {
    europe may excuse aid_by_europe
    when least_act is own_judgement or watcher is guarantors
  }
  power europe_leaves {
    europe may terminate guarantee_europe
    on notice of 90 days
    when early_exit is on_notice
  }
}

decision approval "Congress votes on the United States' guarantee" {
  congress decides approved or rejected
  once guarantee is signed
  within 90 days
  cite report_a 1, 11 alleged
  cite report_a 12 quoted
  cite report_b 1, 5 alleged
  cite report_b 6 quoted
}
decision approval_europe "The European parliaments vote on the European guarantee" {
  parliaments decides approved or rejected
  once europe_vote is yes and guarantee_europe is signed
  within 90 days
}
decision money_usa "Congress votes the money" {
  congress decides granted or refused
  once appropriation is yes and aid_by_usa is due
}
decision money_europe "The European parliaments vote the money" {
  parliaments decides granted or refused
  once appropriation is yes and aid_by_europe is due
}

reading as_it_judges "Each guarantor does what it thinks fit" {
  watcher is plain_facts  least_act is own_judgement  how_soon is 90 days  early_exit is no
  appropriation is no  europe_vote is no
}
reading supplies_at_once "Supplies are owed, in the same step" {
  watcher is plain_facts  least_act is supplies  how_soon is 0 days  early_exit is no
  appropriation is no  europe_vote is yes
}
reading money_later "Supplies are owed, and the money is voted later" {
  watcher is plain_facts  least_act is supplies  how_soon is 90 days  early_exit is no
  appropriation is yes  europe_vote is yes
}
reading monitors_first "Armed force is owed once monitors have established an attack" {
  watcher is monitors  least_act is armed_force  how_soon is 90 days  early_exit is no
  appropriation is no  europe_vote is yes
}
reading on_its_word "Armed force is owed on Ukraine's word" {
  watcher is caller  least_act is armed_force  how_soon is 90 days  early_exit is on_notice
  appropriation is no  europe_vote is yes
}

purpose "Both guarantees are in force" { guarantee and guarantee_europe }

check "Ukraine: an attack that is called is answered (it need not be: money may not be voted)" {
  call leads to aid_by_usa is performed or guarantee is ended
  if all but russia keep
  in reading money_later
  expect fails
}
check "Ukraine: an attack that is called is answered where supplies are owed at once" {
  call and guarantee is in force leads to aid_by_usa is performed
  if all but russia keep
  in reading supplies_at_once
}
check "Russia: monitors can find an attack that never was" {
  possible call and fighting is none
  in reading monitors_first
}
check "United States: no call without an attack where plain facts decide" {
  never call and fighting is not begun_by_russia
  if nobody keeps
  in reading supplies_at_once
}
check "European states: the same of them, where Ukraine's word is enough (there can be one)" {
  never aid_by_europe is due and fighting is none
  in reading on_its_word
  expect fails
}

scenario "The monitors establish an attack that did not happen" {
  given watcher is monitors
  given europe_vote is no
  ukraine signs guarantee  usa signs guarantee
  ukraine signs guarantee_europe  europe signs guarantee_europe
  congress decides approved on approval
  monitors does establish
  ukraine does call
  expect aid_by_usa is due and aid_by_europe is due and fighting is none
}
scenario "One guarantor leaves, the other stays" {
  given early_exit is on_notice
  given europe_vote is no
  ukraine signs guarantee  usa signs guarantee
  ukraine signs guarantee_europe  europe signs guarantee_europe
  europe uses europe_leaves
  on day 90  congress decides approved on approval
  on day 180
  expect guarantee_europe is ended and guarantee is in force
}
