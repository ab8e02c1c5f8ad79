"use strict";
// What is in a line, or changed in a story, is asked for once, as it is opened; without a script the link in it leads there.
const asked = new WeakSet();
function fill(line) {
  const box = line.querySelector(":scope > .inside");
  if (!box || asked.has(box)) return;
  asked.add(box);
  box.setAttribute("aria-busy", "true");
  htmx.ajax("GET", box.querySelector("a").getAttribute("href"), { source: line, target: box, swap: "outerHTML" }).catch(() => {});
}
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful) return;
  asked.delete(event.detail.target);
  event.detail.target.removeAttribute("aria-busy");
});
document.addEventListener("toggle", (event) => { if (event.target.matches(".line, .touched") && event.target.open) fill(event.target); }, true);
document.querySelectorAll(".line[open], .touched[open]").forEach(fill);
