pact "Everything a pact can say"
starts 2026-01-01
tick 5 days

party north "Northland" cite note 1 quoted
party south "the two southern towns" plural
body  senate "Northern Senate" of north

source wire { published 2025-11-01 }
source note "Non-paper of the mediators" {
  published 2025-12-01
  relays wire
  unnamed
  file "note.txt"
  cite wire
  sha256 "0000000000000000000000000000000000000000000000000000000000000001"
}

open order "Does the pull-back wait?" { no, yes } cite note 2
open wait "How long is it given?" { 1 month, 40 days }
open least "How much is enough?" { 1, 2 }

fact hill "Who holds the hill" { south, nobody } cite note 3
fact aid_given "Aid given" 0 .. 2

act pull_back "pull back from the hill" by south { when hill is south  hill becomes nobody  irreversible  cite note 4 }
act send_help "send help" by north { when aid_given is at most 1  aid_given rises by 1 }
act spend "spend the help" by south { when aid_given is at least least  aid_given falls by least }
act raid "raid the South" by outsider, north

decision ratification "The Senate votes" {
  senate decides approved or rejected
  once aid is signed by north
  within 90 days
  cite note 5
}

decision inquiry { senate, south decides open or closed }

instrument peace "Peace agreement" {
  between north, south
  in force once signed
  ends once leave_hill is lapsed
  cite note 6
  duty leave_hill "leave the hill" {
    south must pull_back within wait
    not before 5 days
    once order is no or aid is in force or least is at least 2 or wait is at most 30 days
    unless aid is suspended
    for north
    in return for keep_off
    cite note 7 paraphrased
  }
  ban keep_off "keep off" { north must not raid  while leave_hill is performed in time or hill is nobody  for south  in return for leave_hill  cite note 8 }
  power walk_away "walk away" { south may terminate peace  on notice of 10 days  when keep_off was breached  cite note 9 }
  power forgive { north may excuse leave_hill  when keep_off is not breached or not walk_away is used }
}

instrument aid "Aid guarantee" {
  between north, south
  in force once signed and ratification is approved
  expires after 120 days
  duty help { north must send_help within 30 days  upon raid  at its discretion  against raid, hill is nobody }
  duty report { south must any of spend, pull_back  within 10 days  every 60 days }
  duty quiet { north must ensure hill is nobody  by 2026-04-01 }
  ban no_raid { south must not spend }
  power pause { south may suspend aid }
  power restore { south may resume aid }
  # servanda: accept self_judged because the north says who holds the hill
  power declare { north may hill becomes south }
}

reading strict "The strict reading" { order is yes  cite note 10 }
position north accepts peace, order is yes  cite note 11
position south opposes peace, wait is 1 month  if aid is in force and order is no
prefer north: leave_hill is performed and hill is nobody > not aid_given is at least 1 cite note 11 alleged
odds senate on ratification: approved 60%..80%, rejected 12.5%..40%  cite note 12 alleged
chance raid 5%..7.25% a month  cite note 13

purpose "The hill is empty" { hill is nobody and ratification is not lapsed  cite note 2 }

check "help comes" {
  raid and aid is in force leads to help is performed within 30 days
  if all but north keep
  in reading strict
  expect fails
}
check "the north can avoid it" { north can avoid keep_off is breached }

scenario "a good course" {
  given order is no
  north signs peace  south signs peace
  on day 10  south does pull_back
  north signs aid  south signs aid
  senate decides approved on ratification
  south uses walk_away
  expect hill is nobody
}
# servanda: accept veto because the Senate may refuse
