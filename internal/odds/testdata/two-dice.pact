pact "The sum of two dice"

# Knuth and Yao's way to throw two dice with one coin, as it comes with PRISM. Heads and tails at each of its 34 places.

source prism "the dice example of PRISM" { published 2002-01-01 }

fact place "Where the throw is" {
  s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11, s12, s13, s14, s15, s16, s17, s18, s19, s20,
  s21, s22, s23, s24, s25, s26, s27, s28, s29, s30, s31, s32, s33, sum_2, sum_3, sum_4, sum_5,
  sum_6, sum_7, sum_8, sum_9, sum_10, sum_11, sum_12
  cite prism
}

act heads_0 by outsider { when place is s0  place becomes s1 }
act tails_0 by outsider { when place is s0  place becomes s2 }
chance heads_0 50% a day cite prism
chance tails_0 100% a day cite prism
act heads_1 by outsider { when place is s1  place becomes s3 }
act tails_1 by outsider { when place is s1  place becomes s4 }
chance heads_1 50% a day cite prism
chance tails_1 100% a day cite prism
act heads_2 by outsider { when place is s2  place becomes s5 }
act tails_2 by outsider { when place is s2  place becomes s6 }
chance heads_2 50% a day cite prism
chance tails_2 100% a day cite prism
act heads_3 by outsider { when place is s3  place becomes s7 }
act tails_3 by outsider { when place is s3  place becomes sum_6 }
chance heads_3 50% a day cite prism
chance tails_3 100% a day cite prism
act heads_4 by outsider { when place is s4  place becomes s8 }
act tails_4 by outsider { when place is s4  place becomes sum_7 }
chance heads_4 50% a day cite prism
chance tails_4 100% a day cite prism
act heads_5 by outsider { when place is s5  place becomes s9 }
act tails_5 by outsider { when place is s5  place becomes sum_8 }
chance heads_5 50% a day cite prism
chance tails_5 100% a day cite prism
act heads_6 by outsider { when place is s6  place becomes s10 }
act tails_6 by outsider { when place is s6  place becomes s11 }
chance heads_6 50% a day cite prism
chance tails_6 100% a day cite prism
act heads_7 by outsider { when place is s7  place becomes s12 }
act tails_7 by outsider { when place is s7  place becomes sum_4 }
chance heads_7 50% a day cite prism
chance tails_7 100% a day cite prism
act heads_8 by outsider { when place is s8  place becomes s13 }
act tails_8 by outsider { when place is s8  place becomes sum_5 }
chance heads_8 50% a day cite prism
chance tails_8 100% a day cite prism
act heads_9 by outsider { when place is s9  place becomes s14 }
act tails_9 by outsider { when place is s9  place becomes sum_9 }
chance heads_9 50% a day cite prism
chance tails_9 100% a day cite prism
act heads_10 by outsider { when place is s10  place becomes s15 }
act tails_10 by outsider { when place is s10  place becomes sum_10 }
chance heads_10 50% a day cite prism
chance tails_10 100% a day cite prism
act heads_11 by outsider { when place is s11  place becomes s16 }
act tails_11 by outsider { when place is s11  place becomes s17 }
chance heads_11 50% a day cite prism
chance tails_11 100% a day cite prism
act heads_12 by outsider { when place is s12  place becomes s18 }
act tails_12 by outsider { when place is s12  place becomes sum_3 }
chance heads_12 50% a day cite prism
chance tails_12 100% a day cite prism
act heads_13 by outsider { when place is s13  place becomes s19 }
act tails_13 by outsider { when place is s13  place becomes sum_5 }
chance heads_13 50% a day cite prism
chance tails_13 100% a day cite prism
act heads_14 by outsider { when place is s14  place becomes s20 }
act tails_14 by outsider { when place is s14  place becomes sum_7 }
chance heads_14 50% a day cite prism
chance tails_14 100% a day cite prism
act heads_15 by outsider { when place is s15  place becomes s21 }
act tails_15 by outsider { when place is s15  place becomes sum_9 }
chance heads_15 50% a day cite prism
chance tails_15 100% a day cite prism
act heads_16 by outsider { when place is s16  place becomes s22 }
act tails_16 by outsider { when place is s16  place becomes sum_11 }
chance heads_16 50% a day cite prism
chance tails_16 100% a day cite prism
act heads_17 by outsider { when place is s17  place becomes s23 }
act tails_17 by outsider { when place is s17  place becomes s24 }
chance heads_17 50% a day cite prism
chance tails_17 100% a day cite prism
act heads_18 by outsider { when place is s18  place becomes s25 }
act tails_18 by outsider { when place is s18  place becomes sum_2 }
chance heads_18 50% a day cite prism
chance tails_18 100% a day cite prism
act heads_19 by outsider { when place is s19  place becomes s26 }
act tails_19 by outsider { when place is s19  place becomes sum_3 }
chance heads_19 50% a day cite prism
chance tails_19 100% a day cite prism
act heads_20 by outsider { when place is s20  place becomes s27 }
act tails_20 by outsider { when place is s20  place becomes sum_4 }
chance heads_20 50% a day cite prism
chance tails_20 100% a day cite prism
act heads_21 by outsider { when place is s21  place becomes sum_5 }
act tails_21 by outsider { when place is s21  place becomes sum_9 }
chance heads_21 50% a day cite prism
chance tails_21 100% a day cite prism
act heads_22 by outsider { when place is s22  place becomes s28 }
act tails_22 by outsider { when place is s22  place becomes sum_10 }
chance heads_22 50% a day cite prism
chance tails_22 100% a day cite prism
act heads_23 by outsider { when place is s23  place becomes s29 }
act tails_23 by outsider { when place is s23  place becomes sum_11 }
chance heads_23 50% a day cite prism
chance tails_23 100% a day cite prism
act heads_24 by outsider { when place is s24  place becomes s30 }
act tails_24 by outsider { when place is s24  place becomes sum_12 }
chance heads_24 50% a day cite prism
chance tails_24 100% a day cite prism
act heads_25 by outsider { when place is s25  place becomes s1 }
act tails_25 by outsider { when place is s25  place becomes sum_2 }
chance heads_25 50% a day cite prism
chance tails_25 100% a day cite prism
act heads_26 by outsider { when place is s26  place becomes s31 }
act tails_26 by outsider { when place is s26  place becomes sum_3 }
chance heads_26 50% a day cite prism
chance tails_26 100% a day cite prism
act heads_27 by outsider { when place is s27  place becomes s32 }
act tails_27 by outsider { when place is s27  place becomes sum_6 }
chance heads_27 50% a day cite prism
chance tails_27 100% a day cite prism
act heads_28 by outsider { when place is s28  place becomes sum_7 }
act tails_28 by outsider { when place is s28  place becomes sum_8 }
chance heads_28 50% a day cite prism
chance tails_28 100% a day cite prism
act heads_29 by outsider { when place is s29  place becomes s33 }
act tails_29 by outsider { when place is s29  place becomes sum_11 }
chance heads_29 50% a day cite prism
chance tails_29 100% a day cite prism
act heads_30 by outsider { when place is s30  place becomes s2 }
act tails_30 by outsider { when place is s30  place becomes sum_12 }
chance heads_30 50% a day cite prism
chance tails_30 100% a day cite prism
act heads_31 by outsider { when place is s31  place becomes sum_2 }
act tails_31 by outsider { when place is s31  place becomes sum_4 }
chance heads_31 50% a day cite prism
chance tails_31 100% a day cite prism
act heads_32 by outsider { when place is s32  place becomes sum_6 }
act tails_32 by outsider { when place is s32  place becomes sum_8 }
chance heads_32 50% a day cite prism
chance tails_32 100% a day cite prism
act heads_33 by outsider { when place is s33  place becomes sum_10 }
act tails_33 by outsider { when place is s33  place becomes sum_12 }
chance heads_33 50% a day cite prism
chance tails_33 100% a day cite prism

purpose "The sum is 2" { place is sum_2 }
purpose "The sum is 3" { place is sum_3 }
purpose "The sum is 4" { place is sum_4 }
purpose "The sum is 5" { place is sum_5 }
purpose "The sum is 6" { place is sum_6 }
purpose "The sum is 7" { place is sum_7 }
purpose "The sum is 8" { place is sum_8 }
purpose "The sum is 9" { place is sum_9 }
purpose "The sum is 10" { place is sum_10 }
purpose "The sum is 11" { place is sum_11 }
purpose "The sum is 12" { place is sum_12 }
