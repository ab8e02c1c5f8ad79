"use strict";
// A link to a line opens it; works from the matrix, the timeline and from outside.
function openTarget() {
  const id = decodeURIComponent(location.hash.slice(1));
  const target = id && document.getElementById(id);
  if (!target) return;
  for (let node = target; node; node = node.parentElement) if (node.tagName === "DETAILS") node.open = true;
  target.scrollIntoView({ block: "start" });
}
addEventListener("hashchange", openTarget);
openTarget();
document.addEventListener("click", (event) => {
  const link = event.target.closest && event.target.closest('a[href^="#"]');
  const hash = link && (link.getAttribute("href") || "");
  if (hash && hash === location.hash) openTarget();
});
// A link in what has opened over the page leads to a line beneath it.
document.addEventListener("click", (event) => {
  const over = event.target.closest && event.target.closest("[popover] a") && event.target.closest("[popover]");
  if (over) over.hidePopover();
});
// Printing shows every citation that is there; what would have to be asked for first comes too late for the paper.
addEventListener("beforeprint", () => document.querySelectorAll("details:not(:has(> .inside), .queue .line)").forEach((d) => { d.open = true; }));
// A citation is copied where the browser lets it; those that come in later, too.
if (navigator.clipboard) {
  const show = () => document.querySelectorAll(".copy[data-paste]").forEach((button) => { button.hidden = false; });
  show();
  document.addEventListener("htmx:afterSettle", show);
  document.addEventListener("click", async (event) => {
    const button = event.target.closest && event.target.closest(".copy[data-paste]");
    if (!button) return;
    await navigator.clipboard.writeText(button.dataset.paste);
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = "Copy citation"; }, 1500);
  });
}
// What a mark stands for is written out below, for those who can't hover.
function tell(event) {
  const mark = event.target.closest && event.target.closest(".timeline svg a");
  if (mark) mark.closest(".timeline").querySelector(".caption").textContent = mark.querySelector("title").textContent;
}
addEventListener("focusin", tell);
addEventListener("pointerover", tell);
