// What begins with a digit, cut as the project's own parser cuts it (internal/syntax/lex.go): a number, a date, or the sign
// of a paragraph such as 12a, 5(2), 4.1, 3-5.
import { ExternalTokenizer } from "@lezer/lr";
import { Number, Date, Paragraph } from "./parser.terms.js";

const digit = (c) => c >= 48 && c <= 57;
const sign = (c) => digit(c) || (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95;

const hyphen = 45, dot = 46, open = 40, close = 41;

// bracketed is the length of `(2)` or `(b)` here, or 0.
function bracketed(input) {
  let n = 1;
  while (n < 8 && sign(input.peek(n))) n++;
  return n > 1 && input.peek(n) === close ? n + 1 : 0;
}

// step is how many characters the token goes on for from here, or 0 where it ends.
function step(input) {
  const c = input.next;
  if (sign(c)) return 1;
  if ((c === hyphen || c === dot) && sign(input.peek(1))) return 2;
  return c === open ? bracketed(input) : 0;
}

export const numbers = new ExternalTokenizer((input) => {
  if (!digit(input.next)) return;
  let text = "";
  for (let n; (n = step(input)) > 0; ) {
    for (; n > 0; n--) {
      text += String.fromCharCode(input.next);
      input.advance();
    }
  }
  if (/^[0-9]+$/.test(text)) input.acceptToken(Number);
  else if (/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text)) input.acceptToken(Date);
  else input.acceptToken(Paragraph);
});
