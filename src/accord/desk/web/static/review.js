"use strict";
// A line of the queue that is opened shows its words, and what can be decided, once.
const asked = new WeakSet();
const linkOf = (line) => line.querySelector("a.rule");
function load(line) {
  const link = linkOf(line);
  if (!link || asked.has(link)) return;
  asked.add(link);
  htmx.ajax("GET", link.getAttribute("hx-get"), { source: link, target: line.querySelector(".ruling") }).catch(() => {});
}
document.addEventListener("click", (event) => {
  const link = event.target.closest("a.rule");
  if (!link) return;
  if (asked.has(link)) { event.preventDefault(); event.stopImmediatePropagation(); }
  asked.add(link);
}, true);
document.addEventListener("htmx:afterRequest", (event) => { if (!event.detail.successful) asked.delete(event.detail.elt); });
document.addEventListener("toggle", (event) => { if (event.target.matches("details.line[open]")) load(event.target); }, true);
document.querySelectorAll(".queue details.line[open]").forEach(load);
