// The member's own order of the clips, and what they did with each, told to the companion's feed; while that is away the plaza's order stands.
import { effect, signal } from "@preact/signals";
import * as api from "./api.js";
import { currentId, me, route, toast, videos } from "./state.js";
import { say, t } from "./words.js";

const SKIPPED_MS = 2000; // left sooner, it was passed over
const MOST = 100; // cards that are asked for
const PATIENCE_MS = 2500;

/** Why a clip stands where it stands: video id -> the companion's sentence. */
export const reasons = signal({});

/** The feed's cards; none where it fails or takes longer than anybody would look at an empty screen. */
async function cardsNow() {
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, { cards: [] }));
  try {
    return (await Promise.race([api.fetchFeed(MOST), late])).cards ?? [];
  } catch {
    return [];
  }
}

/** Clips (or a promise of them) in the order of /v1/feed, the rest behind in their own; as they came where it fails. */
export async function ordered(coming) {
  const [all, cards] = await Promise.all([coming, cardsNow()]);
  reasons.value = Object.fromEntries(cards.filter((one) => one.reason).map((one) => [one.video, one.reason]));
  const known = new Map(all.map((one) => [one.id, one]));
  const first = cards.map((one) => known.get(one.video)).filter(Boolean);
  const named = new Set(first.map((one) => one.id));
  return [...first, ...all.filter((one) => !named.has(one.id))];
}

/** Orders anew what lies below the clip on screen; that one and those above stay where they are. */
export async function reorder() {
  const now = await ordered(videos.value);
  const at = videos.value.findIndex((one) => one.id === currentId.value);
  const kept = videos.value.slice(0, at + 1);
  const above = new Set(kept.map((one) => one.id));
  videos.value = [...kept, ...now.filter((one) => !above.has(one.id))];
}

/** A wish of mine was answered (or taken back): the clips to come follow it. */
export async function followWish({ member, outcome, skill }) {
  if (member !== me.value?.id || outcome !== "posted" || !["recommend", "undo"].includes(skill)) return;
  await reorder();
  if (skill === "recommend") toast(t("feed_followed"), { ms: 2600 });
}

/** Takes back the wish that brought a clip here. */
export async function unwish(reason) {
  try {
    const { wishes } = await api.fetchMemory();
    const wish = wishes.find((one) => one.reasons.includes(reason)); // none: it ended meanwhile
    if (wish) await api.undoWish(wish.receipt);
    toast(t("wish_undone"), { ms: 2600 });
  } catch (error) {
    toast(say(error), { kind: "bad" });
  }
  await reorder();
}

/** One thing that the member did with a clip; lost ones are nobody's trouble. */
export function note(video, kind, value = 1) {
  if (video && me.value) api.sendSignal({ video, kind, value }).catch(() => {});
}

let seen = null; // {video, since, spent}: the clip on screen and how long it has been looked at

const spent = () => (seen.since ? performance.now() - seen.since : 0) + seen.spent;

function leave(closing = false) {
  if (!seen) return;
  const took = spent();
  const length = (videos.value.find((one) => one.id === seen.video)?.seconds || 10) * 1000;
  if (took >= SKIPPED_MS) note(seen.video, "watch", Math.min(1, Math.round((took / length) * 100) / 100));
  else if (!closing) note(seen.video, "skip");
  seen = null;
}

function pause(rests) {
  if (!seen) return;
  seen = { ...seen, spent: rests ? spent() : seen.spent, since: rests ? 0 : performance.now() };
}

/** Counts from now on how long each clip is looked at. */
export function watchClips() {
  effect(() => {
    const id = route.value.page === "feed" ? currentId.value : "";
    if (id === (seen?.video ?? "")) return;
    leave(!id); // to another page: not passed over
    if (id) seen = { video: id, since: performance.now(), spent: 0 };
  });
  document.addEventListener("visibilitychange", () => pause(document.hidden));
  addEventListener("pagehide", () => leave(true));
}
