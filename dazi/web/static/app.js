// Puts the page together and starts it: layout, keys, first loads.
import { html, render } from "htm/preact";
import "@preact/signals";
import * as api from "./api.js";
import { Bar } from "./bar.js";
import { ChatPage } from "./chat.js";
import { Avatar, Icon } from "./bits.js";
import { CompanionPage } from "./companion.js";
import { Feed, openComments, step, toggleSound } from "./feed.js";
import { goLive } from "./live.js";
import { MemoryPage } from "./memory.js";
import { ordered, watchClips } from "./order.js";
import { PictureDialog } from "./picture.js";
import { toggleVideoLike } from "./rooms.js";
import { COMPANION, applyAddress, go, readAddress, videoLink } from "./routes.js";
import { ShareDialog } from "./share.js";
import { Panel, Sheet } from "./sheet.js";
import * as state from "./state.js";
import { currentId, dialog, me, route, sheetOpen, videos, wide } from "./state.js";
import { Switcher, takeMe } from "./switcher.js";
import { Upload } from "./upload.js";
import { say, t } from "./words.js";

/** The member's order, a clip that can play before those that are still being drawn: nobody should meet a wait first. */
async function opening() {
  const all = await ordered(api.fetchVideos().then((feed) => feed.videos));
  const first = all.find((one) => one.ready);
  return first ? [first, ...all.filter((one) => one !== first)] : all;
}

async function loadFeed() {
  state.feedPhase.value = "loading";
  try {
    const [mine, all] = await Promise.all([api.fetchMe(), opening()]);
    takeMe(mine);
    const asked = readAddress(location.hash).video;
    const first = all.find((one) => one.id === asked) ?? all[0];
    currentId.value = first?.id ?? "";
    videos.value = all;
    state.feedPhase.value = "ready";
    applyAddress();
  } catch (error) {
    state.feedError.value = say(error);
    state.feedPhase.value = "error";
  }
}

const goHome = () => {
  sheetOpen.value = false;
  go(currentId.value ? videoLink(currentId.value) : "#/");
};

const Rail = () => html`
  <nav class="rail" aria-label=${t("nav")}>
    <a class="brand" href="#/" aria-label=${t("title")}><img src="/static/mark.svg" alt="" width="32" height="32" /><b>${t("title")}</b></a>
    <button type="button" class="rail-item" aria-current=${route.value.page === "feed" ? "page" : undefined} onClick=${goHome}><${Icon} name="house" /><span>${t("home")}</span></button>
    <a class="rail-item" href=${COMPANION} aria-current=${route.value.page !== "feed" ? "page" : undefined}><${Avatar} member=${{ ...state.companion.value, ai: true }} size=${26} /><span>${state.companion.value.name}</span></a>
    <button type="button" class="rail-item rail-post" aria-label=${t("upload_short")} title=${t("up_title")} onClick=${() => (dialog.value = "upload")}><i><${Icon} name="plus" size=${22} /></i><span>${t("upload_short")}</span></button>
    <button type="button" class="rail-item rail-me" title=${t("settings")} aria-haspopup="dialog" onClick=${() => (dialog.value = "me")}><${Avatar} member=${me.value} size=${26} /><span class="name">${wide.value ? (me.value?.name ?? t("me")) : t("me")}</span></button>
  </nav>
`;

const Sound = () => html`
  <button type="button" class=${`sound ${state.muted.value ? "sound-off" : ""}`} aria-pressed=${!state.muted.value} aria-label=${t(state.muted.value ? "sound_on" : "sound_off")} onClick=${toggleSound}>
    <${Icon} name=${state.muted.value ? "volume-x" : "volume-2"} size=${20} />${state.muted.value && html`<span>${t("sound_on")}</span>`}
  </button>
`;

const Toasts = () => html`
  <div class="toasts">
    ${state.toasts.value.map((one) => html`
      <div key=${one.id} class=${`toast toast-${one.kind}`} role=${one.kind === "bad" ? "alert" : "status"}>
        <span>${one.text}</span>
        ${one.action && html`<button type="button" class="link" onClick=${() => (state.dropToast(one.id), one.action.run())}>${one.action.label}</button>`}
      </div>`)}
  </div>
`;

const PAGES = { companion: CompanionPage, chat: ChatPage, memory: MemoryPage };

const Modals = () => {
  const close = () => (dialog.value = "");
  if (dialog.value === "me") return html`<${Switcher} onClose=${close} />`;
  if (dialog.value === "upload") return html`<${Upload} onClose=${close} />`;
  if (dialog.value === "share") return html`<${ShareDialog} />`;
  if (dialog.value === "picture") return html`<${PictureDialog} />`;
  return null;
};

function App() {
  const feed = route.value.page === "feed";
  const covered = sheetOpen.value && !wide.value && feed;
  return html`
    <div class=${`shell ${covered ? "shell-sheet" : ""}`} data-page=${feed ? "feed" : "companion"}>
      ${feed && wide.value && html`<button type="button" class="skip" onClick=${openComments}>${t("skip")}</button>`}
      <div class="shell-rail" inert=${covered}><${Rail} /></div>
      <main class="stage" hidden=${!feed}>
        <${Feed} onRetry=${loadFeed} />
        ${state.feedPhase.value === "ready" && videos.value.length > 0 && html`<${Sound} />`}
      </main>
      ${!feed && html`<main class="stage-page"><${PAGES[route.value.page] ?? CompanionPage} /></main>`}
      ${feed && (wide.value ? html`<${Panel} />` : html`<${Sheet} />`)}
      <${Bar} />
      <${Modals} />
      <${Toasts} />
      <p class="sr" role="log" aria-live="polite">${state.spoken.value}</p>
    </div>
  `;
}

const isWriting = (target) => target.closest("input, textarea, select, dialog, [role=slider]");

const KEYS = {
  ArrowDown: () => step(1),
  ArrowUp: () => step(-1),
  PageDown: () => step(1),
  PageUp: () => step(-1),
  " ": () => document.querySelector(".slide[data-active] .surface")?.click(),
  m: toggleSound,
  l: () => state.current.value && toggleVideoLike(state.current.value),
  c: openComments,
};

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target) || route.value.page !== "feed") return;
  if (sheetOpen.value && !wide.value) return;
  const act = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  const ownKey = event.target.closest("button, a") && (event.key === " " || event.key === "Enter");
  const scrolls = event.target.closest(".list") && event.key.startsWith("Arrow");
  if (!act || ownKey || scrolls) return;
  event.preventDefault();
  act();
}

/** A phone's keyboard covers the page in some browsers: the sheet then stands above it. */
function followKeyboard() {
  const view = window.visualViewport;
  if (!view) return;
  const note = () => document.documentElement.style.setProperty("--keyboard", `${Math.max(0, innerHeight - view.height - view.offsetTop)}px`);
  view.addEventListener("resize", note);
  view.addEventListener("scroll", note);
}

const root = document.getElementById("app");
root.textContent = "";
render(html`<${App} />`, root);
addEventListener("hashchange", applyAddress);
addEventListener("keydown", onKey);
followKeyboard();
applyAddress();
loadFeed();
watchClips();
goLive();
