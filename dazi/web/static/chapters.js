// "AI 看点": the parts of a clip as marks on the line and as a list; it knows nothing of how a clip plays.
import { html } from "htm/preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { fetchMood } from "./api.js";
import { Icon } from "./bits.js";
import * as state from "./state.js";
import { clock, t } from "./words.js";

const JUST_IN_S = 0.05; // a part begins with its cut: land behind it, not on the last picture before

/** The part that a second lies in: {t, title}, or undefined before the first. */
export const partAt = (video, at) => (video.chapters ?? []).findLast((one) => one.t <= at + 2 * JUST_IN_S);

/** Where the part after (+1) or before (-1) a second begins; undefined where there is none. */
export function partBeside(video, at, step) {
  const starts = (video.chapters ?? []).map((one) => one.t + JUST_IN_S);
  return step > 0 ? starts.find((one) => one > at + JUST_IN_S) : starts.findLast((one) => one < at - 1);
}

/** Marks where parts begin; for the eye alone, the list says the same in words. */
export const Notches = ({ video, length }) =>
  (video.chapters ?? [])
    .filter((one) => one.t > 0.2 && one.t < length)
    .map((one) => html`<span key=${one.t} class="notch" aria-hidden="true" style=${{ left: `${(one.t / length) * 100}%` }}></span>`);

/** A button that tells the part on screen; opens into the list of all, from which one can jump. */
export function Chapters({ video }) {
  const [open, setOpen] = useState(false);
  const box = useRef(null);
  const chapters = video.chapters ?? [];
  useEffect(() => {
    if (!open) return;
    const away = (event) => !box.current?.contains(event.target) && setOpen(false);
    document.addEventListener("pointerdown", away);
    return () => document.removeEventListener("pointerdown", away);
  }, [open]);
  if (!chapters.length) return null;
  const place = state.position.value;
  const now = place.video === video.id ? partAt(video, place.at) : undefined;
  const jump = (one) => (state.seek.value = { video: video.id, at: one.t + JUST_IN_S, turn: state.nextTurn() });
  const keys = (event) => {
    if (event.key === "Escape" && open) {
      event.stopPropagation();
      setOpen(false);
      box.current.querySelector("button").focus();
    }
    const rows = [...box.current.querySelectorAll(".chapter")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !open || !rows.length) return;
    event.preventDefault();
    event.stopPropagation(); // else the feed would move on to another clip
    const from = rows.indexOf(document.activeElement);
    rows[Math.min(rows.length - 1, Math.max(0, from + step))].focus();
  };
  return html`
    <div class="chapters" ref=${box} onKeyDown=${keys}>
      <button type="button" class="chapters-chip" aria-expanded=${open} aria-controls=${`parts-${video.id}`} onClick=${() => setOpen(!open)}>
        <span class="chapters-mark">${t("chapters")}</span>${" "}
        <span class="chapters-now">${now ? now.title : t("chapters_count", { n: chapters.length })}</span>
        <${Icon} name=${open ? "chevron-down" : "chevron-up"} size=${16} />
      </button>
      ${open &&
      html`<ol class="chapters-list" id=${`parts-${video.id}`} aria-label=${t("chapters")}>
        ${chapters.map(
          (one) => html`<li key=${one.t}>
            <button type="button" class="chapter" aria-current=${one === now ? "true" : undefined} onClick=${() => jump(one)}>
              <span class="chapter-time">${clock(one.t)}</span> <span class="chapter-title">${one.title}</span>
            </button>
          </li>`,
        )}
        <${Mood} video=${video} />
      </ol>`}
    </div>
  `;
}

/** What the comments are like just now, counted by the server: kept apart from what is told of the clip itself. */
function Mood({ video }) {
  const [mood, setMood] = useState(null);
  useEffect(() => {
    let stale = false;
    fetchMood(video.id).then((found) => !stale && setMood(found), () => {}); // without it the parts still stand
    return () => (stale = true);
  }, [video.id, video.comments, state.lang.value]);
  if (!mood?.sentence) return null;
  return html`<li class="mood"><${Icon} name="message-circle" size=${16} /><p>${mood.sentence}<small>${t("mood_of", { n: mood.count })}</small></p></li>`;
}
