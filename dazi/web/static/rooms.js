// The comments under each video: loading, merging what arrives live, sending; it knows nothing of how they are shown.
import { signal } from "@preact/signals";
import * as api from "./api.js";
import { note } from "./order.js";
import { plainText } from "./rich.js";
import { companion, markCalled, me, patchVideo, receipts, sheetOpen, spoken, toast, videos, wide } from "./state.js";
import { say, t } from "./words.js";

const rooms = new Map();
const BLANK = { threads: [], next: null, phase: "new", sort: "hot", error: "", loadingMore: false };
const TYPING_MS = 90_000; // a lost "off" must not leave the dots standing for ever

/** Where the companion is typing: thread id -> {parent, timer}. */
export const typing = signal({});

/** The room of a video: {threads: [{top, replies, more, base, open, busy}], next, phase, sort, error}. */
export function room(video) {
  if (!rooms.has(video)) rooms.set(video, signal(BLANK));
  return rooms.get(video);
}

const patch = (video, change) => {
  const its = room(video);
  its.value = { ...its.value, ...change };
};

function patchThread(video, thread, change) {
  const threads = room(video).value.threads.map((one) => (one.top.id === thread ? { ...one, ...change(one) } : one));
  patch(video, { threads });
}

const asThread = ({ top, replies, more }) => ({
  top,
  replies,
  more,
  base: replies.map((reply) => reply.id),
  open: false,
  busy: false,
});

/** Loads the first page, or again in the other order; what is still being sent stays. `quiet`: what was unfolded and
 *  read stays as it is, and only what is new comes in. */
export async function loadRoom(video, sort = room(video).value.sort, quiet = false) {
  const before = room(video).value;
  patch(video, { phase: before.phase === "ready" ? "ready" : "loading", sort, error: "" });
  try {
    const page = await api.fetchComments(video, { sort });
    const shown = room(video).value;
    if (quiet) return patch(video, { threads: merged(shown.threads, page.threads) });
    const unsent = shown.threads.filter((one) => one.top.client);
    patch(video, { threads: [...unsent, ...page.threads.map(asThread)], next: page.next ?? null, phase: "ready" });
  } catch (error) {
    patch(video, { phase: before.phase === "ready" ? "ready" : "error", error: say(error) });
  }
}

function merged(shown, page) {
  const incoming = new Map(page.map((one) => [one.top.id, one]));
  const kept = shown.map((old) => {
    const now = incoming.get(old.top.id);
    if (!now) return old;
    incoming.delete(old.top.id);
    const have = new Set(old.replies.map((reply) => reply.id));
    const added = now.replies.filter((reply) => !have.has(reply.id)).map((reply) => ({ ...reply, fresh: true }));
    const replies = inOrder([...old.replies, ...added]);
    const more = Math.max(0, now.top.replies - replies.filter((reply) => !reply.client).length);
    return { ...old, top: { ...now.top, key: old.top.key }, replies, more };
  });
  return [...[...incoming.values()].map(asThread), ...kept];
}

export async function loadMore(video) {
  const { next, sort, loadingMore } = room(video).value;
  if (!next || loadingMore) return;
  patch(video, { loadingMore: true });
  try {
    const page = await api.fetchComments(video, { sort, before: next });
    const have = new Set(room(video).value.threads.map((one) => one.top.id));
    const fresh = page.threads.filter((one) => !have.has(one.top.id)).map(asThread);
    patch(video, { threads: [...room(video).value.threads, ...fresh], next: page.next ?? null, loadingMore: false });
  } catch (error) {
    patch(video, { loadingMore: false });
    toast(say(error), { kind: "bad" });
  }
}

/** Unfolds a thread: fetches what is missing, page by page until `more` is used up or a page brings nothing. */
export async function openReplies(video, thread) {
  const before = findShown(video, thread);
  if (!before || before.busy) return;
  if (!before.more) return patchThread(video, thread, () => ({ open: true }));
  patchThread(video, thread, () => ({ busy: true }));
  try {
    const { replies } = await api.fetchReplies(thread, before.cursor);
    patchThread(video, thread, (one) => {
      const have = new Set(one.replies.map((reply) => reply.id));
      const fresh = replies.filter((reply) => !have.has(reply.id));
      const more = replies.length ? Math.max(0, one.more - fresh.length) : 0;
      const cursor = replies.at(-1)?.id ?? one.cursor;
      return { replies: inOrder([...one.replies, ...fresh]), more, cursor, open: true, busy: false };
    });
  } catch (error) {
    patchThread(video, thread, () => ({ busy: false }));
    toast(say(error), { kind: "bad" });
  }
}

