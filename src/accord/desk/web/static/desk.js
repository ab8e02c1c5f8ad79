"use strict";
// Keys. Nothing here is needed to read: every key has a link or a button beside it.
const stops = () => [...document.querySelectorAll("a.stop, .line > summary, .touched > summary")].filter((e) => e.checkVisibility());
function step(by) {
  const all = stops();
  if (!all.length) return;
  const at = all.findIndex((e) => e === document.activeElement || e.parentElement.contains(document.activeElement));
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by))];
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}
const here = () => document.activeElement && document.activeElement.closest("details.line");
const RULES = { c: "confirm", d: "dismiss", e: "correct", m: "merge", s: "split", y: "same", n: "not_same" };
// What is asked for may still be on its way: it is acted on as it comes in, unless the keys have gone elsewhere; what is
// typed meanwhile is kept for it, as if it had been there.
let awaited = null;
function when(line, there, act, typed = { text: "", done: false }) {
  if (there()) { act(typed); return; }
  awaited = { line, there, act, typed };
  line.querySelector("summary").focus({ preventScroll: true });
}
const stillAwaited = () => { if (awaited && here() !== awaited.line) awaited = null; return awaited; };
document.addEventListener("htmx:afterSettle", () => {
  if (!stillAwaited() || !awaited.there()) return;
  const { act, typed } = awaited;
  awaited = null;
  act(typed);
});
document.addEventListener("htmx:afterRequest", (event) => { if (awaited && !event.detail.successful && awaited.line.contains(event.detail.target)) awaited = null; });
addEventListener("focusin", stillAwaited);
// True where a key was for what is on its way.
function typeAhead(event) {
  if (!stillAwaited() || !["Enter", "Escape", "Backspace"].includes(event.key) && event.key.length > 1) return false;
  const { typed } = awaited;
  if (event.key === "Escape") awaited = null;
  else if (event.key === "Enter") typed.done = true;
  else if (!typed.done) typed.text = event.key === "Backspace" ? typed.text.slice(0, -1) : typed.text + event.key;
  return true;
}
function within(line, act) {
  line.open = true;
  // one that was open already asks again for what did not come
  line.dispatchEvent(new Event("toggle"));
  when(line, () => !line.querySelector(":scope > .inside"), act);
}
function rule(line, action, before) {
  const link = line.querySelector("a.rule");
  if (!link) return;
  const there = () => line.querySelector(".ruling form");
  if (!there()) link.click();
  when(line, there, (typed) => {
    const own = (value) => line.querySelector(`.ruling input[value="${value}"]`);
    const radio = own(action) || (action === "same" && own("merge"));
    if (!radio) return;
    radio.checked = true;
    radio.dispatchEvent(new Event("change", { bubbles: true }));
    const reason = line.querySelector(".ruling input[name=reason]");
    reason.value += typed.text;
    reason.focus();
    if (typed.done) reason.form.requestSubmit();
  }, before);
}
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target.closest("input:not([type=radio]):not([type=checkbox]), select, textarea");
  if (event.key === "Escape" && typing) {
    const own = typing.closest("details.line");
    typing.blur();
    if (own) own.querySelector("summary").focus();
    return;
  }
  if (typing) return;
  if (typeAhead(event)) { event.preventDefault(); return; }
  const line = here();
  if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else if (event.key === "g") location.assign("/stories");
  else if (event.key === "/") { const box = document.querySelector("main input[type=search], .find input"); if (box) box.focus(); }
  else if (event.key === "?") { const keys = document.getElementById("keys"); if (keys) keys.scrollIntoView(); }
  else if (event.key === "o" && line) within(line, () => { const words = line.querySelector("a.words"); if (words) words.click(); });
  else if (event.key === "u") { const undo = document.querySelector(".ruled button"); if (undo) undo.click(); }
  else if (RULES[event.key] && line) within(line, (typed) => rule(line, RULES[event.key], typed));
  else return;
  event.preventDefault();
});
// A change is asked for once, however often Enter or the button is pressed; whoever comes back to the page, or waits in vain,
// may ask again.
const sent = new Set();
addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (sent.has(form)) { event.preventDefault(); return; }
  sent.add(form);
  setTimeout(() => sent.delete(form), 5000);
});
addEventListener("pageshow", () => sent.clear());
// An address of a place in a report leads to the mark that holds it.
function toPlace() {
  const wanted = /^#at-(\d+)$/.exec(location.hash);
  if (!wanted || document.getElementById(location.hash.slice(1))) return;
  const places = [...document.querySelectorAll('[id^="at-"]')].filter((e) => Number(e.id.slice(3)) <= Number(wanted[1]));
  if (places.length) places[places.length - 1].scrollIntoView({ block: "center" });
}
toPlace();
// The line an address leads to takes the keys, and so does one that a link in the page leads to; the browser itself, going
// there, would take them away until it is done.
function takeKeys() {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target && target.matches("details.line") && document.activeElement === document.body) target.querySelector("summary").focus({ preventScroll: true });
}
takeKeys();
addEventListener("load", takeKeys);
addEventListener("hashchange", takeKeys);
