// One clip on screen: plays, pauses, likes by double tap, seeks; it knows nothing of the list it stands in.
import { html } from "htm/preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { comeNear } from "./api.js";
import { Icon } from "./bits.js";
import { Notches, partAt, partBeside } from "./chapters.js";
import { calm, dialog, muted, position, rolling, route, seek, sheetOpen, wide } from "./state.js";
import { toggleVideoLike } from "./rooms.js";
import { clock, t } from "./words.js";

const DOUBLE_TAP_MS = 260;
const HEART_MS = 900;
const ASK_AGAIN_MS = 15_000; // others may have been asked for since
const STEP_S = 2; // clips are short: an arrow key moves two seconds

/** Starts a clip; where the browser bars sound it goes on without. */
async function start(element) {
  element.muted = muted.value;
  try {
    await element.play();
  } catch (error) {
    if (error.name !== "NotAllowedError" || element.muted) return;
    muted.value = true;
    element.muted = true;
    element.play().catch(() => {}); // barred wholly (data saver): the play icon stands and a tap starts it
  }
}

/** A quiet colour of its own for a clip that has no picture yet. */
const hueOf = (id) => [...id].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 150, 7) + 190;

export function Player({ video, place }) {
  const element = useRef(null);
  const [playing, setPlaying] = useState(false);
  const [shown, setShown] = useState(false); // a first frame has been painted: the poster may go
  const [waiting, setWaiting] = useState(false);
  const [broken, setBroken] = useState(false);
  const [held, setHeld] = useState(false); // paused by the member
  const active = place === "active";
  const resting = route.value.page !== "feed" || dialog.value === "upload";
  const canPlay = video.ready && video.src && !broken;
  const source = canPlay && (active || (place === "near" && rolling.value)) ? video.src : "";

  useEffect(() => {
    if (!active) setHeld(false);
    else if (!canPlay) rolling.value = true; // nothing to wait for
  }, [active, canPlay]);

  useEffect(() => {
    if (place === "far" || video.ready) return; // who comes near has it drawn
    const ask = () => comeNear(video.id, active).catch(() => {});
    ask();
    const again = active ? setInterval(ask, ASK_AGAIN_MS) : 0;
    return () => clearInterval(again);
  }, [place, video.ready]);

  useEffect(() => {
    const clip = element.current;
    if (!clip || !source) return;
    if (active && !held && !resting) start(clip);
    else clip.pause();
    if (!active && clip.currentTime) clip.currentTime = 0;
  }, [active, held, resting, source]);

  useEffect(() => {
    if (element.current) element.current.muted = muted.value;
  }, [muted.value]);

  useEffect(() => {
    const wish = seek.value;
    if (!active || !wish || wish.video !== video.id || !element.current) return;
    element.current.currentTime = wish.at;
    setHeld(false);
    start(element.current);
  }, [seek.value, active]);

  const hold = () => setHeld((was) => !was);
  const events = {
    onPlaying: () => (setPlaying(true), setShown(true), setWaiting(false), (rolling.value = true)),
    onPause: () => setPlaying(false),
    onWaiting: () => setWaiting(true),
    onError: () => setBroken(true),
  };
  return html`
    <div class="frame" data-place=${place} style=${{ "--hue": hueOf(video.id) }}>
      ${video.poster && html`<img class="backdrop" src=${video.poster} alt="" loading="lazy" />`}
      ${video.poster && html`<img class="poster" src=${video.poster} alt="" loading=${place === "far" ? "lazy" : "eager"} fetchpriority=${active ? "high" : "low"} />`}
      ${source &&
      html`<video
        ref=${element}
        class=${`clip ${shown ? "clip-shown" : ""}`}
        src=${source}
        preload="auto"
        playsinline
        loop
        muted
        tabindex="-1"
        aria-hidden="true"
        ...${events}
      />`}
      <div class="shade" aria-hidden="true"></div>
      <${Surface} video=${video} playing=${playing} held=${held && active} hold=${hold} />
      ${!video.ready && html`<p class="cooking"><span class="dots-ring" aria-hidden="true"></span>${t("not_ready")}</p>`}
      ${broken && html`<p class="cooking">${t("video_broken")}</p>`}
      ${active && canPlay && html`<${Progress} clip=${element} video=${video} waiting=${waiting} playing=${playing} />`}
    </div>
  `;
}

