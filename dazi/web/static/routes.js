// Addresses after the # and what they mean; it knows no page.
import { currentId, dialog, focusComment, route, sheetOpen, videos } from "./state.js";
import { findShown, loadMore, loadRoom, openReplies, room } from "./rooms.js";

const MOST_PAGES = 8; // a link's comment is looked for this far, then the top of the list must do

export const videoLink = (video) => `#/v/${encodeURIComponent(video)}`;
export const commentLink = (one) => `${videoLink(one.video)}/c/${encodeURIComponent(one.thread)}/${encodeURIComponent(one.id)}`;
export const COMPANION = "#/companion";
export const CHAT = "#/companion/chat";
export const MEMORY = "#/companion/memory";
const PAGES = { chat: "chat", memory: "memory" }; // below the companion's

/** "#/v/7/c/12/15" -> {page: "feed", video: "7", thread: "12", comment: "15"}. */
export function readAddress(hash) {
  const parts = hash.replace(/^#\/?/, "").split("/").map(safeDecode);
  if (parts[0] === "companion") return { page: PAGES[parts[1]] ?? "companion", video: "", thread: "", comment: "" };
  const video = parts[0] === "v" ? (parts[1] ?? "") : "";
  const at = parts[2] === "c" ? parts.slice(3) : [];
  return { page: "feed", video, thread: at[0] ?? "", comment: at[1] ?? at[0] ?? "" };
}

function safeDecode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export function go(address) {
  if (location.hash === address) applyAddress();
  else location.hash = address;
}

/** Takes the address as it stands now; called at the start and whenever it changes. */
export function applyAddress() {
  const next = readAddress(location.hash);
  route.value = next;
  dialog.value = "";
  if (next.page !== "feed" || !videos.value.some((one) => one.id === next.video)) return;
  currentId.value = next.video;
  if (next.comment) reveal(next);
}

/** Keeps the address true to the clip on screen without a new step in the history. */
export function noteVideo(video) {
  const address = videoLink(video);
  if (route.value.page === "feed" && location.hash !== address) history.replaceState(null, "", address);
}

async function reveal({ video, thread, comment }) {
  sheetOpen.value = true;
  if (room(video).value.phase !== "ready") await loadRoom(video);
  for (let i = 0; i < MOST_PAGES && !findShown(video, thread) && room(video).value.next; i++) await loadMore(video);
  for (let i = 0; i < MOST_PAGES && canHide(video, thread, comment); i++) await openReplies(video, thread);
  focusComment.value = comment;
}

function canHide(video, thread, comment) {
  const found = findShown(video, thread);
  if (!found || comment === thread) return false;
  const has = found.replies.some((reply) => reply.id === comment);
  return has ? !found.open : found.more > 0;
}
