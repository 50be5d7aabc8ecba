pact "Three agreements that enter into force together"
starts 2026-05-01

party coast "the Coast"
party hills "the Hills" plural

act lift "lift the blockade" by coast { irreversible }
act lay_down "lay down the arms" by hills { irreversible }

# One moment for all three: the last signature, wherever it is put.
instrument truce "Truce" {
  between coast, hills
  in force once signed and customs is signed and amnesty is signed
  expires after 360 days
  duty disarm { hills must lay_down within 90 days  for coast }
  power reply { coast may terminate truce  when disarm is breached }
}
instrument customs "Customs agreement" {
  between coast, hills
  in force once signed and amnesty is signed and truce is signed
  expires after 360 days
  duty open_ports { coast must lift within 90 days  for hills }
  power answer { hills may terminate customs  when open_ports is breached }
}
instrument amnesty "Amnesty" {
  between coast, hills
  in force once signed and truce is signed and customs is signed
  expires after 360 days
}

purpose "The blockade is lifted and the arms are laid down" {
  disarm is performed and open_ports is performed
}
