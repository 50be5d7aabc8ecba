pact "x"
