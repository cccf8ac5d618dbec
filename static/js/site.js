// Small enhancements; every page works without this file.
// What an earlier page could not send is sent from this one.
const outboxScript = document.currentScript.dataset.outbox;
addEventListener("load", () => {
  let isWaiting = null;
  try { isWaiting = localStorage.getItem("outbox waiting"); } catch { /* nothing is kept here */ }
  if (!isWaiting) return;
  if (window.Outbox) { window.Outbox.flushAll(); return; }
  const script = document.createElement("script");
  script.src = outboxScript;
  script.onload = () => window.Outbox.flushAll();
  document.head.append(script);
});
// htmx sends the token that Django's forms carry; it is read from the cookie so that cached pages stay the same for all.
document.addEventListener("htmx:configRequest", (event) => {
  const token = document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/);
  if (token) event.detail.headers["X-CSRFToken"] = token[1];
});
