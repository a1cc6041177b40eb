// Judging pairs blind: one pair at a time, kept in this browser, handed out as a file. It knows no answer's author.
"use strict";
const { run, words: told } = document.body.dataset;
const words = JSON.parse(told);
const cards = [...document.querySelectorAll(".pair")];
const keys = new Set(cards.map((card) => card.dataset.key));
const [desk, end, save, meter] = [".desk", "#end", "#save", ".meter"].map((name) => document.querySelector(name));
const buttons = [...document.querySelectorAll("[data-better]")];
const PLACE = `dazi.voice.${run}`;
const SIDES = ["left", "right"];
const kept = read(); // pair -> {better, harmful}; without `better` it is not judged yet
let at = 0;

function read() {
  try {
    const found = JSON.parse(localStorage.getItem(PLACE));
    return Object.fromEntries(Object.entries(found ?? {}).filter(([key]) => keys.has(key)));
  } catch {
    return {}; // storage barred or spoilt: judging works, only a reload forgets
  }
}

function keep() {
  try {
    localStorage.setItem(PLACE, JSON.stringify(kept));
  } catch {
    say(words.not_kept);
  }
}

const say = (text) => { document.getElementById("told").textContent = text; };
const judged = (card) => Boolean(kept[card.dataset.key]?.better);
const open = (from) => {
  const after = cards.findIndex((card, place) => place >= from && !judged(card));
  return after >= 0 ? after : cards.findIndex((card) => !judged(card));
};

function show(place, focus = true) {
  at = Math.max(0, Math.min(place, cards.length));
  cards.forEach((card, place) => { card.hidden = place !== at; });
  end.hidden = at < cards.length;
  paint();
  if (!focus) return;
  window.scrollTo(0, 0);
  (cards[at] ?? end).focus({ preventScroll: true });
}

function paint() {
  const done = cards.filter(judged).length;
  document.getElementById("done").textContent = done;
  meter.style.setProperty("--part", cards.length ? done / cards.length : 0);
  meter.setAttribute("aria-valuenow", done);
  const card = cards[at];
  const verdict = card ? kept[card.dataset.key] ?? {} : {};
  for (const button of buttons) {
    button.disabled = !card;
    button.setAttribute("aria-pressed", String(Boolean(card) && verdict.better === button.dataset.better));
  }
  for (const answer of card?.querySelectorAll(".answer") ?? []) {
    answer.classList.toggle("chosen", verdict.better === answer.dataset.side);
    answer.querySelector("input").checked = (verdict.harmful ?? []).includes(answer.dataset.side);
  }
  document.getElementById("back").disabled = at === 0;
  document.getElementById("onward").disabled = at >= cards.length;
  document.getElementById("open").disabled = done === cards.length;
  save.disabled = done === 0;
  save.classList.toggle("ready", done > 0 && done === cards.length);
}

function judge(better) {
  const card = cards[at];
  if (!card) return;
  kept[card.dataset.key] = { harmful: [], ...kept[card.dataset.key], better };
  keep();
  const next = open(at + 1);
  show(next < 0 ? cards.length : next);
}

function harm(side) {
  const card = cards[at];
  if (!card) return;
  const verdict = (kept[card.dataset.key] ??= {});
  const had = verdict.harmful ?? [];
  verdict.harmful = SIDES.filter((one) => (one === side ? !had.includes(one) : had.includes(one)));
  keep();
  paint();
}

function download() {
  const verdicts = Object.fromEntries(Object.entries(kept).filter(([, one]) => one.better));
  const text = JSON.stringify({ kind: "dazi-verdicts", run, by: "", verdicts }, null, 1);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = `verdicts-${run}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  say(words.saved);
}

const STROKES = {
  1: () => judge("left"), 2: () => judge("right"), 3: () => judge("same"), 4: () => judge("neither"),
  q: () => harm("left"), w: () => harm("right"), ArrowLeft: () => show(at - 1), ArrowRight: () => show(at + 1),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  const stroke = STROKES[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!stroke) return;
  event.preventDefault();
  stroke();
});
for (const button of buttons) button.addEventListener("click", () => judge(button.dataset.better));
for (const card of cards) card.addEventListener("change", (event) => harm(event.target.value));
document.getElementById("back").addEventListener("click", () => show(at - 1));
document.getElementById("onward").addEventListener("click", () => show(at + 1));
document.getElementById("open").addEventListener("click", () => show(open(at + 1)));
save.addEventListener("click", download);
desk.hidden = false;
show(Math.max(0, open(0)) || (cards.every(judged) ? cards.length : 0), false);
