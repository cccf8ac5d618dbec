/* A page that waits for a worker: while it holds [data-poll] it looks again, less and less often, and stops after a few minutes. */
"use strict";
(() => {
  const PAUSES = [1, 1, 2, 3, 5, 8, 13, 20, 30, 60];
  if (!document.querySelector("[data-poll]")) return;

  async function isReady() {
    try {
      const response = await fetch(location.href, {headers: {Accept: "text/html"}});
      return response.ok && !(await response.text()).includes("data-poll");
    } catch { return false; }
  }

  function look(turn) {
    if (turn === PAUSES.length) return;
    setTimeout(async () => { if (await isReady()) location.reload(); else look(turn + 1); }, 1000 * PAUSES[turn]);
  }

  look(0);
})();
