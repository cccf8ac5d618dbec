/*
 * The time that is left: <p data-clock data-left="SECONDS"><span data-time></span> <button data-hide>...</button></p>
 * beside a polite status [data-clock-said]. Counted from when the page came, so a wrong clock on the device does not
 * matter. It is said aloud at MARKS only. At the end the event "timeup" is sent to the document.
 */
"use strict";
(() => {
  const clock = document.querySelector("[data-clock]");
  if (!clock) return;
  const MARKS = [600, 300, 60, 0];
  const shown = clock.querySelector("[data-time]");
  const said = document.querySelector("[data-clock-said]");
  const hide = clock.querySelector("[data-hide]");
  const began = performance.now();
  const whole = Number(clock.dataset.left);
  let before = whole;
  if (!whole) return;

  function words(seconds) {
    const minutes = Math.floor(seconds / 60);
    return minutes + ":" + String(Math.floor(seconds % 60)).padStart(2, "0");
  }

  function tick() {
    const left = Math.max(0, whole - (performance.now() - began) / 1000);
    shown.textContent = words(left);
    const mark = MARKS.find((one) => before > one && left <= one);
    if (mark > 0) said.textContent = mark / 60 + (mark === 60 ? " minute left" : " minutes left");
    if (mark === 0) {
      said.textContent = "The time is up";
      document.dispatchEvent(new Event("timeup"));
    }
    before = left;
    if (left > 0) setTimeout(tick, 1000 - ((whole - left) * 1000) % 1000);
  }

  hide.hidden = false;
  hide.addEventListener("click", () => {
    shown.hidden = !shown.hidden;
    hide.textContent = shown.hidden ? "Show the time" : "Hide the time";
  });
  tick();
})();
