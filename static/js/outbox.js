/*
 * Outbox: posts that must not be lost.
 *
 *   const outbox = Outbox.open({scope: "draft 42", status: element, onSaved, onRefused});
 *   outbox.put({url, fields, slot});
 *
 * Each post stays in localStorage until the server has answered it, is sent in the order it was put
 * in, and is sent again after a pause when the network or the server fails. A later post with the
 * same `slot` replaces one that still waits. `status` (role="status") says in words where things
 * are. `onSaved(answer, post)` gets the server's JSON; `onRefused(message, post)` its reason for a 4xx.
 */
"use strict";
window.Outbox = (() => {
  const PAUSES = [1, 2, 4, 8, 15, 30];
  const FOR_GOOD = new Set([400, 409, 410, 413, 422]);

  function token() {
    const cookie = document.cookie.split("; ").find((pair) => pair.startsWith("csrftoken="));
    return cookie ? decodeURIComponent(cookie.split("=")[1]) : "";
  }

  function uuid() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  }

  function shelf(scope) {
    const key = "outbox " + scope;
    let memory = null;  // used when the browser keeps nothing for us: storage off or full
    return {
      read() {
        if (memory) return memory;
        try { return JSON.parse(localStorage.getItem(key)) || []; } catch { return []; }
      },
      write(posts) {
        try {
          if (posts.length) localStorage.setItem(key, JSON.stringify(posts));
          else localStorage.removeItem(key);
          memory = null;
        } catch { memory = posts; }
        return !memory;
      },
    };
  }

  async function send(post) {
    const body = new URLSearchParams(post.fields);
    const response = await fetch(post.url, {
      method: "POST",
      body,
      keepalive: body.toString().length < 60000,  // goes on when the page is left; browsers allow it for small posts
      headers: {Accept: "application/json", "X-CSRFToken": token()},
      redirect: "error",
    });
    const isJson = (response.headers.get("Content-Type") || "").startsWith("application/json");
    return {status: response.status, answer: isJson ? await response.json() : {}};
  }

  function open({scope, status, onSaved = () => {}, onRefused = () => {}}) {
    const kept = shelf(scope);
    let sending = null;
    let failures = 0;
    let timer = 0;
    let stored = true;

    function say(words) { if (status) status.textContent = words; }

    function done(post) { kept.write(kept.read().filter((other) => other.id !== post.id)); }

    function saved(post, answer) {
      failures = 0;
      done(post);
      if (!kept.read().length) say(answer.status || "Saved");
      onSaved(answer, post);
    }

    function refused(post, answer) {
      failures = 0;
      done(post);
      const message = answer.error || "The server did not accept it.";
      say("Not saved. " + message);
      onRefused(message, post);
    }

    function later(words) {
      say(words);
      timer = setTimeout(flush, 1000 * PAUSES[Math.min(failures, PAUSES.length - 1)]);
      failures += 1;
    }

    function waiting() {
      return stored ? "Saved on this device, will send" : "Not sent yet: keep this page open";
    }

    async function settle(post) {
      try {
        const {status: code, answer} = await send(post);
        if (code < 300) saved(post, answer);
        else if (FOR_GOOD.has(code)) refused(post, answer);
        else if (code === 403 || code === 404) later("Saved on this device. Sign in again in another tab to send it");
        else later(waiting());
        return code < 300 || FOR_GOOD.has(code);
      } catch {
        later(waiting());
        return false;
      }
    }

    async function drain() {
      for (let post = kept.read()[0]; post; post = kept.read()[0]) {
        if (!(await settle(post))) return;
      }
    }

    function flush() {
      clearTimeout(timer);
      timer = 0;
      sending = sending || drain().finally(() => {
        sending = null;
        if (!timer && kept.read().length) flush();
      });
      return sending;
    }

    function put({url, fields, slot = ""}) {
      const onItsWay = sending ? 1 : 0;
      const held = kept.read().filter((other, place) => place < onItsWay || !slot || other.slot !== slot);
      stored = kept.write([...held, {id: uuid(), url, fields, slot}]);
      say("Saving");
      return flush();
    }

    window.addEventListener("online", flush);
    if (kept.read().length) flush();
    return {put, flush, waiting: () => kept.read()};
  }

  return {open, uuid};
})();
