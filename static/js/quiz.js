/*
 * A quiz on one page: all its questions came with the first, so that it goes on when the network does not. Each answer
 * is put into the outbox at once. Without this file the forms and links work by themselves.
 */
"use strict";
(() => {
  const quiz = document.getElementById("quiz");
  if (!quiz || !window.Outbox) return;
  if ("alone" in quiz.dataset) {
    location.replace(location.pathname);
    return;
  }
  const place = document.getElementById("question");
  const status = document.getElementById("saved");
  const bar = document.getElementById("answered");
  const overview = document.getElementById("overview");
  const gaps = document.getElementById("gaps");  // in a test only
  const asking = document.getElementById("asking");
  const ticking = document.querySelector("[data-ticking]");
  const window_ = quiz.dataset.window;
  const counter = "sequence of " + quiz.dataset.scope;
  const isTold = "told" in quiz.dataset;
  const SAVED = "Answer saved";
  const away = new Map();  // by position, what is not shown now
  for (const template of quiz.querySelectorAll("template")) {
    away.set(Number(template.dataset.position), template.content);
  }
  let position = Number(quiz.dataset.position);
  let sequence = Number(quiz.dataset.sequence);
  if (ticking) ticking.hidden = false;

  const outbox = Outbox.open({
    scope: quiz.dataset.scope,
    status,
    onSaved,
    onRefused,
    offline: isTold ? "Saved on this device; feedback when connected" : "Saved on this device, will send",
  });

  // --- Which question ---------------------------------------------------------------------------

  const form = () => place.querySelector("[data-answer]");
  const entry = (number) => overview.querySelector(`[data-position="${number}"]`);

  function show(next) {
    if (!away.has(next)) return;
    const leaving = document.createDocumentFragment();
    leaving.append(...place.childNodes);
    away.set(position, leaving);
    place.append(away.get(next));
    away.delete(next);
    entry(position).removeAttribute("aria-current");
    entry(next).setAttribute("aria-current", "step");
    document.title = document.title.replace(/\d+/, next);
    position = next;
    sayWhetherSaved();
    const heading = place.querySelector("h1");
    heading.tabIndex = -1;
    heading.focus();
  }

  // What is still to be sent, or was refused, goes on being said whichever question is shown.
  function sayWhetherSaved() {
    if (status.textContent && status.textContent !== SAVED) return;
    status.textContent = entry(position).classList.contains("is-answered") ? SAVED : "";
  }

  function follow(event) {
    const link = event.target.closest("a[data-position]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(Number(link.dataset.position));
  }

  function go(next) {
    show(next);
    history.pushState({position: next}, "", new URL(`../${next}/`, location.href));
  }

  function state(number, name, isOn) {
    const link = entry(number);
    link.classList.toggle("is-" + name, isOn);
    link.querySelector(`[data-is="${name}"]`).hidden = !isOn;
    bar.value = overview.querySelectorAll(".is-answered").length;
    const submit = overview.querySelector("[data-submit]");
    submit.classList.toggle("btn-primary", bar.value === bar.max);
    submit.classList.toggle("btn-outline-primary", bar.value !== bar.max);
    if (gaps) gaps.textContent = gapsInWords();
  }

  function judged(number, verdict) {
    const link = entry(number);
    link.querySelector("[data-is=answered]").hidden = true;
    link.querySelector(`[data-is="${verdict}"]`).hidden = false;
  }

  function gapsInWords() {
    const empty = bar.max - bar.value;
    const flagged = overview.querySelectorAll(".is-flagged").length;
    const words = [];
    if (empty) words.push(empty === 1 ? "1 question has no answer." : `${empty} questions have no answer.`);
    if (flagged) words.push(flagged === 1 ? "1 is flagged." : `${flagged} are flagged.`);
    return words.join(" ");
  }

  // --- Answers ----------------------------------------------------------------------------------

  function positionOf(post) { return Number(post.url.match(/\/(\d+)\/answer\/$/)[1]); }

  function onSaved(answer, post) {
    if (!answer.feedback) return;
    const told = document.createElement("template");
    told.innerHTML = answer.feedback;
    const number = positionOf(post);
    judged(number, told.content.getElementById("told").dataset.verdict);
    if (number !== position) {
      away.set(number, told.content);
      return;
    }
    place.replaceChildren(told.content);
    document.getElementById("told").focus();
  }

  function onRefused(message, post) {
    if (isTold && form() && post.url === form().action) hold(false);
  }

  function hold(isHeld) {
    for (const control of form().querySelectorAll("input[type=radio], button[data-check]")) control.disabled = isHeld;
  }

  // Two tabs of one browser count on together, so the later choice has the higher number.
  function nextSequence() {
    let last = 0;
    try { last = Number(localStorage.getItem(counter)); } catch { /* the page's own number will do */ }
    const next = Math.max(sequence, last + 1);
    try { localStorage.setItem(counter, next); } catch { /* as above */ }
    sequence = next + 1;
    return next;
  }

  function put() {
    const {csrfmiddlewaretoken, position: number, ...fields} = Object.fromEntries(new FormData(form()));
    if (!fields.option) return Promise.resolve();
    fields.sequence = nextSequence();
    fields.client_uuid = Outbox.uuid();
    fields.client_time = new Date().toISOString();
    state(position, "answered", true);
    const mark = `${fields.window} ${fields.client_uuid} ${fields.sequence} ${fields.option}`;
    return outbox.put({url: form().action, fields, mark});
  }

  function flag(button) {
    const isOn = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", isOn);
    state(position, "flagged", isOn);
    outbox.put({url: button.formAction, slot: "flag " + position, fields: {flagged: isOn ? 1 : 0}});
  }

  async function digestOf(lines) {
    if (!window.crypto.subtle) return "";  // not to be had over plain http
    const bytes = new TextEncoder().encode(lines.sort().join("\n"));
    const hash = await crypto.subtle.digest("SHA-256", bytes);
    return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  let isHandingIn = false;

  async function handIn(target) {
    if (isHandingIn) return;
    isHandingIn = true;
    await outbox.flush();
    if ((await outbox.waiting()).length) {
      isHandingIn = false;
      status.textContent = "Some answers are still on this device. Hand in when they are saved";
      return;
    }
    const own = (await outbox.marks()).filter((line) => line.startsWith(window_ + " "));
    const lines = own.map((line) => line.slice(window_.length + 1));
    const sent = {window: window_, event_count: lines.length, digest: await digestOf(lines)};
    const handed = document.createElement("form");
    handed.method = "post";
    handed.action = target;
    handed.hidden = true;
    sent.csrfmiddlewaretoken = place.querySelector("[name=csrfmiddlewaretoken]").value;
    for (const [name, value] of Object.entries(sent)) {
      const field = document.createElement("input");
      field.name = name;
      field.value = value;
      handed.append(field);
    }
    document.body.append(handed);
    try { localStorage.removeItem(counter); } catch { /* nothing was kept */ }
    handed.submit();
  }

  function askAndHandIn(target) {
    const words = gaps && gapsInWords();
    if (!words || !asking.showModal) {
      handIn(target);
      return;
    }
    asking.querySelector("p").textContent = words + " Hand in anyway?";
    asking.returnValue = "";
    asking.onclose = () => { if (asking.returnValue === "anyway") handIn(target); };
    asking.showModal();
  }

  function submitted(event) {
    const button = event.submitter;
    if (event.target.id !== "answer") return;
    event.preventDefault();
    if (button && "submit" in button.dataset) {
      askAndHandIn(button.formAction);
    } else if (button && "flag" in button.dataset) {
      flag(button);
    } else if (isTold) {
      put();
      hold(true);
    } else {
      const next = place.querySelector("[data-next]");
      if (next) go(Number(next.dataset.position));
    }
  }

  outbox.forgetOthers();
  quiz.addEventListener("click", follow);
  document.addEventListener("submit", submitted);
  if (!isTold) place.addEventListener("change", put);
  addEventListener("popstate", () => show(Number(location.pathname.match(/(\d+)\/$/)[1])));
  document.addEventListener("timeup", () => {
    if (document.querySelector("[data-ends]")) handIn(document.querySelector("[data-submit]").formAction);
  });
})();
