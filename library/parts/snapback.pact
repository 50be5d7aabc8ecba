# Relief that ends by itself. Once the giver gives notice, the relief ends with the notice period unless a motion to
# continue it has been adopted: whoever wants it gone need not win a vote, and whoever can block the vote ends it.
# To be given: giver, taker, text, motion, time. Gives: notice, give_notice, notice_period, relief.
fact notice "Notice that the relief is to end" { not_given, on_the_table }

act give_notice "give notice that the relief is to end" by giver {
  when relief is in force and notice is not_given
  notice becomes on_the_table
}

# Not an instrument of its own: the clock.
instrument notice_period "The notice period" {
  between giver, taker
  in force once notice is on_the_table
  expires after time
}

instrument relief "The relief" {
  between giver, taker
  in force once text is in force
  ends once notice_period is ended and motion is not adopted
}
