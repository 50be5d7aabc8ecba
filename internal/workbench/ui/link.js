// What an address holds after the #: the text (f), the digest of the pact (d), the reading (r) or the answers (o), the part of the page (t), the
// statement that is opened (s), and the course that is played with where one is on it (p).
export function readLink() {
  const q = new URLSearchParams(location.hash.slice(1));
  const out = Object.fromEntries(q);
  for (const k of ["o", "p"]) {
    if (!out[k]) continue;
    try { out[k] = JSON.parse(out[k]); } catch { delete out[k]; }
  }
  return out;
}

export function writeLink(parts) {
  const q = new URLSearchParams();
  for (const [k, v] of Object.entries(parts)) {
    if (v === undefined || v === null || v === "" || (typeof v === "object" && !Object.keys(v).length)) continue;
    q.set(k, typeof v === "object" ? JSON.stringify(v) : v);
  }
  if (String(q) === written) return; // browsers take it amiss if the address is written too often
  written = String(q);
  history.replaceState(null, "", "#" + q);
}
let written;

export function clearLink() {
  written = undefined;
  history.replaceState(null, "", location.pathname);
}
