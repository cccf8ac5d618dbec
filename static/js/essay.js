/*
 * Planning, writing and marking an essay. Without this file the pages work by their buttons.
 *
 * Writing: the text is sent 3 seconds after the last key, every 30 seconds while typing goes on, and
 * when the page is left. What the server has not acknowledged stays on the device (outbox.js) and is
 * put back into the page when it opens again.
 */
"use strict";
(() => {
  const IDLE = 3000;
  const LONGEST = 30000;

  async function write(form) {
    const text = form.elements.text;
    const bar = form.querySelector("progress");
    const outbox = Outbox.open({scope: "draft " + form.dataset.draft, status: form.querySelector("[data-status]")});
    let sequence = Number(form.elements.sequence.value);
    let sent = text.value;
    let idle = 0;
    let longest = 0;

    function count() {
      const words = text.value.split(/\s+/).filter(Boolean).length;
      form.querySelector("[data-words]").textContent = words + (words === 1 ? " word" : " words");
      bar.value = Math.min(words, bar.max);
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
    form.querySelector("[data-keep]").addEventListener("click", (event) => {
      event.preventDefault();
      save("save");
    });
    form.addEventListener("submit", () => {
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

  document.querySelectorAll("[data-draft]").forEach(write);
  document.querySelectorAll("[data-kept]").forEach(keep);
})();