export const foldReplies = (video, thread) => patchThread(video, thread, () => ({ open: false }));

export const findShown = (video, thread) => room(video).value.threads.find((one) => one.top.id === thread);

/** Oldest first; what is still being sent stands last whatever this machine's clock says. */
function inOrder(replies) {
  const rank = (one) => (one.client ? "~" : one.at);
  return replies.sort((a, b) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0));
}

const samePending = (pending, comment) =>
  pending.client &&
  !pending.failed &&
  pending.text === comment.text &&
  pending.member.id === comment.member.id &&
  (pending.parent ?? null) === (comment.parent ?? null);

/** Puts one comment where it belongs; true when its id was not known before (a pending one becoming real counts). */
function place(comment, settled) {
  const wasKnown = isKnown(comment);
  const isOld = (one) => one.id === comment.id || (settled ? one.client === settled : samePending(one, comment));
  if (comment.id === comment.thread) placeTop(comment, isOld);
  else placeReply(comment, isOld, wasKnown);
  return !wasKnown;
}

function placeTop(comment, isOld) {
  const { threads, phase } = room(comment.video).value;
  const old = threads.find((one) => isOld(one.top));
  if (!old) {
    const fresh = asThread({ top: { ...comment, fresh: true }, replies: [], more: 0 });
    if (phase === "ready") patch(comment.video, { threads: [fresh, ...threads] });
    return;
  }
  const top = { ...comment, fresh: old.top.fresh, key: old.top.key };
  const rest = threads.filter((one) => one === old || one.top.id !== comment.id);
  patch(comment.video, { threads: rest.map((one) => (one === old ? { ...one, top } : one)) });
}

function placeReply(comment, isOld, wasKnown) {
  const thread = findShown(comment.video, comment.thread);
  if (!thread) return;
  const old = thread.replies.find(isOld);
  const rest = thread.replies.filter((one) => one !== old && one.id !== comment.id);
  const now = { ...comment, fresh: !old || Boolean(old.fresh), key: old?.key };
  const added = wasKnown || comment.client ? 0 : 1;
  patchThread(comment.video, comment.thread, (one) => ({
    replies: inOrder([...rest, now]),
    top: { ...one.top, replies: one.top.replies + added },
  }));
}

const isKnown = ({ video, id }) =>
  room(video).value.threads.some((one) => one.top.id === id || one.replies.some((reply) => reply.id === id));

/** A comment arrived over the wire. */
export function takeComment(comment) {
  const isNew = place(comment);
  if (comment.member.ai) stopTyping(comment.thread);
  if (!isNew) return;
  patchVideo(comment.video, (video) => ({ comments: video.comments + 1 }));
  if (comment.member.ai) announce(comment);
}

function announce(comment) {
  spoken.value = t("replied_says", { text: plainText(comment.text) || pictured(comment) });
  const forMe = comment.reply_to && comment.reply_to === me.value?.name;
  const inView = wide.value || sheetOpen.value;
  if (!forMe || (inView && currentVideo() === comment.video)) return;
  const parts = [comment.video, "c", comment.thread, comment.id].map(encodeURIComponent);
  const go = () => (location.hash = `#/v/${parts.join("/")}`);
  toast(t("replied"), { kind: "companion", action: { label: t("look"), run: go }, ms: 6000 });
}

const currentVideo = () => document.querySelector(".slide[data-active]")?.dataset.video;

export function dropComment({ id, video, thread }) {
  const its = room(video).value;
  if (id === thread) patch(video, { threads: its.threads.filter((one) => one.top.id !== id) });
  else patchThread(video, thread, (one) => ({ replies: one.replies.filter((reply) => reply.id !== id) }));
  patchVideo(video, (one) => ({ comments: Math.max(0, one.comments - 1) }));
}

export function takeTyping({ thread, parent, on }) {
  stopTyping(thread);
  if (!on) return;
  const timer = setTimeout(() => stopTyping(thread), TYPING_MS);
  typing.value = { ...typing.value, [thread]: { parent, timer } };
}

function stopTyping(thread) {
  const { [thread]: gone, ...rest } = typing.value;
  if (!gone) return;
  clearTimeout(gone.timer);
  typing.value = rest;
}

/** Changes one comment wherever it stands. */
function patchComment(comment, change) {
  patchThread(comment.video, comment.thread, (one) =>
    one.top.id === comment.id
      ? { top: { ...one.top, ...change } }
      : { replies: one.replies.map((reply) => (reply.id === comment.id ? { ...reply, ...change } : reply)) },
  );
}

