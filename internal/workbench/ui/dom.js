// el makes an element: properties, attributes (with a - in their names, or role) and listeners (on...), then what is in it.
export function el(tag, props = {}, ...inside) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key.includes("-") || ["role", "for", "type", "open", "href"].includes(key)) node.setAttribute(key, value === true ? "" : value);
    else node[key] = value;
  }
  node.append(...inside.filter((x) => x !== undefined && x !== null && x !== false));
  return node;
}

const nonce = document.querySelector('meta[name="style-nonce"]').content;

export const $ = (id) => document.getElementById(id);

export function button(text, onclick, props = {}) {
  return el("button", { type: "button", onclick, ...props }, text);
}

let shown = 0;

// show puts HTML of the server's into an element, unless it is there already; what is unfolded stays so, and what is scrolled.
export function show(node, html) {
  if (node.dataset.html === html) return false;
  const open = new Set([...node.querySelectorAll("details[open]")].map((d) => d.id || d.querySelector("summary")?.textContent));
  node.dataset.html = html;
  const own = "-" + ++shown; // what the server numbers itself is numbered anew in every part that it gives
  html = html.replace(/((?:id|aria-labelledby)=")((?:(?:picture|caption)-[^" ]*(?: |(?=")))+)/g, (_, at, ids) => at + ids.trim().split(" ").map((id) => id + own).join(" "));
  node.innerHTML = html.replaceAll("<style>", `<style nonce="${nonce}">`); // that of the drawings; what people wrote comes escaped
  for (const d of node.querySelectorAll("details")) {
    if (open.has(d.id || d.querySelector("summary")?.textContent)) d.open = true;
  }
  return true;
}

// notice shows a message until it is put away; a key replaces the one before of the same key.
export function notice(key, text, tone = "plain", actions = []) {
  const old = $("notices").querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!text) return old?.remove();
  const box = el("div", { className: "notice", "data-key": key, "data-tone": tone }, el("p", {}, text));
  for (const [label, act] of actions) box.append(button(label, act));
  box.append(button("Put away", () => box.remove(), { className: "quiet" }));
  old ? old.replaceWith(box) : $("notices").append(box);
}
