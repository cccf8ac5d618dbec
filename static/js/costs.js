/* Unit costs drawn anew while a slider moves: the sums of opsmethods/domain/costs.py and curves.py.
   Without this file the button draws them. */
"use strict";
(() => {
  const form = document.getElementById("costs");
  if (!form) return;
  const STEPS = 48, SIGN = 16;
  const fieldsets = [...form.querySelectorAll("[data-side]")];
  const charts = [...document.querySelectorAll("svg[data-x]")];
  const number = new Intl.NumberFormat("en-GB");
  const cents = new Intl.NumberFormat("en-GB", {minimumFractionDigits: 2, maximumFractionDigits: 2});

  const rounded = (value) => Math.floor(value + 0.5 + 1e-7);
  const whole = (value) => "$" + number.format(rounded(value));
  const money = (value) => "$" + cents.format(rounded(value * 100) / 100);
  const units = (volume) => number.format(rounded(volume));
  const about = (volume) => (Math.abs(volume - rounded(volume)) < 1e-7 ? "" : "about ") + units(volume);
  const total = (costs, output) => costs.fixed + costs.variable * output;
  const unit = (costs, output) => costs.fixed / output + costs.variable;

  function read(fieldset) {
    const value = (kind) => Number(fieldset.querySelector(`[data-kind=${kind}]`).value);
    const {side, low, high} = fieldset.dataset;
    const name = fieldset.querySelector("[data-name]").textContent;
    return {side, name, low: Number(low), high: Number(high), fixed: value("fixed"), variable: value("variable")};
  }

  function meeting(one, other) {
    const more = (by, then) => one[by] > other[by] || (one[by] === other[by] && one[then] > other[then]);
    const few = more("fixed", "variable") ? other : one;
    const many = more("variable", "fixed") ? other : one;
    const volume = (other.fixed - one.fixed) / (one.variable - other.variable);
    if (!Number.isFinite(volume) || volume <= 0) {
      const isSame = one.fixed === other.fixed && one.variable === other.variable;
      return {kind: isSame ? "same" : "one-wins", few: many, many};
    }
    const isTooFew = volume < Math.min(one.low, other.low), isTooMany = volume > Math.max(one.high, other.high);
    return {kind: isTooFew ? "too-few" : isTooMany ? "too-many" : "cross", volume, few, many};
  }

  function tell(met, one) {
    for (const line of document.querySelectorAll("[data-case]")) line.hidden = line.dataset.case !== met.kind;
    fill("few", met.few.name);
    fill("many", met.many.name);
    fill("volume", met.volume ? about(met.volume) : "");
    fill("total", met.volume ? whole(total(one, met.volume)) : "");
    fill("unit", met.volume ? money(unit(one, met.volume)) : "");
  }

  function fill(name, text) {
    for (const place of document.querySelectorAll(`[data-fill="${name}"]`)) place.textContent = text;
  }

  function say(costs, fieldset) {
    for (const [kind, words] of [["fixed", whole(costs.fixed)], ["variable", money(costs.variable)]]) {
      fill(`${costs.side}-${kind}`, words);
      fieldset.querySelector(`[data-kind=${kind}]`).setAttribute("aria-valuetext", words);
    }
  }

  function tabulate(one, other) {
    for (const row of document.querySelectorAll("[data-output]")) {
      const output = Number(row.dataset.output), first = unit(one, output), second = unit(other, output);
      const put = (cell, text) => { row.querySelector(`[data-cell=${cell}]`).textContent = text; };
      put("first", money(first));
      put("second", money(second));
      const gap = total(one, output) - total(other, output);
      put("cheaper", Math.abs(gap) < 1e-6 ? "neither" : gap > 0 ? other.name : one.name);
    }
  }

  function scale(text) {
    const [low, high, start, end] = text.split(" ").map(Number);
    const at = (value) => start + (end - start) * Math.log(value / low) / Math.log(high / low);
    return {low, high, start, end, at};
  }

  function points(costs, low, high, x, y) {
    const first = Math.max(low, costs.fixed / (y.high - costs.variable));
    const last = costs.variable < y.low ? Math.min(high, costs.fixed / (y.low - costs.variable)) : high;
    if (first >= last) return [];
    return Array.from({length: STEPS + 1}, (_, step) => {
      const output = first * Math.exp(Math.log(last / first) * step / STEPS);
      return [x.at(output), y.at(unit(costs, output))];
    });
  }

  const path = (found) => found.length ? "M" + found.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L") : "";

  function draw(chart, sides, met) {
    const x = scale(chart.dataset.x), y = scale(chart.dataset.y);
    for (const costs of sides) {
      const curve = chart.querySelector(`[data-curve=${costs.side}]`);
      const [beyond, usual] = curve.querySelectorAll("path");
      const found = points(costs, costs.low, costs.high, x, y);
      beyond.setAttribute("d", path(points(costs, x.low, x.high, x, y)));
      usual.setAttribute("d", path(found));
      curve.querySelectorAll("use").forEach((sign, place) => {
        const [left, top] = found.at(place ? -1 : 0);
        sign.setAttribute("x", Math.round(left) - SIGN / 2);
        sign.setAttribute("y", Math.round(top) - SIGN / 2);
      });
    }
    mark(chart.querySelector("[data-mark]"), x, y, met, sides[0]);
  }

  function mark(group, x, y, met, costs) {
    const volume = met.volume ?? 0, cost = volume ? unit(costs, volume) : 0;
    const isShown = volume >= x.low && volume <= x.high && cost >= y.low && cost <= y.high;
    group.setAttribute("visibility", isShown ? "visible" : "hidden");
    if (!isShown) return;
    const at = x.at(volume), isLeft = at < (x.start + x.end) / 2;
    const [line, dot, label] = group.children;
    line.setAttribute("d", `M${at.toFixed(1)} ${y.at(cost).toFixed(1)}V${y.start}`);
    dot.setAttribute("cx", at.toFixed(1));
    dot.setAttribute("cy", y.at(cost).toFixed(1));
    label.setAttribute("x", Math.round(at) + (isLeft ? 8 : -8));
    label.setAttribute("y", y.start - 10);
    label.setAttribute("text-anchor", isLeft ? "start" : "end");
    label.textContent = `${units(volume)} units`;
  }

  function redraw() {
    const sides = fieldsets.map(read), met = meeting(...sides);
    sides.forEach((costs, place) => say(costs, fieldsets[place]));
    tell(met, sides[0]);
    tabulate(...sides);
    for (const chart of charts) draw(chart, sides, met);
  }

  // A choice of another method needs the server: its sliders are others. Costs stand in the address, to be shared.
  form.addEventListener("input", (event) => { if (event.target.type === "range") redraw(); });
  form.addEventListener("change", (event) => {
    const isWaiting = [...form.querySelectorAll("select")].some((list) => !list.selectedOptions[0].defaultSelected);
    if (event.target.type !== "range" || isWaiting) return;
    history.replaceState(null, "", "?" + new URLSearchParams(new FormData(form)));
  });
})();
