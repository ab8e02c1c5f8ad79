"use strict";
// A part of a page that was asked for and did not come: that is said where it was to be.
document.addEventListener("htmx:afterRequest", (event) => {
  const { successful, target, xhr } = event.detail;
  if (successful || !target || xhr.getResponseHeader("HX-Redirect")) return;
  const told = target.querySelector(":scope > .failed") || document.createElement("span");
  const page = xhr.status && new DOMParser().parseFromString(xhr.responseText, "text/html").querySelector("h1");
  told.className = "notice failed";
  told.setAttribute("role", "alert");
  told.textContent = `This did not come. ${page ? page.textContent : "The desk does not answer."}`;
  target.prepend(told);
});
