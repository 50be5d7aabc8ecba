# Every part once, the legislature twice. The treaty waits for both legislatures; then the South hands over its fort against a
# price in escrow; then there is trade, with gravel in three instalments and a relief from customs that the North can end
# unless the Council continues it.
pact "A treaty made of parts"
starts 2026-01-01

party north "the North"
party south "the South"
party west "the West"

# The one time for everything: give several values to leave it open.
open month "How long each step may take" { 30 days }

use "legislature.pact" with
  owner as north,
  text as treaty,
  time as month,
  house as diet "the Diet of the North",
  vote as diet_vote "The Diet votes"
use "legislature.pact" with
  owner as south,
  text as treaty,
  time as month,
  house as senate "the Senate of the South",
  vote as senate_vote "The Senate votes"
use "escrow.pact" with
  payer as north,
  payee as south,
  text as treaty,
  delivery as hand_over,
  time as month
use "instalments.pact" with
  seller as south,
  buyer as north,
  text as trade,
  time as month,
  deliver as send_gravel,
  pay as pay_for_gravel
use "security-council.pact" with
  mover as south,
  matter as notice_period,
  member_1 as north,
  member_2 as south,
  member_3 as west
use "snapback.pact" with
  giver as north,
  taker as south,
  text as trade,
  motion as motion,
  time as month

fact fort "Who has the fort" { with_south, with_north }

act leave_fort "hand over the fort" by south {
  when escrow is in force and fort is with_south
  fort becomes with_north
  irreversible
}

instrument treaty "The treaty" {
  between north, south
  in force once signed and diet_vote is approved and senate_vote is approved

  duty hand_over {
    south must leave_fort within 60 days
    once pay_in is performed
    for north
    in return for price is with_payee
  }
}
instrument trade "The trade agreement" {
  between north, south
  in force once price is with_payee
}

purpose "The fort is handed over and its price is out of the payer's hands" {
  fort is with_north and price is not with_payer
}

check "either legislature alone can stop the treaty" {
  diet can ensure not treaty is in force
}
check "the South is never more than one instalment ahead" {
  never ahead is at least 2
  if nobody keeps
}
check "nothing is adopted that the West has not let pass" {
  never motion is adopted and stand_3 is opposed
  if nobody keeps
}
check "once notice is given the relief is over in a month, or was continued" {
  notice is on_the_table leads to relief is ended or motion is adopted within 30 days
}

scenario "All goes well" {
  north signs treaty  south signs treaty
  on day 30  diet decides approved on diet_vote  senate decides approved on senate_vote
  expect treaty is in force and escrow is in force and trade is draft
  north does deposit  south does leave_fort  south uses collect
  expect escrow is ended and instalments is in force and relief is in force
  south does send_gravel  north does pay_for_gravel
  on day 60  south does send_gravel  north does pay_for_gravel
  on day 90  south does send_gravel  north does pay_for_gravel
  expect instalments is ended
}
scenario "The Senate says no" {
  north signs treaty  south signs treaty
  diet decides approved on diet_vote  senate decides rejected on senate_vote
  expect not treaty is in force and not escrow is in force
}
scenario "The fort is not handed over" {
  north signs treaty  south signs treaty
  diet decides approved on diet_vote  senate decides approved on senate_vote
  north does deposit
  on day 90  expect hand_over is breached
  north uses take_back  expect price is with_payer
}
scenario "The West lets nothing pass, and the relief is over" {
  north signs treaty  south signs treaty
  diet decides approved on diet_vote  senate decides approved on senate_vote
  north does deposit  south does leave_fort  south uses collect
  north does give_notice  south does table_motion  south does let_pass_2  north does let_pass_1
  on day 60  expect relief is ended and motion is tabled
}
scenario "The Council continues the relief" {
  north signs treaty  south signs treaty
  diet decides approved on diet_vote  senate decides approved on senate_vote
  north does deposit  south does leave_fort  south uses collect
  north does give_notice  south does table_motion
  north does let_pass_1  south does let_pass_2  west does let_pass_3  council does adopt
  on day 60  expect relief is in force and motion is adopted
}
