pact "A walk that hides where it ends"

# The model of Haddad and Monmege on which value iteration stops too early, N = 20, as the benchmark set of the QComp has it: the
# chance to come to x0 is 70%, to the last digit.

source qcomp "the QComp benchmark set" { published 2019-01-01 }

fact x "Where the walk is" {
  x20, x0, x1, x2, x3, x4, x5, x6, x7, x8, x9, x10, x11, x12, x13, x14, x15, x16, x17, x18, x19,
  x21, x22, x23, x24, x25, x26, x27, x28, x29, x30, x31, x32, x33, x34, x35, x36, x37, x38, x39, x40
  cite qcomp
}

act on_1 by outsider { when x is x1  x becomes x0 }
act back_1 by outsider { when x is x1  x becomes x20 }
chance on_1 50% a day cite qcomp
chance back_1 100% a day cite qcomp
act on_2 by outsider { when x is x2  x becomes x1 }
act back_2 by outsider { when x is x2  x becomes x20 }
chance on_2 50% a day cite qcomp
chance back_2 100% a day cite qcomp
act on_3 by outsider { when x is x3  x becomes x2 }
act back_3 by outsider { when x is x3  x becomes x20 }
chance on_3 50% a day cite qcomp
chance back_3 100% a day cite qcomp
act on_4 by outsider { when x is x4  x becomes x3 }
act back_4 by outsider { when x is x4  x becomes x20 }
chance on_4 50% a day cite qcomp
chance back_4 100% a day cite qcomp
act on_5 by outsider { when x is x5  x becomes x4 }
act back_5 by outsider { when x is x5  x becomes x20 }
chance on_5 50% a day cite qcomp
chance back_5 100% a day cite qcomp
act on_6 by outsider { when x is x6  x becomes x5 }
act back_6 by outsider { when x is x6  x becomes x20 }
chance on_6 50% a day cite qcomp
chance back_6 100% a day cite qcomp
act on_7 by outsider { when x is x7  x becomes x6 }
act back_7 by outsider { when x is x7  x becomes x20 }
chance on_7 50% a day cite qcomp
chance back_7 100% a day cite qcomp
act on_8 by outsider { when x is x8  x becomes x7 }
act back_8 by outsider { when x is x8  x becomes x20 }
chance on_8 50% a day cite qcomp
chance back_8 100% a day cite qcomp
act on_9 by outsider { when x is x9  x becomes x8 }
act back_9 by outsider { when x is x9  x becomes x20 }
chance on_9 50% a day cite qcomp
chance back_9 100% a day cite qcomp
act on_10 by outsider { when x is x10  x becomes x9 }
act back_10 by outsider { when x is x10  x becomes x20 }
chance on_10 50% a day cite qcomp
chance back_10 100% a day cite qcomp
act on_11 by outsider { when x is x11  x becomes x10 }
act back_11 by outsider { when x is x11  x becomes x20 }
chance on_11 50% a day cite qcomp
chance back_11 100% a day cite qcomp
act on_12 by outsider { when x is x12  x becomes x11 }
act back_12 by outsider { when x is x12  x becomes x20 }
chance on_12 50% a day cite qcomp
chance back_12 100% a day cite qcomp
act on_13 by outsider { when x is x13  x becomes x12 }
act back_13 by outsider { when x is x13  x becomes x20 }
chance on_13 50% a day cite qcomp
chance back_13 100% a day cite qcomp
act on_14 by outsider { when x is x14  x becomes x13 }
act back_14 by outsider { when x is x14  x becomes x20 }
chance on_14 50% a day cite qcomp
chance back_14 100% a day cite qcomp
act on_15 by outsider { when x is x15  x becomes x14 }
act back_15 by outsider { when x is x15  x becomes x20 }
chance on_15 50% a day cite qcomp
chance back_15 100% a day cite qcomp
act on_16 by outsider { when x is x16  x becomes x15 }
act back_16 by outsider { when x is x16  x becomes x20 }
chance on_16 50% a day cite qcomp
chance back_16 100% a day cite qcomp
act on_17 by outsider { when x is x17  x becomes x16 }
act back_17 by outsider { when x is x17  x becomes x20 }
chance on_17 50% a day cite qcomp
chance back_17 100% a day cite qcomp
act on_18 by outsider { when x is x18  x becomes x17 }
act back_18 by outsider { when x is x18  x becomes x20 }
chance on_18 50% a day cite qcomp
chance back_18 100% a day cite qcomp
act on_19 by outsider { when x is x19  x becomes x18 }
act back_19 by outsider { when x is x19  x becomes x20 }
chance on_19 50% a day cite qcomp
chance back_19 100% a day cite qcomp
act on_20 by outsider { when x is x20  x becomes x19 }
act back_20 by outsider { when x is x20  x becomes x21 }
chance on_20 70% a day cite qcomp
chance back_20 100% a day cite qcomp
act on_21 by outsider { when x is x21  x becomes x22 }
act back_21 by outsider { when x is x21  x becomes x20 }
chance on_21 50% a day cite qcomp
chance back_21 100% a day cite qcomp
act on_22 by outsider { when x is x22  x becomes x23 }
act back_22 by outsider { when x is x22  x becomes x20 }
chance on_22 50% a day cite qcomp
chance back_22 100% a day cite qcomp
act on_23 by outsider { when x is x23  x becomes x24 }
act back_23 by outsider { when x is x23  x becomes x20 }
chance on_23 50% a day cite qcomp
chance back_23 100% a day cite qcomp
act on_24 by outsider { when x is x24  x becomes x25 }
act back_24 by outsider { when x is x24  x becomes x20 }
chance on_24 50% a day cite qcomp
chance back_24 100% a day cite qcomp
act on_25 by outsider { when x is x25  x becomes x26 }
act back_25 by outsider { when x is x25  x becomes x20 }
chance on_25 50% a day cite qcomp
chance back_25 100% a day cite qcomp
act on_26 by outsider { when x is x26  x becomes x27 }
act back_26 by outsider { when x is x26  x becomes x20 }
chance on_26 50% a day cite qcomp
chance back_26 100% a day cite qcomp
act on_27 by outsider { when x is x27  x becomes x28 }
act back_27 by outsider { when x is x27  x becomes x20 }
chance on_27 50% a day cite qcomp
chance back_27 100% a day cite qcomp
act on_28 by outsider { when x is x28  x becomes x29 }
act back_28 by outsider { when x is x28  x becomes x20 }
chance on_28 50% a day cite qcomp
chance back_28 100% a day cite qcomp
act on_29 by outsider { when x is x29  x becomes x30 }
act back_29 by outsider { when x is x29  x becomes x20 }
chance on_29 50% a day cite qcomp
chance back_29 100% a day cite qcomp
act on_30 by outsider { when x is x30  x becomes x31 }
act back_30 by outsider { when x is x30  x becomes x20 }
chance on_30 50% a day cite qcomp
chance back_30 100% a day cite qcomp
act on_31 by outsider { when x is x31  x becomes x32 }
act back_31 by outsider { when x is x31  x becomes x20 }
chance on_31 50% a day cite qcomp
chance back_31 100% a day cite qcomp
act on_32 by outsider { when x is x32  x becomes x33 }
act back_32 by outsider { when x is x32  x becomes x20 }
chance on_32 50% a day cite qcomp
chance back_32 100% a day cite qcomp
act on_33 by outsider { when x is x33  x becomes x34 }
act back_33 by outsider { when x is x33  x becomes x20 }
chance on_33 50% a day cite qcomp
chance back_33 100% a day cite qcomp
act on_34 by outsider { when x is x34  x becomes x35 }
act back_34 by outsider { when x is x34  x becomes x20 }
chance on_34 50% a day cite qcomp
chance back_34 100% a day cite qcomp
act on_35 by outsider { when x is x35  x becomes x36 }
act back_35 by outsider { when x is x35  x becomes x20 }
chance on_35 50% a day cite qcomp
chance back_35 100% a day cite qcomp
act on_36 by outsider { when x is x36  x becomes x37 }
act back_36 by outsider { when x is x36  x becomes x20 }
chance on_36 50% a day cite qcomp
chance back_36 100% a day cite qcomp
act on_37 by outsider { when x is x37  x becomes x38 }
act back_37 by outsider { when x is x37  x becomes x20 }
chance on_37 50% a day cite qcomp
chance back_37 100% a day cite qcomp
act on_38 by outsider { when x is x38  x becomes x39 }
act back_38 by outsider { when x is x38  x becomes x20 }
chance on_38 50% a day cite qcomp
chance back_38 100% a day cite qcomp
act on_39 by outsider { when x is x39  x becomes x40 }
act back_39 by outsider { when x is x39  x becomes x20 }
chance on_39 50% a day cite qcomp
chance back_39 100% a day cite qcomp

purpose "The walk ends at x0" { x is x0 }
