// Small enhancements; every page works without this file.
// htmx sends the token that Django's forms carry; it is read from the cookie so that cached pages stay the same for all.
document.addEventListener("htmx:configRequest", (event) => {
  const token = document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/);
  if (token) event.detail.headers["X-CSRFToken"] = token[1];
});
