"use strict";
// A timeline by keys: each is that of a link beside it. A drawing that is on its way is waited for, then it has the keys.
let ahead = [];
const moveOf = (drawing, key) => [...drawing.querySelectorAll("a[data-key]")].find((a) => a.dataset.key === key);
addEventListener("keydown", (event) => {
  const drawing = event.target.closest && event.target.closest(".timeline");
  if (!drawing || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input")) return;
  const key = event.key === "=" ? "+" : event.key;
  const link = moveOf(drawing, key);
  if (!link) return;
  event.preventDefault();
  if (drawing.querySelector(".htmx-request")) ahead.push(key);
  else move(link);
});
function move(link) {
  // what has just been put in may not be known to htmx yet
  if (window.htmx) window.htmx.process(link);
  if (link.href) link.click();
}
document.addEventListener("htmx:afterRequest", (event) => { if (!event.detail.successful) ahead = []; });
document.addEventListener("htmx:afterSettle", (event) => {
  if (!event.target.matches(".timeline")) return;
  while (ahead.length) {
    const link = moveOf(event.target, ahead.shift());
    if (link && link.href) return move(link);
  }
});
// A link in a drawing is asked for by htmx alone.
addEventListener("click", (event) => {
  if (window.htmx && event.target.closest && event.target.closest("svg a[hx-get]")) event.preventDefault();
});
// A map wider than the page begins with its first mark in sight, one without marks in its middle.
function begin() {
  document.querySelectorAll(".map .scroll").forEach((box) => {
    const lefts = [...box.querySelectorAll("svg a")].map((mark) => mark.getBoundingClientRect().left);
    const middle = (box.scrollWidth - box.clientWidth) / 2;
    box.scrollLeft = lefts.length ? box.scrollLeft + Math.min(...lefts) - box.getBoundingClientRect().left - 40 : middle;
  });
}
begin();
document.addEventListener("htmx:afterSettle", (event) => { if (event.target.matches(".map")) begin(); });
