// What each word is coloured as.
import { styleTags, tags as t } from "@lezer/highlight";

export const colours = styleTags({
  "pact starts tick use party body source fact act decision instrument open reading purpose position prefer odds chance check scenario": t.definitionKeyword,
  "duty ban power": t.definitionKeyword,
  "and or not is was": t.operatorKeyword,
  "quoted paraphrased alleged inferred plural unnamed irreversible": t.modifier,
  "must may can ensure avoid decides becomes rises falls signs does uses leads to signed breached": t.controlKeyword,
  "suspend resume terminate excuse any of never possible performed time in force": t.controlKeyword,
  "with as by on once when while unless upon within every for at against ends expires after between if given expect cite": t.keyword,
  "accepts opposes undeclared published relays file sha256 before its discretion return notice": t.keyword,
  "everyone nobody all but keep keeps fails a day least most": t.keyword,
  "days week weeks month months year years": t.unit,
  Ident: t.variableName,
  "NewName/Ident": t.definition(t.variableName),
  "Word!": t.atom,
  String: t.string,
  Number: t.number,
  Date: t.number,
  Paragraph: t.number,
  Comment: t.lineComment,
  "{ }": t.brace,
  "( )": t.paren,
  ", .. : > %": t.separator,
});
