// The vertical list of clips: snap scroll, wheel, the column of actions, title and author; one clip is player.js's.
import { html } from "htm/preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Avatar, Blank, Icon } from "./bits.js";
import { Chapters } from "./chapters.js";
import { reasons, unwish } from "./order.js";
import { Player } from "./player.js";
import { toggleVideoLike } from "./rooms.js";
import { noteVideo, videoLink } from "./routes.js";
import * as state from "./state.js";
import { calm, companion, currentId, feedPhase, muted, sheetOpen, videos, wide } from "./state.js";
import { count, t } from "./words.js";

const WHEEL_REST_MS = 420; // one turn of a wheel moves one clip, however long the trackpad rolls on

const listElement = () => document.querySelector(".feed");
const slideElement = (id) => document.querySelector(`.slide[data-video="${CSS.escape(id)}"]`);

/** Brings a clip on screen. */
export function showVideo(id, smooth = true) {
  const [list, slide] = [listElement(), slideElement(id)];
  if (!list || !slide) return;
  list.scrollTo({ top: slide.offsetTop, behavior: smooth && !calm.matches ? "smooth" : "instant" });
}

/** One clip up (-1) or down (+1); at the ends it stays. */
export function step(by) {
  const index = videos.value.findIndex((one) => one.id === currentId.value);
  const next = videos.value[Math.min(videos.value.length - 1, Math.max(0, index + by))];
  if (next && next.id !== currentId.value) showVideo(next.id);
}

export function openComments() {
  sheetOpen.value = true;
  if (wide.value) document.querySelector(".composer textarea")?.focus();
}

/** Opens the comments with the companion already addressed. */
export function callCompanion() {
  state.draft.value = { video: currentId.value, text: `@${companion.value.handle} `, turn: state.nextTurn() };
  openComments();
}

export async function share(video) {
  const address = `${location.origin}${location.pathname}${videoLink(video.id)}`;
  if (navigator.share && matchMedia("(pointer: coarse)").matches) {
    return navigator.share({ title: video.title, url: address }).catch(() => {}); // the member closed the system's sheet
  }
  try {
    await navigator.clipboard.writeText(address);
    state.toast(t("share_done"));
  } catch {
    state.toast(t("share_failed"), { kind: "bad" });
  }
}

export function toggleSound() {
  muted.value = !muted.value;
  state.keep("muted", muted.value ? "1" : "0");
}

export function Feed({ onRetry }) {
  const list = useRef(null);
  const rest = useRef(0);
  const ids = videos.value.map((one) => one.id).join(" ");

  useEffect(() => {
    const watch = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) {
          if (!entry.isIntersecting) continue;
          currentId.value = entry.target.dataset.video;
          noteVideo(currentId.value);
        }
      },
      { root: list.current, threshold: 0.6 },
    );
    for (const slide of list.current?.querySelectorAll(".slide") ?? []) watch.observe(slide);
    return () => watch.disconnect();
  }, [ids, feedPhase.value]);

  // The address asked for a clip that is not on screen.
  useEffect(() => {
    const slide = slideElement(currentId.value);
    if (slide && Math.abs(slide.offsetTop - list.current.scrollTop) > slide.offsetHeight * 0.6) showVideo(currentId.value, false);
  }, [currentId.value, ids]);

  useEffect(() => {
    const element = list.current;
    if (!element) return;
    const wheel = (event) => {
      if (event.ctrlKey) return;
      event.preventDefault();
      if (Date.now() < rest.current || Math.abs(event.deltaY) < 8) return;
      rest.current = Date.now() + WHEEL_REST_MS;
      step(Math.sign(event.deltaY));
    };
    element.addEventListener("wheel", wheel, { passive: false });
    return () => element.removeEventListener("wheel", wheel);
  }, [feedPhase.value]);

  if (feedPhase.value === "loading") return html`<${Skeleton} />`;
  if (feedPhase.value === "error") {
    return html`<div class="feed-blank"><${Blank} face="📡" title=${t("feed_failed")} text=${state.feedError.value} action=${t("retry")} onAction=${onRetry} role="alert" /></div>`;
  }
  if (!videos.value.length) {
    const post = () => (state.dialog.value = "upload");
    return html`<div class="feed-blank"><${Blank} face="🎬" title=${t("feed_empty")} text=${t("feed_empty_text")} action=${t("up_title")} onAction=${post} /></div>`;
  }
  const at = Math.max(0, videos.value.findIndex((one) => one.id === currentId.value));
  return html`
    <div class="feed" ref=${list} role="feed" aria-label=${t("feed")} tabindex="-1">
      ${videos.value.map((video, index) => {
        const place = index === at ? "active" : Math.abs(index - at) === 1 ? "near" : "far";
        return html`<${Slide} key=${video.id} video=${video} place=${place} index=${index} all=${videos.value.length} />`;
      })}
    </div>
    <${Steps} first=${at === 0} last=${at === videos.value.length - 1} />
  `;
}

