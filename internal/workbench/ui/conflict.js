import { button, el } from "./dom.js";
import { sideBySide } from "./editor.js";

// conflict shows two texts side by side over the page.
export function conflict({ title, left, right, leftName, rightName }) {
  const box = el("div", { className: "merge" });
  const dialog = el("dialog", { className: "wide-dialog", "aria-labelledby": "conflict-title" },
    el("h2", { id: "conflict-title" }, title), el("p", {}, `Left: ${leftName}. Right: ${rightName}.`), box, button("Close", () => dialog.close()));
  dialog.addEventListener("close", () => { both.destroy(); dialog.remove(); });
  document.body.append(dialog);
  dialog.showModal();
  const both = sideBySide(box, left, right);
}
