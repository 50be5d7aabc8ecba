# A pact says who promised what to whom, when it falls due and what hangs on it.
# Change this one into yours, a few lines at a time, and run `servanda check` after each change.

pact "The sale of a boat"
starts 2026-01-01  # day 0: all dates that are shown count from here

# Who can promise. A `body` (a court, a parliament) would decide things but owe nothing.
party anna "Anna"
party ben "Ben"

# What can change in the world. A fact begins with its first value.
fact boat "Who has the boat" { anna, ben }
fact money "Who has the money" { ben, escrow, anna }

# What can be done, by whom, and what it changes. `irreversible` means it cannot be taken back.
act pay_in "pay the price into escrow" by ben {
  when money is ben
  money becomes escrow
}
act hand_over "hand over the boat" by anna {
  when boat is anna
  boat becomes ben
  irreversible
}

# Promises stand in instruments. They bind once everybody has signed.
instrument sale "Contract of sale" {
  between anna, ben
  in force once signed
  ends once boat is ben and money is anna
  expires after 60 days

  duty pay {
    ben must pay_in within 10 days
    for anna
    in return for boat is ben
  }
  # Try this: take away the line that begins with `once`, check again, and see who can be left with nothing.
  duty deliver {
    anna must hand_over within 10 days
    once money is escrow
    for ben
    in return for money is anna
  }
  # Without a power that follows from it, a breach would have no teeth.
  power collect { anna may money becomes anna  when deliver is performed and money is escrow }
  power take_back { ben may money becomes ben  when deliver is breached and money is escrow }
  power walk_away { anna may terminate sale  when pay is breached }
}

# What the pact is for: can it be reached, and can anybody prevent it?
purpose "The boat is Ben's and the money is out of his hands" { boat is ben and money is not ben }

# A question of your own, asked of every course that events can take while everyone keeps their word.
check "Anna never has to hand over the boat while Ben still has the money" {
  anna can avoid boat is ben and money is ben
}

# One course of events, with what you expect: a test of the text.
scenario "all goes well" {
  anna signs sale
  ben signs sale
  expect pay is due and deliver is dormant
  on day 5
  ben does pay_in
  expect deliver is due
  on day 10
  anna does hand_over
  anna uses collect
  expect money is anna and sale is ended
}
