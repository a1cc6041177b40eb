// One thread: the top comment, its replies folded or not, and the companion's typing; it knows nothing of the sheet.
import { html } from "htm/preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Avatar, Badges, Dots, Icon } from "./bits.js";
import { Pictures } from "./picture.js";
import { Rich } from "./rich.js";
import { calls, discard, foldReplies, openReplies, resend, toggleLike, typing } from "./rooms.js";
import { COMPANION, go } from "./routes.js";
import { shareReply } from "./share.js";
import * as state from "./state.js";
import { calm, companion, focusComment, me, receipts, status } from "./state.js";
import { ago, count, exact, t } from "./words.js";

const LONG_TEXT = 240; // characters, then the text folds
const LONG_LINES = 8;
const MODEL_AWAY = ["download", "verify", "load", "failed"];

const isLong = (text) => text.length > LONG_TEXT || text.split("\n").length > LONG_LINES;

/** `thread` is a room's thread, `seconds` the clip's length. */
export function Thread({ thread, video }) {
  const { top, replies, more, base, open, busy } = thread;
  const shown = open ? replies : replies.filter((one) => base.includes(one.id) || one.fresh || one.client);
  const hidden = more + replies.length - shown.length;
  const dots = typing.value[top.id];
  const canFold = open && replies.length > 2;
  return html`
    <li class="thread">
      <${Comment} comment=${top} video=${video} />
      <${Waiting} thread=${thread} dots=${dots} />
      ${(shown.length > 0 || hidden > 0 || dots) &&
      html`<ul class="replies">
        ${shown.map((one) => html`<li key=${one.key ?? one.id}><${Comment} comment=${one} video=${video} small /></li>`)}
        ${dots && html`<li key="typing"><${Typing} /></li>`}
      </ul>`}
      ${(hidden > 0 || canFold) &&
      html`<div class="fold-row">
        ${hidden > 0 &&
        html`<button type="button" class="fold" disabled=${busy} aria-expanded=${open} onClick=${() => openReplies(video.id, top.id)}>
          <span class="fold-line" aria-hidden="true"></span>${t("expand_replies", { n: hidden })}
          <${Icon} name=${busy ? "loader-circle" : "chevron-down"} size=${16} />
        </button>`}
        ${canFold &&
        html`<button type="button" class="fold" onClick=${() => foldReplies(video.id, top.id)}>
          ${hidden === 0 && html`<span class="fold-line" aria-hidden="true"></span>`}${t("fold_replies")}<${Icon} name="chevron-up" size=${16} />
        </button>`}
      </div>`}
    </li>
  `;
}

/** The three dots, in the place where the reply will stand. */
const Typing = () => html`
  <div class="comment comment-small enter typing">
    <${Avatar} member=${{ ...companion.value, ai: true }} size=${24} />
    <p class="typing-text">${t("typing")}<${Dots} /></p>
  </div>
`;

/** Why a call of mine has no answer yet, when the reason is known: the model is on its way, or the companion is off. */
function Waiting({ thread, dots }) {
  const calling = [thread.top, ...thread.replies].filter((one) => one.fresh && one.member.id === me.value?.id && calls(one.text)).at(-1);
  if (!calling || dots || calling.client || !status.value) return null;
  const answered = thread.replies.some((one) => one.member.ai && one.at >= calling.at);
  if (answered || receipts.value[calling.id]) return null;
  const off = status.value.companion === "off";
  const away = status.value.worker === false || MODEL_AWAY.includes(status.value.model?.phase);
  if (!off && !away) return null;
  return html`<p class="waits">${t(off ? "waits_off" : "waits_model")}</p>`;
}

