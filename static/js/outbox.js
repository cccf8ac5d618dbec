/*
 * Outbox: posts that must not be lost.
 *
 *   const outbox = Outbox.open({scope: "draft 42", status: element, onSaved, onRefused});
 *   outbox.put({url, fields, slot, mark});
 *
 * Each post stays in IndexedDB until the server has answered it, is sent in the order it was put in, and is sent again
 * after a pause, when the network is back, and at the next visit to any page (site.js). A later post with the same
 * `slot` replaces one that still waits. `mark` is a line kept about the post: `marks()` has those of all that
 * the server keeps or still has to be sent, until another scope says `forgetOthers()`. `status` (role="status") says in words where things are. `onSaved(answer,
 * post)` gets the server's JSON; `onRefused(message, post)` its reason for a 4xx.
 */
"use strict";
window.Outbox = (() => {
  const PAUSES = [1, 2, 4, 8, 15, 30];
  const FOR_GOOD = new Set([400, 409, 410, 413, 422]);
  const WAITING = "outbox waiting";  // in localStorage, so that other pages know without opening a database

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

  // --- What the browser keeps ---------------------------------------------------------------------

  let opening = null;

  function database() {
    opening = opening || new Promise((resolve, reject) => {
      const request = indexedDB.open("outbox", 1);
      request.onupgradeneeded = () => {
        for (const name of ["posts", "marks"]) {
          request.result.createObjectStore(name, {keyPath: "id", autoIncrement: name === "posts"}).createIndex("scope", "scope");
        }
      };
      request.onsuccess = () => resolve(request.result);
      request.onerror = request.onblocked = () => reject(request.error);
    });
    return opening;
  }

  /* Runs `work` on the stores; resolves with its request's result once everything is written. */
  async function stores(names, mode, work) {
    const base = await database();
    return new Promise((resolve, reject) => {
      const transaction = base.transaction(names, mode, mode === "readwrite" ? {durability: "strict"} : {});
      const request = work(...names.map((name) => transaction.objectStore(name)));
      transaction.oncomplete = () => resolve(request && request.result);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
    });
  }

  /* The posts and marks of a scope; in memory where the browser keeps nothing for us: storage off or full. */
  function shelf(scope) {
    let memory = null;
    async function either(kept, held) {
      if (!memory) {
        try { return await kept(); } catch { memory = memory || {posts: [], marks: []}; }
      }
      return held(memory);
    }
    const own = (store) => store.index("scope").getAll(scope);
    return {
      isLasting: () => !memory,
      posts: () => either(() => stores(["posts"], "readonly", own), (held) => held.posts.slice()),
      marks: () => either(() => stores(["marks"], "readonly", own), (held) => held.marks.slice()),
      add: (post, gone) => either(
        () => stores(["posts", "marks"], "readwrite", (posts, marks) => {
          for (const other of gone) posts.delete(other.id);
          if (post.mark) marks.put({id: post.key, scope, line: post.mark});
          return posts.add(post);
        }),
        (held) => {
          held.posts = held.posts.filter((other) => !gone.some((one) => one.key === other.key));
          held.posts.push(post);
          if (post.mark) held.marks.push({id: post.key, scope, line: post.mark});
        },
      ),
      remove: (post, isKept) => either(
        () => stores(["posts", "marks"], "readwrite", (posts, marks) => {
          if (!isKept) marks.delete(post.key);
          posts.delete(post.id);
        }),
        (held) => {
          held.posts = held.posts.filter((other) => other.key !== post.key);
          if (!isKept) held.marks = held.marks.filter((one) => one.id !== post.key);
        },
      ),
      forgetOthers: () => either(
        () => stores(["marks"], "readwrite", (marks) => {
          marks.openCursor().onsuccess = ({target: {result: cursor}}) => {
            if (!cursor) return;
            if (cursor.value.scope !== scope) cursor.delete();
            cursor.continue();
          };
        }),
        () => {},
      ),
    };
  }

  function remember(isWaiting) {
    try { isWaiting ? localStorage.setItem(WAITING, "1") : localStorage.removeItem(WAITING); } catch { /* not kept */ }
  }

  async function everyScope() {
    const posts = await stores(["posts"], "readonly", (store) => store.getAll());
    return [...new Set(posts.map((post) => post.scope))];
  }

  // --- Sending ------------------------------------------------------------------------------------

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

  const opened = new Map();

  function open({scope, status, onSaved = () => {}, onRefused = () => {}, offline = "Saved on this device, will send"}) {
    const kept = shelf(scope);
    let sending = null;
    let keeping = Promise.resolve();
    let inFlight = null;
    let failures = 0;
    let timer = 0;

    function say(words) { if (status && status.textContent !== words) status.textContent = words; }

    async function settled(post, isKept) {
      failures = 0;
      await kept.remove(post, isKept);
      const left = await kept.posts();
      if (!left.length && kept.isLasting() && !(await everyScope()).length) remember(false);
      return left.length;
    }

    async function saved(post, answer) {
      if (!(await settled(post, true))) say(answer.status || "Saved");
      onSaved(answer, post);
    }

    async function refused(post, answer) {
      await settled(post, answer.kept);
      const message = answer.error || "The server did not accept it.";
      say("Not saved. " + message);
      onRefused(message, post);
    }

    function later(words) {
      say(words);
      timer = setTimeout(flush, 1000 * PAUSES[Math.min(failures, PAUSES.length - 1)]);
      failures += 1;
    }

    function waits() { return kept.isLasting() ? offline : "Not sent yet: keep this page open"; }

    async function settle(post) {
      let code = 0;
      let answer = {};
      try { ({status: code, answer} = await send(post)); } catch { /* no network: code stays 0 */ }
      if (code >= 200 && code < 300) await saved(post, answer);
      else if (FOR_GOOD.has(code)) await refused(post, answer);
      else if (code === 403 || code === 404) later("Saved on this device. Sign in again in another tab to send it");
      else later(waits());
      return (code >= 200 && code < 300) || FOR_GOOD.has(code);
    }

    async function drain() {
      for (;;) {
        const [post] = await kept.posts();
        if (!post) return;
        inFlight = post.key;
        const isSettled = await settle(post);
        inFlight = null;
        if (!isSettled) return;
      }
    }

    function flush() {
      clearTimeout(timer);
      timer = 0;
      sending = sending || drain().finally(() => { sending = null; });
      return sending;
    }

    async function keep(post) {
      const posts = post.slot ? await kept.posts() : [];
      await kept.add(post, posts.filter((other) => other.slot === post.slot && other.key !== inFlight));
      remember(true);
    }

    async function put({url, fields, slot = "", mark = ""}) {
      say("Saving");
      const post = {key: uuid(), scope, url, fields, slot, mark};
      // A page that is being left may not live long enough to keep it; that it arrives twice does no harm.
      if (document.hidden) send(post).catch(() => {});
      keeping = keeping.then(() => keep(post));
      await keeping;
      while (sending) await sending;
      return flush();
    }

    window.addEventListener("online", flush);
    flush();
    const outbox = {
      put,
      flush,
      waiting: () => kept.posts(),
      marks: async () => (await kept.marks()).map((mark) => mark.line),
      forgetOthers: () => kept.forgetOthers(),
    };
    opened.set(scope, outbox);
    return outbox;
  }

  /* Sends what other pages have left. */
  async function flushAll() {
    const scopes = await everyScope();
    if (!scopes.length) remember(false);
    for (const scope of scopes) {
      if (!opened.has(scope)) open({scope});
    }
  }

  return {open, flushAll, uuid};
})();
