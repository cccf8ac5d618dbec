/* A question answered without leaving the page. Without this file the forms work by themselves. */
"use strict";
(() => {
  const question = document.getElementById("question");
  if (!question || !window.Outbox) return;
  const form = question.querySelector("[data-answer]");
  const status = document.getElementById("saved");
  const bar = document.getElementById("answered");
  const counter = "sequence of " + question.dataset.scope;
  const isTold = form !== null && "told" in form.dataset;
  let sent = form ? new FormData(form).get("option") : null;
  let isCounted = sent !== null;

  const outbox = Outbox.open({scope: question.dataset.scope, status, onSaved, onRefused});

  function onSaved(answer, post) {
    if (!form || post.url !== form.action) return;
    if (!isCounted) bar.value += 1;
    isCounted = true;
    if (!answer.feedback) return;
    question.innerHTML = answer.feedback;
    document.getElementById("told").focus();
  }

  function onRefused(message, post) {
    if (form && post.url === form.action) hold(false);
  }

  function hold(isHeld) {
    for (const control of form.querySelectorAll("input[type=radio], button")) control.disabled = isHeld;
  }

  // Two tabs of one browser count on together, so the later choice has the higher number.
  function nextSequence() {
    let last = 0;
    try { last = Number(localStorage.getItem(counter)); } catch { /* the page's own number will do */ }
    const next = Math.max(Number(form.elements.sequence.value), last + 1);
    try { localStorage.setItem(counter, next); } catch { /* as above */ }
    form.elements.sequence.value = next + 1;
    return next;
  }

  function put() {
    const {csrfmiddlewaretoken, ...fields} = Object.fromEntries(new FormData(form));
    fields.sequence = nextSequence();
    fields.client_time = new Date().toISOString();
    form.elements.client_uuid.value = Outbox.uuid();
    sent = fields.option;
    return outbox.put({url: form.action, fields});
  }

  async function go(event) {
    if (event.submitter && "submit" in event.submitter.dataset) return;
    event.preventDefault();
    if (isTold) {
      const sending = put();
      hold(true);
      return sending;
    }
    const isNew = new FormData(form).get("option") !== sent;
    const sending = isNew ? put() : outbox.flush();
    await Promise.race([sending, new Promise((resolve) => setTimeout(resolve, 1500))]);
    const next = form.querySelector("[data-next]");
    if (next) location.assign(next.href);
  }

  async function handIn(event) {
    const button = event.submitter;
    if (!button || !("submit" in button.dataset)) return;
    event.preventDefault();
    await outbox.flush();
    if (outbox.waiting().length) {
      status.textContent = "Some answers are still on this device. Hand in when they are saved";
      return;
    }
    try { localStorage.removeItem(counter); } catch { /* nothing was kept */ }
    button.form.action = button.formAction;
    button.form.submit();
  }

  if (form) form.addEventListener("submit", go);
  if (form && !isTold) form.addEventListener("change", put);
  document.addEventListener("submit", handIn);
})();
