// "配图": the comment that is being written, as small pictures in every style, to choose one from; knows no comment below.
import { html } from "htm/preact";
import { useEffect, useRef, useState } from "preact/hooks";
import * as api from "./api.js";
import { Icon } from "./bits.js";
import { lang, position } from "./state.js";
import { say, t } from "./words.js";

const LEAST = 6; // characters; the server has the last word
const PAUSE_MS = 450; // after the last key, then the pictures follow the words

/** Whether a comment is long enough for a picture; whom it calls doesn't count. */
export const canHaveArt = (text) => [...text.replace(/(^|\s)[@＠][\p{L}\p{N}_\-.·]+(?=\s|$)/gu, "").replace(/\s/g, "")].length >= LEAST;

/** Where the clip stood when the strip was opened: a still is taken there. */
const moment = (video) => (position.value.video === video.id ? position.value.at : 0);

export function ArtButton({ open, onToggle }) {
  return html`
    <button type="button" class="chip chip-art" aria-expanded=${open} aria-controls="art" onClick=${onToggle}><${Icon} name="sticker" size=${16} />${t("art")}</button>
  `;
}

export function ArtStrip({ video, text, chosen, onChoose, onClose }) {
  const [seed, setSeed] = useState(() => chosen?.seed ?? 0);
  const [strip, setStrip] = useState({ phase: "loading", pictures: [], error: "" });
  const [turn, setTurn] = useState(0);
  const [at] = useState(() => moment(video));
  const box = useRef(null);
  const words = text.trim();

  useEffect(() => box.current?.focus({ preventScroll: true }), []);
  useEffect(() => {
    let stale = false;
    setStrip((before) => ({ ...before, phase: "loading", error: "" }));
    const wait = setTimeout(async () => {
      try {
        const made = await api.fetchArt({ text: words, style: "all", size: "small", seed, video: video.id, at, lang: lang.value });
        if (!stale) setStrip({ phase: "ready", pictures: made.pictures, error: "" });
      } catch (error) {
        if (!stale) setStrip({ phase: "error", pictures: [], error: say(error), again: error.status !== 422 });
      }
    }, strip.pictures.length ? PAUSE_MS : 0);
    return () => {
      stale = true;
      clearTimeout(wait);
    };
  }, [words, seed, turn, lang.value]);

  const keys = (event) => {
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      return onClose();
    }
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    const tiles = [...box.current.querySelectorAll(".art-tile")];
    const from = tiles.indexOf(document.activeElement);
    tiles[Math.min(tiles.length - 1, Math.max(0, from + step))]?.focus();
  };
  const choose = (one) => onChoose({ text: words, style: one.style, seed: one.seed, video: video.id, at, lang: lang.value }, one.url);
  const body = () => {
    if (strip.phase === "error") return html`<p class="art-error problem" role="alert"><${Icon} name="triangle-alert" size=${18} /><span>${strip.error}</span>${strip.again && html`<button type="button" class="link" onClick=${() => setTurn(turn + 1)}>${t("retry")}</button>`}</p>`;
    const tiles = strip.pictures.length ? strip.pictures : Array.from({ length: 8 }, (_, n) => ({ style: `blank${n}` }));
    return html`
      <ul class="art-tiles" aria-busy=${strip.phase === "loading"}>
        ${tiles.map((one) => html`<li key=${one.style}>${one.url ? html`<${Tile} key=${one.url} one=${one} on=${chosen?.style === one.style && chosen?.seed === one.seed && chosen?.text === words} onChoose=${choose} />` : html`<span class="art-tile art-blank" aria-hidden="true"><i></i></span>`}</li>`)}
      </ul>
    `;
  };
  return html`
    <section class="art" id="art" ref=${box} tabindex="-1" role="region" aria-label=${t("art_title")} onKeyDown=${keys}>
      <header class="art-head">
        <h3>${t("art_title")}</h3>
        <button type="button" class="link art-shuffle" onClick=${() => setSeed((seed + 1) % 1000)}><${Icon} name="shuffle" size=${16} />${t("art_other")}</button>
        <button type="button" class="tap tap-small" aria-label=${t("art_close")} onClick=${onClose}><${Icon} name="x" size=${18} /></button>
      </header>
      ${body()}
    </section>
  `;
}

/** One style: bones until its picture is there; where none comes, it says so and can be asked again. */
function Tile({ one, on, onChoose }) {
  const [state, setState] = useState("loading"); // loading | shown | lost
  const [turn, setTurn] = useState(0);
  const press = () => (state === "lost" ? (setState("loading"), setTurn(turn + 1)) : onChoose(one));
  return html`
    <button type="button" class=${`art-tile art-${state}`} aria-pressed=${on} aria-label=${one.title} title=${one.title} onClick=${press}>
      <span class="art-picture">
        ${state !== "shown" && html`<i aria-hidden="true">${state === "lost" && html`<${Icon} name="rotate-cw" size=${20} />`}</i>`}
        ${state !== "lost" && html`<img src=${turn ? `${one.url}?again=${turn}` : one.url} alt="" width="112" height="112" onLoad=${() => setState("shown")} onError=${() => setState("lost")} />`}
        ${on && html`<span class="art-on"><${Icon} name="check" size=${16} /></span>`}
      </span>
      <span class="art-name">${one.title}</span>
    </button>
  `;
}
