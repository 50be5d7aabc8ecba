# A council in which some can veto. A motion is adopted only when each of the three permanent members has let it pass, by
# its vote or by abstaining; whoever never does has vetoed it. Who speaks for several stands for them all.
# It can be moved and adopted while the matter is in force.
# To be given: mover, matter, member_1, member_2, member_3. Gives: council, motion, stand_1 to stand_3 and the acts.
body council "the other members of the Council"

fact motion "The motion" { none, tabled, adopted }
fact stand_1 "The first permanent member and the motion" { opposed, not_opposed }
fact stand_2 "The second permanent member and the motion" { opposed, not_opposed }
fact stand_3 "The third permanent member and the motion" { opposed, not_opposed }

act table_motion "table the motion" by mover {
  when matter is in force and motion is none
  motion becomes tabled
}
act let_pass_1 "let the motion pass" by member_1 {
  when motion is tabled and stand_1 is opposed
  stand_1 becomes not_opposed
}
act let_pass_2 "let the motion pass" by member_2 {
  when motion is tabled and stand_2 is opposed
  stand_2 becomes not_opposed
}
act let_pass_3 "let the motion pass" by member_3 {
  when motion is tabled and stand_3 is opposed
  stand_3 becomes not_opposed
}
act adopt "adopt the motion" by council {
  when matter is in force
    and motion is tabled
    and stand_1 is not_opposed
    and stand_2 is not_opposed
    and stand_3 is not_opposed
  motion becomes adopted
}