const Skeleton = () => html`
  <div class="feed-blank" role="status" aria-label=${t("feed_loading")}>
    <div class="skeleton-clip" aria-hidden="true"><i></i><i></i><i></i></div>
  </div>
`;

const Steps = ({ first, last }) => html`
  <div class="steps">
    <button type="button" class="round" aria-label=${t("prev_video")} disabled=${first} onClick=${() => step(-1)}><${Icon} name="chevron-up" /></button>
    <button type="button" class="round" aria-label=${t("next_video")} disabled=${last} onClick=${() => step(1)}><${Icon} name="chevron-down" /></button>
  </div>
`;

const titleOf = (video) => (state.lang.value === "en" && video.title_en ? video.title_en : video.title);

function Slide({ video, place, index, all }) {
  const active = place === "active";
  const title = titleOf(video);
  return html`
    <article
      class="slide"
      data-video=${video.id}
      data-active=${active ? "" : undefined}
      inert=${!active}
      aria-posinset=${index + 1}
      aria-setsize=${all}
      aria-label=${t("video_by", { author: video.author.name, title })}
    >
      <div class="stage-fit">
        <${Player} video=${video} place=${place} />
        <${Caption} video=${video} title=${title} />
        <${Actions} video=${video} />
      </div>
    </article>
  `;
}

function Caption({ video, title }) {
  const [open, setOpen] = useState(false);
  const long = title.length > 44;
  return html`
    <div class=${`caption ${open ? "caption-open" : ""}`}>
      <${Reason} video=${video} />
      <p class="caption-author">@${video.author.name}${video.ai_made && html`<span class="chip-mark">${t("ai_made")}</span>`}</p>
      <p class="caption-title">
        <span>${title}</span>
        ${long && html`<button type="button" class="caption-more" aria-expanded=${open} onClick=${() => setOpen(!open)}>${open ? t("less") : t("more")}</button>`}
      </p>
      ${video.tags.length > 0 && html`<p class="caption-tags" aria-label=${t("tags")}>${video.tags.map((tag) => html`<span key=${tag}>#${tag.replace(/^#/, "")}</span>`)}</p>`}
      <${Chapters} video=${video} />
    </div>
  `;
}

/** Why the companion put it here, with a way to take that back. */
function Reason({ video }) {
  const reason = reasons.value[video.id];
  if (!reason) return null;
  return html`
    <p class="reason"><${Avatar} member=${{ ...companion.value, ai: true }} size=${20} /><span>${reason}</span>
      <button type="button" class="reason-undo" aria-label=${`${t("undo")}: ${reason}`} onClick=${() => unwish(reason)}>${t("undo")}</button></p>
  `;
}

function Actions({ video }) {
  const like = () => toggleVideoLike(video);
  return html`
    <div class="actions">
      <span class="action-face"><${Avatar} member=${video.author} size=${48} /></span>
      <button type="button" class=${`action ${video.liked ? "action-liked" : ""}`} aria-pressed=${video.liked} aria-label=${`${t("like")} ${count(video.likes)}`} onClick=${like}>
        <${Icon} name="heart" size=${34} fill /><span key=${video.likes} class="tick">${count(video.likes)}</span>
      </button>
      <button type="button" class="action" aria-label=${t("comments_n", { n: count(video.comments) })} onClick=${openComments}>
        <${Icon} name="message-circle" size=${34} fill /><span key=${video.comments} class="tick">${count(video.comments)}</span>
      </button>
      <button type="button" class="action" aria-label=${t("share")} onClick=${() => share(video)}>
        <${Icon} name="forward" size=${34} fill /><span>${t("share")}</span>
      </button>
      <button type="button" class="action action-call" aria-label=${t("call", { name: companion.value.name })} onClick=${callCompanion}>
        <${Avatar} member=${{ ...companion.value, ai: true }} size=${44} /><span>${t("call")}</span>
      </button>
    </div>
  `;
}
