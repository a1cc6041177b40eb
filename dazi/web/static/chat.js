// The talk with the companion that nobody else sees: read backwards, written, followed live; it knows no video.
import { html } from "htm/preact";
import { signal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import * as api from "./api.js";
import { AttachButton, Attached, MOST_PICTURES, usePictures } from "./attach.js";
import { Avatar, Blank, Dots, Icon } from "./bits.js";
import { Pictures } from "./picture.js";
import { Rich } from "./rich.js";
import { freshId, pictured } from "./rooms.js";
import { COMPANION, go, MEMORY } from "./routes.js";
import * as state from "./state.js";
import { calm, companion, me, receipts, status } from "./state.js";
import { ago, exact, say, t } from "./words.js";

const BLANK = { phase: "new", messages: [], more: false, busy: false, error: "" };
const PAGE = 30;
const TYPING_MS = 90_000; // a lost "off" must not leave the dots standing for ever
const APART_MS = 10 * 60_000; // a silence after which the time is said again
const TALLEST = 132;
const NEAR = 160; // pixels from the end that still count as being there

export const talk = signal(BLANK);
const typing = signal("");
let timer = 0;
let fetching = 0;
let early = []; // what came live while the talk was being read: the answer may be older than it

const patch = (change) => (talk.value = { ...talk.value, ...change });

export async function loadTalk() {
  patch({ phase: talk.value.phase === "ready" ? "ready" : "loading", error: "" });
  const whose = me.value?.id;
  fetching += 1;
  try {
    const { messages, more } = await api.fetchTalk(0, PAGE);
    if (whose !== me.value?.id) return; // another member speaks by now
    const unsent = talk.value.messages.filter((one) => one.client);
    const have = new Set(messages.map((one) => one.id));
    const older = talk.value.messages.filter((one) => !one.client && !have.has(one.id) && Number(one.id) < Number(messages[0]?.id ?? 0));
    talk.value = { ...BLANK, phase: "ready", messages: [...older, ...messages, ...unsent], more: older.length ? talk.value.more : more };
  } catch (error) {
    patch({ phase: talk.value.phase === "ready" ? "ready" : "error", error: say(error) });
  } finally {
    fetching -= 1;
  }
  if (talk.value.phase === "ready") for (const one of early.splice(0)) takeWhisper(one);
}

async function loadOlder() {
  const { messages, more, busy } = talk.value;
  if (!more || busy || !messages.length) return;
  patch({ busy: true });
  try {
    const page = await api.fetchTalk(messages[0].id, PAGE);
    const have = new Set(talk.value.messages.map((one) => one.id));
    patch({ messages: [...page.messages.filter((one) => !have.has(one.id)), ...talk.value.messages], more: page.more, busy: false });
  } catch (error) {
    patch({ busy: false });
    state.toast(say(error), { kind: "bad" });
  }
}

/** Another member speaks: nothing of the last one's talk stays on the page. */
export function dropTalk() {
  talk.value = BLANK;
  typing.value = "";
  early = [];
}

/** A message came, or ours is confirmed. */
export function takeWhisper(one, client = "") {
  if (one.member.ai) stopTyping();
  if (fetching) early.push(one);
  if (talk.value.phase !== "ready") return announce(one);
  const { messages } = talk.value;
  const mine = (old) => old.id === one.id || (client ? old.client === client : old.client && !old.failed && !one.member.ai && old.text === one.text);
  const at = messages.findIndex(mine);
  const now = { ...one, fresh: true, key: messages[at]?.key };
  patch({ messages: at < 0 ? [...messages, now] : messages.map((old, n) => (n === at ? now : old)).filter((old, n) => n <= at || old.id !== one.id) });
  if (at < 0) announce(one);
}

function announce(one) {
  if (!one.member.ai) return;
  const here = state.route.value.page === "chat";
  // On a page that others may look over, not even a reader is told what was said.
  state.spoken.value = here ? t("replied_says", { text: one.text || pictured(one) }) : t("chat_replied");
  if (here) return;
  state.toast(t("chat_replied"), { kind: "companion", action: { label: t("look"), run: () => go("#/companion/chat") }, ms: 6000 });
}

export function dropWhisper({ id }) {
  if (!id) return (talk.value = { ...BLANK, phase: talk.value.phase === "new" ? "new" : "ready" });
  patch({ messages: talk.value.messages.filter((one) => one.id !== id) });
}

/** The companion was told to forget me: what stands in our talk could remind it, so its end is offered. */
export function offerClear({ member, outcome, skill }) {
  if (member !== me.value?.id || outcome !== "posted" || skill !== "forget") return;
  state.toast(t("chat_forgot"), { action: { label: t("chat_clear"), run: clearTalk }, ms: 12_000 });
}

async function clearTalk() {
  try {
    await api.clearTalk();
    dropWhisper({ id: "" });
    state.toast(t("chat_cleared"), { ms: 2600 });
  } catch (error) {
    state.toast(say(error), { kind: "bad" });
  }
}

export function takeWhisperTyping({ parent, on }) {
  stopTyping();
  if (!on) return;
  typing.value = parent;
  timer = setTimeout(stopTyping, TYPING_MS);
}

function stopTyping() {
  clearTimeout(timer);
  typing.value = "";
}

function send(text, pictures) {
  const client = freshId();
  const attachments = pictures.map(({ id, url, alt = "" }) => ({ kind: "image", url, mime: "", alt, upload: id }));
  const pending = { id: `local-${client}`, key: client, client, member: me.value, text, at: new Date().toISOString(), label: "", attachments, fresh: true };
  patch({ messages: [...talk.value.messages, pending] });
  deliver(pending);
}

async function deliver(pending) {
  const uploads = pending.attachments.map((one) => one.upload);
  try {
    takeWhisper(await api.postWhisper({ text: pending.text, client: pending.client, ...(uploads.length ? { attachments: uploads } : {}) }), pending.client);
  } catch (error) {
    change(pending, { failed: true, why: say(error) });
  }
}

const change = (pending, by) => patch({ messages: talk.value.messages.map((one) => (one.client === pending.client ? { ...one, ...by } : one)) });
const resend = (pending) => (change(pending, { failed: false }), deliver(pending));
const discard = (pending) => patch({ messages: talk.value.messages.filter((one) => one.client !== pending.client) });

export function ChatPage() {
  const list = useRef(null);
  const held = useRef(null); // how far from the end the reader is, to stay there when older words come above
  const its = talk.value;
  useEffect(() => {
    if (its.phase === "new" && me.value) loadTalk();
  }, [its.phase, me.value?.id]);

  const last = its.messages.at(-1)?.id;
  const first = its.messages[0]?.id;
  useLayoutEffect(() => {
    const box = list.current;
    if (!box) return;
    if (held.current !== null && held.current.first !== first) box.scrollTop = box.scrollHeight - held.current.below;
    held.current = null;
  }, [first]);
  const end = (soft) => list.current?.scrollTo({ top: list.current.scrollHeight, behavior: soft && !calm.matches ? "smooth" : "instant" });
  // Who reads further up is not torn away by an answer, only by their own words.
  const near = () => list.current && list.current.scrollHeight - list.current.scrollTop - list.current.clientHeight < NEAR;
  const ended = useRef(true);
  useLayoutEffect(() => {
    if (ended.current || its.messages.at(-1)?.client) end(its.phase === "ready" && its.messages.length > 1);
  }, [last, typing.value, its.phase]);

  const scrolled = () => {
    const box = list.current;
    ended.current = near();
    if (box.scrollTop > 120 || !its.more || its.busy) return;
    held.current = { below: box.scrollHeight - box.scrollTop, first };
    loadOlder();
  };
  const body = () => {
    if (its.phase === "error") return html`<${Blank} face="🫥" title=${t("chat_failed")} text=${its.error} action=${t("retry")} onAction=${loadTalk} role="alert" />`;
    if (its.phase !== "ready") return html`<div class="chat-wait" role="status" aria-label=${t("chat_title")}><${Dots} /></div>`;
    if (!its.messages.length) return html`<${Blank} face="🤫" title=${t("chat_empty")} text=${t("chat_empty_text")} />`;
    return html`
      ${its.more && html`<button type="button" class="more" disabled=${its.busy} onClick=${scrolled}>${t("chat_older")}</button>`}
      <ol class="says">${its.messages.map((one, n) => html`<${Says} key=${one.key ?? one.id} one=${one} before=${its.messages[n - 1]} />`)}</ol>
    `;
  };
  return html`
    <section class="chat" aria-label=${t("chat_title")}>
      <${Head} any=${its.messages.length > 0} />
      <div class="chat-list" ref=${list} tabindex="0" role="log" aria-label=${t("chat_title")} onScroll=${scrolled} onLoadCapture=${() => ended.current && end(false)}>
        ${body()}
        ${typing.value && html`<p class="says-typing enter"><${Avatar} member=${{ ...companion.value, ai: true }} size=${28} /><span class="bubble">${t("typing")}<${Dots} /></span></p>`}
        <${Waits} last=${its.messages.at(-1)} />
      </div>
      <${Write} empty=${its.phase === "ready" && !its.messages.length} />
    </section>
  `;
}

function Head({ any }) {
  const [sure, setSure] = useState(false);
  const clear = async () => {
    if (sure) await clearTalk();
    setSure(!sure);
  };
  return html`
    <header class="chat-head">
      <button type="button" class="tap" aria-label=${t("back")} onClick=${() => go(COMPANION)}><${Icon} name="chevron-left" /></button>
      <a class="chat-who" href=${COMPANION}><${Avatar} member=${{ ...companion.value, ai: true }} size=${36} />
        <span><b class="name">${companion.value.name}<span class="badge badge-ai">${t("ai")}</span></b><small>${t("chat_only")}</small></span></a>
      ${any && html`<button type="button" class=${`link ${sure ? "link-sure" : ""}`} onClick=${clear} onBlur=${() => setSure(false)}>${t(sure ? "chat_clear_sure" : "chat_clear")}</button>`}
    </header>
  `;
}

function Says({ one, before }) {
  const apart = !before || new Date(one.at) - new Date(before.at) > APART_MS;
  const classes = ["say", one.member.ai ? "say-ai" : "say-me", one.fresh && "enter", one.client && !one.failed && "say-pending"];
  const receipt = one.member.ai ? "" : receipts.value[one.id];
  return html`
    ${apart && html`<li class="say-time"><time datetime=${one.at} title=${exact(one.at)}>${ago(one.at)}</time></li>`}
    <li class=${classes.filter(Boolean).join(" ")} data-comment=${one.id}>
      <${Avatar} member=${one.member} size=${28} />
      <div class="say-main">
        <span class="sr">${one.member.name}</span>
        ${one.text && html`<div class="bubble text"><${Rich} text=${one.text} seconds=${0} handles=${[companion.value.handle]} links=${one.member.ai} onCompanion=${() => go(COMPANION)} /></div>`}
        <${Pictures} comment=${one} />
        ${one.label && html`<small class="say-label">${one.label}</small>`}
        ${receipt && html`<small class="say-label">${receipt}</small>`}
        ${one.failed && html`<p class="meta meta-bad" role="alert"><${Icon} name="triangle-alert" size=${14} /><span>${one.why || t("failed")}</span>
          <button type="button" class="link" onClick=${() => resend(one)}>${t("resend")}</button><button type="button" class="link link-quiet" onClick=${() => discard(one)}>${t("discard")}</button></p>`}
      </div>
    </li>
  `;
}

/** Why nothing comes just now, where the reason is known. */
function Waits({ last }) {
  if (!last || last.member.ai || typing.value || !status.value || receipts.value[last.id]) return null;
  const off = status.value.companion === "off";
  const away = status.value.worker === false || ["download", "verify", "load", "failed"].includes(status.value.model?.phase);
  return off || away ? html`<p class="waits">${t(off ? "waits_off" : "waits_model")}</p>` : null;
}

function Write({ empty }) {
  const field = useRef(null);
  const [text, setText] = useState("");
  const its = usePictures();
  const { pictures } = its;
  const ready = (text.trim() || pictures.some((one) => one.id)) && text.length <= 2000 && !pictures.some((one) => !one.id) && me.value;
  useEffect(() => {
    const words = state.draft.value;
    if (words?.video !== "chat") return;
    state.draft.value = null;
    setText(words.text);
    field.current.focus();
  }, [state.draft.value]);
  useLayoutEffect(() => {
    field.current.style.height = "auto";
    field.current.style.height = `${Math.min(field.current.scrollHeight, TALLEST)}px`;
  }, [text]);
  const submit = () => {
    if (!ready) return;
    send(text.trim(), pictures);
    setText("");
    its.clear();
  };
  const keys = (event) => {
    if (event.isComposing || event.keyCode === 229 || event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    submit();
  };
  const put = (words) => (setText(words), field.current.focus());
  return html`
    <form class="composer chat-write" onSubmit=${(event) => (event.preventDefault(), submit())}>
      ${empty && html`<div class="chips" role="group" aria-label=${t("try_hint")}>${["chat_try_day", "chat_try_name", "chat_try_know"].map((key) => html`<button key=${key} type="button" class="chip" onClick=${() => put(t(key))}>${t(key)}</button>`)}</div>`}
      <${Attached} its=${its} text=${text} onWish=${(words) => put(words.replace(/^@\S+ /, ""))} onRedraw=${() => {}} />
      <div class="composer-row">
        <div class="field">
          <textarea ref=${field} rows="1" value=${text} placeholder=${t("chat_hint")} aria-label=${t("chat_write")} enterkeyhint="send" onInput=${(event) => setText(event.target.value)} onKeyDown=${keys}></textarea>
          <${AttachButton} full=${pictures.length >= MOST_PICTURES} onFiles=${its.add} />
        </div>
        <button type="submit" class=${`send ${ready ? "send-ready" : ""}`} aria-label=${t("send")} disabled=${!ready}><${Icon} name="arrow-up" size=${20} /></button>
      </div>
      <p class="chat-note">${t("chat_note", { who: me.value?.name ?? "" })} <a href=${MEMORY}>${t("mem_title")}</a></p>
    </form>
  `;
}
