pact "Elmira"

# A chemical plant polluted the water of Elmira, Ontario. The ministry put the company under a control order, the company appealed.
# Who modifies the order cannot take that back, nor who accepts it or gives up the plant; local government may insist and relent.

source paper "the paper on GMCR in environmental conflicts (Hipel and others 1997)" {
  published 1997-01-01
}

party ministry "the Ministry of the Environment"
party company "Uniroyal"
party town "local government"

fact order "The control order" { original, modified, moot } cite paper
fact appeal "The appeal" { delayed, over } cite paper
fact town_stance "What local government says of the original order" { silent, insists, moot }
  cite paper
fact plant "The plant" { open, abandoned } cite paper

act modify "modify the control order" by ministry {
  when plant is open
  order becomes modified
  irreversible
  cite paper
}
act accept "accept the control order as it stands" by company {
  when plant is open
  appeal becomes over
  irreversible
  cite paper
}
act insist "insist on the original order" by town {
  when plant is open
  town_stance becomes insists
  cite paper
}
act abandon "abandon the plant" by company {
  plant becomes abandoned
  order becomes moot
  appeal becomes over
  town_stance becomes moot
  irreversible
  cite paper
}

prefer ministry:
  plant is open
  > appeal is over
  > order is original
  > order is original and town_stance is insists or order is modified and town_stance is silent
  cite paper paraphrased

prefer company:
  plant is open and appeal is delayed and order is original and town_stance is silent
  > plant is open and appeal is over and order is modified
  > plant is open and order is original and appeal is delayed
  > plant is abandoned
  > appeal is over
  > order is original
  > town_stance is silent
  cite paper paraphrased

prefer town:
  plant is open
  > order is original
  > order is original and appeal is over
  > town_stance is insists
  > appeal is over
  cite paper paraphrased
