# A service in two parts, each paid before the next is done, with acceptance by the customer and silence that counts as a yes.
# Try this: take away `within 30 days` at the acceptance, and `or acceptance is lapsed` with it: who can wait for ever?
pact "Template: a service contract in two parts"
starts 2026-01-01

party provider "the Provider"
party customer "the Customer"

act do_first "deliver the first part" by provider {
  when first_part is due or first_part is breached
  irreversible
}
act pay_first "pay the first fee" by customer {
  when first_fee is due or first_fee is breached
  irreversible
}
act do_second "deliver the second part" by provider {
  when second_part is due or second_part is breached
  irreversible
}
act pay_second "pay the second fee" by customer {
  when second_fee is due or second_fee is breached
  irreversible
}

instrument contract "Contract for services" {
  between provider, customer
  in force once signed
  ends once second_fee is performed

  duty first_part { provider must do_first within 30 days  for customer }
  duty first_fee {
    customer must pay_first within 30 days
    once acceptance is accepted or acceptance is lapsed
    for provider
  }
  duty second_part {
    provider must do_second within 60 days
    once first_fee is performed
    for customer
  }
  duty second_fee {
    customer must pay_second within 30 days
    once second_part is performed
    for provider
  }

  power provider_stops {
    provider may terminate contract
    when acceptance is refused or first_fee is breached or second_fee is breached
  }
  power customer_stops {
    customer may terminate contract
    when acceptance is refused or first_part is breached or second_part is breached
  }
}

decision acceptance "The customer accepts the first part" {
  customer decides accepted or refused
  once first_part is performed
  within 30 days
}

purpose "Both parts are delivered and paid" { second_fee is performed }