function Comment({ comment, video, small = false }) {
  const row = useRef(null);
  const asked = focusComment.value === comment.id;
  useEffect(() => {
    if (!asked || !row.current) return;
    row.current.scrollIntoView({ block: "center", behavior: calm.matches ? "instant" : "smooth" });
    row.current.classList.add("comment-asked");
    const timer = setTimeout(() => {
      row.current?.classList.remove("comment-asked");
      focusComment.value = "";
    }, 2400);
    return () => clearTimeout(timer);
  }, [asked]);
  // A comment that I just sent comes into view by itself.
  useEffect(() => {
    if (comment.client && !comment.failed) row.current?.scrollIntoView({ block: "nearest", behavior: calm.matches ? "instant" : "smooth" });
  }, []);
  const { member } = comment;
  const classes = ["comment", small && "comment-small", comment.fresh && "enter", comment.client && "comment-pending", comment.failed && "comment-failed"];
  const who = html`<span class="name" title=${member.name}>${member.name}</span><${Badges} member=${member} />`;
  return html`
    <div ref=${row} class=${classes.filter(Boolean).join(" ")} data-comment=${comment.id}>
      ${member.ai
        ? html`<a class="face" href=${COMPANION} aria-label=${member.name} tabindex="-1"><${Avatar} member=${member} size=${small ? 24 : 36} /></a>`
        : html`<${Avatar} member=${member} size=${small ? 24 : 36} />`}
      <div class="comment-main">
        <p class="who">
          ${member.ai ? html`<a class="who-link" href=${COMPANION}>${who}</a>` : who}
          ${comment.reply_to && html`<span class="to" aria-label=${t("reply_to", { who: comment.reply_to })}><${Icon} name="play" size=${10} fill /><span class="name">${comment.reply_to}</span></span>`}
        </p>
        ${comment.text && html`<${Text} comment=${comment} video=${video} />`}
        <${Pictures} comment=${comment} />
        <${Meta} comment=${comment} />
      </div>
      <${Heart} comment=${comment} />
    </div>
  `;
}

function Text({ comment, video }) {
  const [open, setOpen] = useState(false);
  const long = isLong(comment.text);
  const onSeek = (at) => (state.seek.value = { video: video.id, at, turn: state.nextTurn() });
  const handles = [companion.value.handle, companion.value.name];
  return html`
    <div class=${`text ${long && !open ? "text-folded" : ""}`}>
      <${Rich} text=${comment.text} seconds=${video.seconds} handles=${handles} links=${comment.member.ai} onCompanion=${() => go(COMPANION)} onSeek=${onSeek} onLink=${leaveSheet} />
    </div>
    ${long && html`<button type="button" class="text-more" aria-expanded=${open} onClick=${() => setOpen(!open)}>${t(open ? "short_text" : "full_text")}</button>`}
  `;
}

/** A title that was followed: on a phone the clip is what is wanted now. */
const leaveSheet = () => !state.wide.value && (state.sheetOpen.value = false);

function Meta({ comment }) {
  const reply = () => {
    state.replyTo.value = comment;
    document.querySelector(".composer textarea")?.focus();
  };
  const receipt = comment.member.id === me.value?.id ? receipts.value[comment.id] : "";
  if (comment.failed) {
    return html`
      <p class="meta meta-bad" role="alert">
        <${Icon} name="triangle-alert" size=${14} /><span>${comment.why || t("failed")}</span>
        <button type="button" class="link" onClick=${() => resend(comment)}>${t("resend")}</button>
        <button type="button" class="link link-quiet" onClick=${() => discard(comment)}>${t("discard")}</button>
      </p>
    `;
  }
  if (comment.client) return html`<p class="meta"><span>${t("sending")}…</span></p>`;
  return html`
    <p class="meta">
      <time datetime=${comment.at} title=${exact(comment.at)}>${ago(comment.at)}</time>
      ${comment.label && html`<span class="label">${comment.label}</span>`}
      ${comment.sample && html`<span>${t("sample_mark")}</span>`}
      <button type="button" class="link" aria-label=${t("reply_to", { who: comment.member.name })} onClick=${reply}>${t("reply")}</button>
      ${comment.member.ai && comment.text && html`<button type="button" class="link" aria-haspopup="dialog" onClick=${() => shareReply(comment)}>${t("share_short")}</button>`}
    </p>
    ${receipt && html`<p class="receipt" role="status"><${Icon} name="corner-down-right" size=${14} />${receipt}</p>`}
  `;
}

const Heart = ({ comment }) => html`
  <button
    type="button"
    class=${`heart ${comment.liked ? "heart-on" : ""}`}
    aria-pressed=${comment.liked}
    aria-label=${`${t("like")} ${count(comment.likes)}`}
    disabled=${Boolean(comment.client)}
    onClick=${() => toggleLike(comment)}
  >
    <${Icon} name="heart" size=${18} fill=${comment.liked} />
    <span>${comment.likes > 0 ? count(comment.likes) : ""}</span>
  </button>
`;