/** What a finger or a key touches: one tap holds the clip, two like it, with a heart under the finger. */
function Surface({ video, playing, held, hold }) {
  const [hearts, setHearts] = useState([]);
  const timer = useRef(0);
  const press = (event) => {
    if (event.detail === 0) return hold(); // by keyboard
    if (sheetOpen.value && !wide.value) return (sheetOpen.value = false);
    if (timer.current) {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => (timer.current = 0), DOUBLE_TAP_MS);
      return heart(event);
    }
    timer.current = setTimeout(() => {
      timer.current = 0;
      hold();
    }, DOUBLE_TAP_MS);
  };
  const heart = (event) => {
    const box = event.currentTarget.getBoundingClientRect();
    const scale = box.width / event.currentTarget.offsetWidth || 1;
    const one = { id: performance.now(), x: (event.clientX - box.left) / scale, y: (event.clientY - box.top) / scale };
    setHearts((all) => [...all, one]);
    setTimeout(() => setHearts((all) => all.filter((other) => other.id !== one.id)), HEART_MS);
    toggleVideoLike(video, true);
  };
  return html`
    <button type="button" class="surface" aria-label=${held || !playing ? t("play") : t("pause")} onClick=${press}>
      ${held && html`<span class="held"><${Icon} name="play" size=${64} fill /></span>`}
      ${hearts.map(
        (one) => html`<span key=${one.id} class="burst" style=${{ left: `${one.x}px`, top: `${one.y}px`, "--lean": `${(one.id % 40) - 20}deg` }}>
          <${Icon} name="heart" size=${96} fill /></span>`,
      )}
    </button>
  `;
}

/** The thin line at the foot; drags, and moves by arrow keys, from part to part by the page keys. */
function Progress({ clip, video, waiting, playing }) {
  const bar = useRef(null);
  const [drag, setDrag] = useState(null); // seconds under the finger
  const [at, setAt] = useState(0);
  const length = () => clip.current?.duration || video.seconds || 1;

  useEffect(() => {
    let frame = 0;
    let said = -1;
    const step = () => {
      const element = clip.current;
      if (element && bar.current && drag === null) {
        bar.current.style.setProperty("--done", element.currentTime / length());
        if (Math.floor(element.currentTime) !== said) {
          setAt((said = Math.floor(element.currentTime)));
          position.value = { video: video.id, at: element.currentTime };
        }
      }
      if (playing) frame = requestAnimationFrame(step);
    };
    step();
    return () => cancelAnimationFrame(frame);
  }, [playing, drag]);

  const under = (event) => {
    const box = bar.current.getBoundingClientRect();
    return Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) * length();
  };
  const move = (to) => {
    bar.current.style.setProperty("--done", to / length());
    clip.current.currentTime = Math.min(to, length() - 0.05);
    position.value = { video: video.id, at: to };
  };
  const take = (event) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    setDrag(under(event));
    move(under(event));
  };
  const slide = (event) => drag !== null && (setDrag(under(event)), move(under(event)));
  const leave = () => setDrag(null);
  const keys = (event) => {
    const now = clip.current.currentTime;
    const part = { PageUp: 1, PageDown: -1 }[event.key]; // a slider's page keys: up is on
    const step = { ArrowRight: STEP_S, ArrowLeft: -STEP_S }[event.key];
    const to = part ? partBeside(video, now, part) : step && Math.max(0, now + step);
    if (to === undefined && !(part && video.chapters?.length)) return;
    event.preventDefault();
    event.stopPropagation();
    if (to === undefined) return;
    move(to);
    setAt(Math.floor(to));
  };
  const said = t("progress_at", { at: clock(at), all: clock(length()) });
  const part = partAt(video, drag ?? at + 0.9)?.title;
  return html`
    <div
      ref=${bar}
      class=${`progress ${drag !== null ? "progress-drag" : ""} ${waiting && !calm.matches ? "progress-wait" : ""}`}
      role="slider"
      tabindex="0"
      aria-label=${t("progress")}
      aria-valuemin="0"
      aria-valuemax=${Math.round(length())}
      aria-valuenow=${at}
      aria-valuetext=${part ? `${said}，${part}` : said}
      onPointerDown=${take}
      onPointerMove=${slide}
      onPointerUp=${leave}
      onPointerCancel=${leave}
      onKeyDown=${keys}
    >
      ${drag !== null && html`<output class="progress-time">${clock(drag)} / ${clock(length())}${part && html`<small>${part}</small>`}</output>`}
      <span class="progress-line"><i></i></span>
      <${Notches} video=${video} length=${length()} />
    </div>
  `;
}
