// What is written and not saved is kept by the browser, for each window by itself, until it is saved or put away: a server or a
// browser that is killed loses nothing, and two windows do not write over each other's.
const mine = (sessionStorage.servandaWindow ||= crypto.randomUUID());

export class Drafts {
  constructor(folder) { this.folder = folder; }

  key(name, window = mine) { return ["servanda", this.folder, name, window].join("\u0000"); }

  keep(name, base, text) {
    try {
      localStorage.setItem(this.key(name), JSON.stringify({ base, text, at: Date.now() }));
      return true;
    } catch {
      return false; // the browser has no room, or keeps nothing
    }
  }

  drop(name, window = mine) { localStorage.removeItem(this.key(name, window)); }

  // of are the drafts of a text, newest first; other than what it holds now.
  of(name, now) {
    const before = this.key(name, "");
    const out = [];
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith(before)) continue;
      const d = JSON.parse(localStorage.getItem(key));
      if (d.text === now) continue;
      out.push({ ...d, window: key.slice(before.length), mine: key.slice(before.length) === mine });
    }
    return out.sort((a, b) => b.at - a.at);
  }

  // names are those of all texts that have drafts.
  names() {
    const before = ["servanda", this.folder, ""].join("\u0000");
    return [...new Set(Object.keys(localStorage).filter((k) => k.startsWith(before)).map((k) => k.slice(before.length).split("\u0000")[0]))];
  }
}
