"use strict";
// Passages of two texts: pointing at one shows its twin, choosing it brings the twin into view, lines join what is in view.
const [left, right] = document.querySelectorAll(".side");
const bands = document.querySelector(".bands");
const partsOf = (side, n) => [...side.querySelectorAll(`.passage[data-n="${n}"]`)];
function show(n) {
  document.querySelectorAll(".sides [data-n]").forEach((e) => e.classList.toggle("on", e.dataset.n === n));
}
function bring(side, n, at_once) {
  const [part] = partsOf(side, n);
  if (!part) return;
  const by = part.getBoundingClientRect().top - side.getBoundingClientRect().top - side.clientHeight / 4;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  side.scrollBy({ top: by, behavior: calm || at_once ? "auto" : "smooth" });
}
for (const side of [left, right]) {
  const other = side === left ? right : left;
  const at = (event) => { const part = event.target.closest && event.target.closest(".passage"); return part && part.dataset.n; };
  side.addEventListener("pointerover", (event) => show(at(event)));
  side.addEventListener("pointerleave", () => show(null));
  side.addEventListener("focusin", (event) => { const n = at(event); if (n) { show(n); bring(other, n); } });
  side.addEventListener("click", (event) => {
    const n = at(event);
    if (!n) return;
    show(n);
    bring(other, n);
    if (!event.target.closest(".num")) return;
    event.preventDefault();
    partsOf(other, n)[0].querySelector(".num").focus({ preventScroll: true });
  });
  side.addEventListener("scroll", draw, { passive: true });
}
let waiting = false;
function draw() {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    const box = bands.getBoundingClientRect();
    if (!box.height) return;
    bands.setAttribute("viewBox", `0 0 ${box.width} ${box.height}`);
    const ends = (side, n) => {
      const boxes = partsOf(side, n).map((e) => e.getBoundingClientRect());
      return [Math.min(...boxes.map((b) => b.top)) - box.top, Math.max(...boxes.map((b) => b.bottom)) - box.top];
    };
    for (const band of bands.children) {
      const [top, end] = ends(left, band.dataset.n), [top2, end2] = ends(right, band.dataset.n);
      const seen = (a, b) => b > 0 && a < box.height;
      band.toggleAttribute("hidden", !seen(top, end) && !seen(top2, end2));
      band.setAttribute("points", `0,${top} ${box.width},${top2} ${box.width},${end2} 0,${end}`);
    }
  });
}
// An address of a passage shows it in both texts.
function follow() {
  const [, , n] = /^#(left|right)-(\d+)$/.exec(location.hash) || [];
  if (!n) return;
  show(n);
  bring(left, n);
  bring(right, n);
}
addEventListener("hashchange", follow);
addEventListener("resize", draw);
follow();
// Where neither text begins with anything shared, both begin with the first passage.
const seen = [left, right].some((side) => [...side.querySelectorAll(".passage")].some((e) => e.getBoundingClientRect().top < side.getBoundingClientRect().bottom));
if (!location.hash && !seen) [left, right].forEach((side) => bring(side, "1", true));
draw();