export function takeLikes({ kind, id, likes }) {
  if (kind === "video") return patchVideo(id, () => ({ likes }));
  for (const [video, its] of rooms) {
    for (const one of its.value.threads) {
      const hit = one.top.id === id ? one.top : one.replies.find((reply) => reply.id === id);
      if (hit) return patchComment({ ...hit, video, thread: one.top.id }, { likes });
    }
  }
}

/** Moves at once, goes back when the server says no. */
export async function toggleLike(comment) {
  const liked = !comment.liked;
  patchComment(comment, { liked, likes: Math.max(0, comment.likes + (liked ? 1 : -1)) });
  try {
    patchComment(comment, await api.likeComment(comment.id, liked));
  } catch (error) {
    patchComment(comment, { liked: comment.liked, likes: comment.likes });
    toast(say(error), { kind: "bad" });
  }
}

export async function toggleVideoLike(video, on = !video.liked) {
  if (on === video.liked) return;
  patchVideo(video.id, (one) => ({ liked: on, likes: Math.max(0, one.likes + (on ? 1 : -1)) }));
  try {
    const answer = await api.likeVideo(video.id, on);
    patchVideo(video.id, () => answer);
    if (on) note(video.id, "like");
  } catch (error) {
    patchVideo(video.id, () => ({ liked: video.liked, likes: video.likes }));
    toast(say(error), { kind: "bad" });
  }
}

export const calls = (text) => text.includes(`@${companion.value.handle}`) || text.includes(`@${companion.value.name}`);

// randomUUID exists in secure contexts only, and a phone may open the plaza by plain address.
export const freshId = () => crypto.randomUUID?.() ?? [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");

/** Stands at once as a pending comment; settles or fails in the background. `parent` is a comment or null. */
export function sendComment({ video, parent, text, pictures }) {
  const client = freshId();
  const pending = {
    id: `local-${client}`,
    key: client,
    client,
    video,
    thread: parent ? parent.thread : `local-${client}`,
    parent: parent ? parent.id : null,
    reply_to: parent && parent.id !== parent.thread ? parent.member.name : null,
    member: { ...me.value, author: videos.value.find((one) => one.id === video)?.author?.id === me.value?.id },
    text,
    at: new Date().toISOString(),
    likes: 0,
    liked: false,
    replies: 0,
    label: "",
    attachments: pictures.map(({ id, url, alt = "" }) => ({ kind: "image", url, mime: "", alt, upload: id })),
    failed: false,
    fresh: true,
  };
  place(pending);
  if (calls(text)) markCalled();
  deliver(pending);
  return pending.id;
}

async function deliver(pending) {
  const uploads = pending.attachments.map((one) => one.upload);
  const body = { text: pending.text, client: pending.client };
  if (pending.parent) body.parent = pending.parent;
  if (uploads.length) body.attachments = uploads;
  try {
    const comment = await api.postComment(pending.video, body);
    const isNew = place({ ...comment, video: pending.video }, pending.client); // the live event may have come first
    if (isNew) patchVideo(pending.video, (one) => ({ comments: one.comments + 1 }));
    spoken.value = t("sent");
    note(pending.video, "comment");
  } catch (error) {
    patchComment(pending, { failed: true, why: say(error) });
    spoken.value = `${t("failed")}: ${say(error)}`;
  }
}

export function resend(pending) {
  patchComment(pending, { failed: false, why: "" });
  deliver({ ...pending, failed: false });
}

export function discard(pending) {
  const its = room(pending.video).value;
  if (pending.id === pending.thread) patch(pending.video, { threads: its.threads.filter((one) => one.top.id !== pending.id) });
  else patchThread(pending.video, pending.thread, (one) => ({ replies: one.replies.filter((reply) => reply.id !== pending.id) }));
}

export function takeReceipt({ comment, outcome, sentence }) {
  if (!sentence || outcome === "posted") return;
  receipts.value = { ...receipts.value, [comment]: sentence };
}

/** The rooms that were open are read again: after a gap in the live stream, or wholly for another member. */
export function refreshRooms({ quiet }) {
  for (const [video, its] of rooms) if (its.value.phase === "ready") loadRoom(video, its.value.sort, quiet);
}

/** What a comment without words shows. */
export const pictured = (comment) => `[${t("picture_short")}] ${comment.attachments?.[0]?.alt ?? ""}`.trim();
