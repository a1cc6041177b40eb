// What the page knows, as signals; it knows nothing of how it is shown or fetched.
import { computed, signal } from "@preact/signals";

const seed = document.getElementById("app").dataset;

/** Reads a kept choice; storage may be barred, then the fallback stands. */
export function kept(key, fallback) {
  try {
    return localStorage.getItem(`dazi.${key}`) ?? fallback;
  } catch {
    return fallback;
  }
}

export function keep(key, value) {
  try {
    localStorage.setItem(`dazi.${key}`, value);
  } catch {
    // A private window: the choice lasts as long as the page.
  }
}

export const version = seed.version || "";
export const docs = seed.docs || "";
export const lang = signal(seed.lang === "en" ? "en" : "zh");
export const theme = signal(kept("theme", "auto"));
export const me = signal(null);
export const members = signal([]);
export const companion = signal({
  id: "",
  name: seed.name || "小搭",
  handle: (seed.handle || seed.name || "小搭").replace(/^@/, ""),
  avatar: "",
  bio: "",
  bio_en: "",
});

export const videos = signal([]);
export const feedPhase = signal("loading"); // loading | ready | error
export const feedError = signal("");
export const currentId = signal("");
export const current = computed(() => videos.value.find((v) => v.id === currentId.value) ?? null);
export const rolling = signal(false); // the first clip plays: now the next may be fetched
export const muted = signal(kept("muted", "1") === "1");

export const route = signal({ page: "feed", video: "", comment: "" });
export const sheetOpen = signal(false);
export const dialog = signal(""); // "" | me | upload | picture | share
export const shownPicture = signal(null); // {url, alt, made, how}: what the picture dialog shows
export const sharedReply = signal(null); // the reply that the share dialog is about
export const focusComment = signal(""); // the comment that a link asks to show
export const position = signal({ video: "", at: 0 }); // the second that the clip on screen is at, in whole ones
export const seek = signal(null); // {video, at, turn}: a comment's time stamp was followed

export const draft = signal(null); // {video, text, turn}: words to put into the composer
export const replyTo = signal(null); // the comment that the composer answers
export const called = signal(kept("called", "") === "1"); // has this browser ever called the companion

export const status = signal(null); // /v1/status, null while Dazi's own side is not reachable
export const justReady = signal(false);
export const online = signal(navigator.onLine);
export const linked = signal(true);
export const receipts = signal({}); // comment id -> the sentence why it stays unanswered
export const toasts = signal([]);
export const spoken = signal(""); // what the live region announces

const wideQuery = matchMedia("(min-width: 1000px)");
export const wide = signal(wideQuery.matches);
wideQuery.addEventListener("change", (event) => (wide.value = event.matches));

export const calm = matchMedia("(prefers-reduced-motion: reduce)");

/** A clock that moves every half minute, so that "3 分钟前" stays true. */
export const now = signal(Date.now());
setInterval(() => (now.value = Date.now()), 30_000);

let turn = 0;
export const nextTurn = () => ++turn;

/** A short sentence at the foot of the page; `action` is {label, run}. */
export function toast(text, { kind = "plain", action = null, ms = 3600 } = {}) {
  const id = nextTurn();
  toasts.value = [...toasts.value.slice(-2), { id, text, kind, action }];
  setTimeout(() => dropToast(id), ms);
}

export function dropToast(id) {
  toasts.value = toasts.value.filter((one) => one.id !== id);
}

export function patchVideo(id, change) {
  videos.value = videos.value.map((video) => (video.id === id ? { ...video, ...change(video) } : video));
}

export function chooseTheme(value) {
  theme.value = value;
  document.documentElement.dataset.theme = value;
  keep("theme", value);
}

export function markCalled() {
  if (called.value) return;
  called.value = true;
  keep("called", "1");
}
