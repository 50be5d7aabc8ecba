pact "Accord on the border posts"
starts 2026-10-01

party north "Northland"
party south "Southland"

act withdraw "withdraw the guns behind the river" by north { irreversible }
act pay "pay the first instalment" by south { }
act pay_rest "pay the rest" by south { when rest is due }
act open_posts "open the border posts" by south { }

instrument accord "the accord" {
  between north, south
  in force once signed

  duty guns "the withdrawal of the guns" { north must withdraw within 40 days  for south  in return for rest }
  duty instalment "the first instalment" { south must pay within 30 days  for north }
  duty rest "the rest of the price" { south must pay_rest within 10 days  once guns is performed  for north }
  duty posts "the opening of the posts" { south must open_posts within 90 days  for north }
}

purpose "The guns are gone and the posts are open" { guns is performed and posts is performed }
