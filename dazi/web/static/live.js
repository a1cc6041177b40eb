// The two live streams (plaza and Dazi's own), joined again after a break; it knows which event goes where.
import { fetchStatus, fetchVideo } from "./api.js";
import { dropWhisper, loadTalk, offerClear, takeWhisper, takeWhisperTyping, talk } from "./chat.js";
import { followWish } from "./order.js";
import { dropComment, refreshRooms, takeComment, takeLikes, takeReceipt, takeTyping } from "./rooms.js";
import { justReady, linked, online, patchVideo, status, toast, videos } from "./state.js";
import { t } from "./words.js";

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 20_000;
const ABSENT_WAIT_MS = 60_000; // the plaza may run without Dazi's own side
const READY_SHOWN_MS = 5000;
const HIDDEN_MS = 8000; // a browser gives a site six connections: tabs that nobody sees must not hold them

const again = new Set();

/** Another member reads: what is theirs alone comes by streams of their own. */
export const rejoin = () => again.forEach((one) => one());

/** Keeps an EventSource open. `onGap` runs when it is open again after a break, `onLink` tells open or broken. */
function follow(address, events, { onGap, onLink, absentWait = LONGEST_WAIT_MS }) {
  let wait = FIRST_WAIT_MS;
  let broken = false;
  let everOpen = false;
  let source = null;
  let retry = 0;
  const open = () => {
    source = new EventSource(address);
    source.onopen = () => {
      wait = FIRST_WAIT_MS;
      everOpen = true;
      onLink?.(true);
      if (broken) onGap?.();
      broken = false;
    };
    source.onerror = () => {
      broken = true;
      onLink?.(false);
      if (source.readyState !== EventSource.CLOSED) return;
      retry = setTimeout(open, everOpen ? wait : Math.max(wait, absentWait));
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    };
    for (const [name, take] of Object.entries(events)) {
      source.addEventListener(name, (event) => take(JSON.parse(event.data)));
    }
  };
  open();
  let leaving = 0;
  const leave = () => {
    clearTimeout(retry);
    source.close();
    source = null;
    broken = true;
  };
  document.addEventListener("visibilitychange", () => {
    clearTimeout(leaving);
    if (document.hidden) leaving = setTimeout(() => source && leave(), HIDDEN_MS);
    else if (!source) open();
  });
  again.add(() => source && (leave(), open()));
  addEventListener("pagehide", () => source && leave());
  addEventListener("pageshow", (event) => event.persisted && !source && open());
}

/** A clip became ready (or was uploaded by somebody): known ones change in place, new ones join at the end. */
function takeVideo(video) {
  if (videos.value.some((one) => one.id === video.id)) {
    return patchVideo(video.id, (one) => ({ ...video, liked: one.liked, comments: Math.max(one.comments, video.comments ?? 0) }));
  }
  videos.value = [...videos.value, video];
}

function takeStatus(next) {
  const before = status.value?.model?.phase;
  status.value = next;
  if (["download", "verify", "load"].includes(before) && next.model?.phase === "ready") {
    justReady.value = true;
    setTimeout(() => (justReady.value = false), READY_SHOWN_MS);
  }
}

export async function readStatus() {
  try {
    takeStatus(await fetchStatus());
  } catch {
    status.value = null; // the plaza alone: no bar, no switch
  }
}

export async function refreshVideo(id) {
  takeVideo(await fetchVideo(id));
}

let gapTimer = 0;
function plazaLink(isOpen) {
  clearTimeout(gapTimer);
  if (isOpen) linked.value = true;
  else gapTimer = setTimeout(() => (linked.value = false), 4000); // a short break is nobody's business
}

function missed() {
  refreshRooms({ quiet: true });
  if (talk.value.phase === "ready") loadTalk();
}

export function goLive() {
  follow(
    "/api/events",
    {
      comment: takeComment,
      typing: (place) => (place.private ? takeWhisperTyping(place) : takeTyping(place)),
      like: takeLikes,
      video: takeVideo,
      deleted: dropComment,
      whisper: (one) => takeWhisper(one),
      whisper_gone: dropWhisper,
    },
    { onGap: missed, onLink: plazaLink },
  );
  follow("/v1/events", { status: takeStatus, receipt: (one) => (takeReceipt(one), followWish(one), offerClear(one)) }, { onGap: readStatus, absentWait: ABSENT_WAIT_MS });
  readStatus();
  addEventListener("offline", () => (online.value = false));
  addEventListener("online", () => {
    online.value = true;
    toast(t("back_online"), { ms: 2000 });
  });
}
