/*
 * Planning, writing and marking an essay. Without this file the pages work by their buttons.
 *
 * Writing: the text is sent 3 seconds after the last key, every 30 seconds while typing goes on, and
 * when the page is left. What the server has not acknowledged stays on the device (outbox.js) and is
 * put back into the page when it opens again. Fewer words than the guide's are handed in after a question.
 *
 * A teacher's marking is sent once, as a whole: until then it stays in this browser, [data-unsent="WHOSE WHICH"], and is
 * forgotten when a page says [data-sent] of it. [data-as-sent]: the page shows what was posted, newer than what is kept.
 */
"use strict";
(() => {
  const IDLE = 3000;
  const LONGEST = 30000;
  const UNSENT = "unsent ";  // in localStorage

  async function write(form) {
    const text = form.elements.text;
    const bar = form.querySelector("progress");
    const outbox = Outbox.open({scope: "draft " + form.dataset.draft, status: form.querySelector("[data-status]")});
    let sequence = Number(form.elements.sequence.value);
    let sent = text.value;
    let idle = 0;
    let longest = 0;

    function words() { return text.value.split(/\s+/).filter(Boolean).length; }

    function said(number) { return number + (number === 1 ? " word" : " words"); }

    function count() {
      form.querySelector("[data-words]").textContent = said(words());
      bar.value = Math.min(words(), bar.max);
    }

    /* Whether to ask before so few words are handed in. The clock has no button, so it is never asked. */
    function asks(button) {
      const dialog = form.querySelector("[data-few]");
      if (!dialog || !dialog.showModal || !button || button.name !== "finished") return false;
      if (dialog.contains(button) || !words() || words() >= Number(dialog.dataset.few)) return false;
      dialog.querySelector("[data-words]").textContent = said(words());
      dialog.showModal();
      return true;
    }

    function rest() {
      clearTimeout(idle);
      clearTimeout(longest);
      idle = longest = 0;
    }

    function save(cause) {
      rest();
      if (cause === "autosave" && text.value === sent) return;
      sent = text.value;
      sequence += 1;
      const window = form.elements.window.value;
      const order = {window, sequence, client_uuid: Outbox.uuid(), client_time: new Date().toISOString()};
      outbox.put({url: form.dataset.save, slot: "text", fields: {text: sent, cause, ...order}});
    }

    text.addEventListener("input", () => {
      count();
      clearTimeout(idle);
      idle = setTimeout(save, IDLE, "autosave");
      longest = longest || setTimeout(save, LONGEST, "autosave");
    });
    document.addEventListener("visibilitychange", () => { if (document.hidden) save("autosave"); });
    form.querySelector("[data-back]")?.addEventListener("click", () => form.querySelector("[data-few]").close());
    form.querySelector("[data-keep]").addEventListener("click", (event) => {
      event.preventDefault();
      save("save");
    });
    form.addEventListener("submit", (event) => {
      if (asks(event.submitter)) {
        event.preventDefault();
        return;
      }
      rest();
      sent = text.value;
      form.elements.sequence.value = sequence + 1;
    });

    const unsent = (await outbox.waiting()).at(-1);
    if (unsent && unsent.fields.text !== text.value) {
      text.value = unsent.fields.text;
      count();
      save("autosave");
    }
  }

  /* A form that is sent whole whenever something in it changes: a plan, a marking, a checklist. */
  function keep(form) {
    const status = form.querySelector("[data-status]");
    const outbox = Outbox.open({scope: form.dataset.kept, status});
    let idle = 0;

    function isComplete() { return !form.elements.mark || form.querySelector("[name=mark]:checked"); }

    // The newest answers replace any that still wait, so nothing older can arrive after them.
    async function put() {
      clearTimeout(idle);
      idle = 0;
      if (!isComplete()) return;
      const fields = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
      await outbox.put({url: form.action, slot: "whole", fields});
    }

    form.addEventListener("change", (event) => {
      const sentence = event.target.closest("[data-sentence]");
      if (sentence) sentence.classList.toggle("ev", event.target.checked);
      put();
    });
    form.addEventListener("input", (event) => {
      if (!event.target.matches("textarea")) return;
      clearTimeout(idle);
      idle = setTimeout(put, IDLE);
    });
    document.addEventListener("visibilitychange", () => { if (document.hidden && idle) put(); });
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      await put();
      if ((await outbox.waiting()).length) return;
      if (event.submitter && event.submitter.name) {
        const pressed = document.createElement("input");
        Object.assign(pressed, {type: "hidden", name: event.submitter.name, value: event.submitter.value});
        form.append(pressed);
      }
      form.submit();
    });
  }

  /* A form that is sent once, when it is complete: until then its fields stay in this browser. */
  function holdBack(form) {
    const key = UNSENT + form.dataset.unsent;
    const status = form.querySelector("[data-status]");

    function say(words) { if (status) status.textContent = words; }

    function store() {
      const fields = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
      try {
        localStorage.setItem(key, JSON.stringify(fields));
        say("Kept on this device");
      } catch { say("Not kept: this browser stores nothing"); }
    }

    /* A note that the page has no room for gets a copy of the last one. */
    function makeRoom(names) {
      for (const name of names) {
        const row = Number((/^p(\d+)-text$/.exec(name) || [])[1]);
        const last = [...form.querySelectorAll("[data-note]")].at(-1);
        if (!row || form.elements[name]) continue;
        const html = last.outerHTML.replace(new RegExp(`(?<![a-z])${last.dataset.note}(?!\\d)`, "g"), "p" + row).replace("Note " + row, "Note " + (row + 1));
        last.insertAdjacentHTML("afterend", html);
      }
    }

    function restore(fields) {
      makeRoom(fields.map(([name]) => name));
      for (const field of form.elements) {
        const kept = fields.filter(([name]) => name === field.name).map(([, value]) => value);
        if (field.type === "radio" || field.type === "checkbox") field.checked = kept.includes(field.value);
        else if (kept.length && field.matches("textarea, select")) field.value = kept[0];
      }
      say("What you had chosen and typed is back");
    }

    let kept = null;
    try { kept = JSON.parse(localStorage.getItem(key)); } catch { /* nothing is kept here */ }
    if ("asSent" in form.dataset) store();
    else if (kept) restore(kept);
    form.addEventListener("input", store);
    form.addEventListener("change", store);
  }

  function forget(page) {
    try { localStorage.removeItem(UNSENT + page.dataset.sent); } catch { /* nothing is kept here */ }
  }

  document.querySelectorAll("[data-sent]").forEach(forget);
  document.querySelectorAll("[data-unsent]").forEach(holdBack);
  document.querySelectorAll("[data-draft]").forEach(write);
  document.querySelectorAll("[data-kept]").forEach(keep);
})();
