// The companion's own page: who it is, what it can do, its best replies, how it is made; that it is an AI, first of all.
import { html } from "htm/preact";
import { useEffect, useRef, useState } from "preact/hooks";
import * as api from "./api.js";
import { Avatar, Blank, Icon } from "./bits.js";
import { openComments } from "./feed.js";
import { plainText } from "./rich.js";
import { pictured } from "./rooms.js";
import { CHAT, commentLink, go, MEMORY, videoLink } from "./routes.js";
import { shareReply } from "./share.js";
import * as state from "./state.js";
import { companion, currentId, lang, status, videos } from "./state.js";
import { ago, count, exact, say, t } from "./words.js";

const TRIES = ["joke", "comfort", "video", "draw", "recommend", "homework", "praise", "translate"];

/** Opens the comments of the clip at hand with a wish in the field. */
function attempt(words) {
  const video = currentId.value || videos.value[0]?.id;
  if (!video) return go("#/");
  currentId.value = video;
  go(videoLink(video));
  state.draft.value = { video, text: `@${companion.value.handle} ${words}`, turn: state.nextTurn() };
  openComments();
}

export function CompanionPage() {
  const [page, setPage] = useState(null);
  const [error, setError] = useState("");
  const load = async () => {
    setError("");
    try {
      setPage(await api.fetchCompanion());
    } catch (problem) {
      setError(say(problem));
    }
  };
  const box = useRef(null);
  useEffect(() => box.current.focus({ preventScroll: true }), []);
  useEffect(() => {
    load();
  }, [state.me.value?.id]);

  const back = () => go(currentId.value ? videoLink(currentId.value) : "#/");
  return html`
    <div class="page" tabindex="-1" ref=${box}>
      <div class="page-inner">
        <header class="page-head">
          <button type="button" class="tap" aria-label=${t("back")} onClick=${back}><${Icon} name="chevron-left" /></button>
        </header>
        <${Hero} page=${page} onPage=${setPage} />
        ${error && html`<${Blank} face="🫥" title=${t("xd_failed")} text=${error} action=${t("retry")} onAction=${load} role="alert" />`}
        <section class="pinned" aria-label=${t("xd_pinned")}>
          <p class="pinned-mark">${t("xd_pinned")}</p>
          <p>${t("xd_intro")}</p>
        </section>
        <${Tries} />
        ${page?.best?.length > 0 && html`
          <h2 class="page-title">${t("xd_best")}</h2>
          <ol class="best">${page.best.map((one, n) => html`<${Best} key=${one.comment.id} one=${one} place=${n + 1} />`)}</ol>`}
        <${Made} />
        ${page && html`<${AllSaid} />`}
      </div>
    </div>
  `;
}

function Hero({ page, onPage }) {
  const [busy, setBusy] = useState(false);
  const who = companion.value;
  const bio = (lang.value === "en" && who.bio_en) || who.bio;
  const follow = async () => {
    setBusy(true);
    try {
      const { following, followers } = await api.follow(!page.following);
      onPage({ ...page, following, counts: { ...page.counts, followers } });
      if (following) state.toast(t("xd_followed"), { kind: "companion", ms: 2600 });
    } catch (problem) {
      state.toast(say(problem), { kind: "bad" });
    }
    setBusy(false);
  };
  return html`
    <div class="hero">
      <${Avatar} member=${{ ...who, ai: true }} size=${88} />
      <h1 class="hero-name"><span class="name">${who.name}</span><span class="badge badge-ai">${t("ai")}</span></h1>
      <p class="hero-handle">@${who.handle}<${Duty} /></p>
      ${bio && html`<p class="hero-bio">${bio}</p>`}
      <${Counts} counts=${page?.counts} />
      <div class="hero-row">
        <button type="button" class=${`button ${page?.following ? "" : "button-companion"}`} aria-pressed=${page?.following ?? false} disabled=${!page || busy} onClick=${follow}>
          <${Icon} name=${page?.following ? "check" : "plus"} size=${20} />${t(page?.following ? "xd_following" : "xd_follow")}</button>
        <a class="button" href=${CHAT}><${Icon} name="message-circle" size=${20} />${t("chat_open")}</a>
      </div>
      <a class="hero-memory" href=${MEMORY}>${t("mem_title")}<span class="turned"><${Icon} name="chevron-left" size=${16} /></span></a>
      <p class="hero-note">${t("xd_ai_note")}</p>
    </div>
  `;
}

function Duty() {
  if (!status.value) return null;
  const on = status.value.companion === "on";
  return html`<span class=${`duty ${on ? "duty-on" : ""}`}>${t(on ? "xd_on" : "xd_off")}</span>`;
}

const Counts = ({ counts }) => html`
  <dl class="counts">
    ${["followers", "replies", "likes", "threads"].map((key) => html`<div key=${key}><dd>${counts ? count(counts[key]) : "–"}</dd><dt>${t(`xd_${key}`)}</dt></div>`)}
  </dl>
`;

const Tries = () => html`
  <h2 class="page-title">${t("xd_can")}<small>${t("xd_can_note")}</small></h2>
  <ul class="tries">
    ${TRIES.map((key) => html`
      <li key=${key}><button type="button" class="try" onClick=${() => attempt(t(`try_${key}`))}><span class="try-face" aria-hidden="true">${t(`try_${key}_face`)}</span><span><b>${t(`try_${key}_title`)}</b><small>${t(`try_${key}`)}</small></span></button></li>`)}
  </ul>
`;

const wordsOf = (comment) => plainText(comment.text) || pictured(comment);

const Best = ({ one, place }) => html`
  <li class="best-one">
    <span class="best-place" aria-hidden="true">${place}</span>
    <div class="best-main">
      <a class="best-text" href=${commentLink({ ...one.comment, video: one.video })}>${wordsOf(one.comment)}</a>
      <p class="said-meta"><span class="said-video">${t("xd_under", { title: one.video_title })}</span></p>
      <p class="best-row"><span>${t("xd_likes_n", { n: count(one.comment.likes) })}</span>${one.follow_ups > 0 && html`<span>${t("xd_asked_n", { n: count(one.follow_ups) })}</span>`}
        <button type="button" class="link" aria-label=${`${t("share_short")}: ${wordsOf(one.comment).slice(0, 20)}`} onClick=${() => shareReply(one.comment)}>${t("share_short")}</button></p>
    </div>
  </li>
`;

/** How I am made: what is known of it, said as it is. */
function Made() {
  const { model } = status.value ?? {};
  const phase = ["ready", "remote"].includes(model?.phase) ? "ready" : (model?.phase ?? "none");
  const running = model?.name ? t(phase === "ready" ? "made_of_model" : "made_of_coming", { model: model.name }) : t("made_of_none");
  return html`
    <h2 class="page-title">${t("made_title")}</h2>
    <dl class="made-of">
      <div><dt>${t("made_q_model")}</dt><dd>${running}</dd></div>
      <div><dt>${t("made_q_words")}</dt><dd>${t("made_a_words")}</dd></div>
      <div><dt>${t("made_q_label")}</dt><dd>${t("made_a_label")}</dd></div>
      <div><dt>${t("made_q_memory")}</dt><dd>${t("made_a_memory")} <a class="inline-link" href=${MEMORY}>${t("mem_title")}</a></dd></div>
      <div><dt>${t("made_q_wrong")}</dt><dd>${t("made_a_wrong")}</dd></div>
      ${state.docs && html`<div><dt>${t("made_q_more")}</dt><dd><a class="inline-link" href=${state.docs} target="_blank" rel="noopener noreferrer">${t("made_docs")}</a></dd></div>`}
    </dl>
  `;
}

function AllSaid() {
  const [sort, setSort] = useState("hot");
  const [its, setIts] = useState({ comments: [], next: "", phase: "loading" });
  const load = async (before, order) => {
    setIts((old) => ({ ...old, phase: "loading" }));
    try {
      const page = await api.fetchSaid({ sort: order, before });
      setIts((old) => ({ comments: before ? [...old.comments, ...page.comments] : page.comments, next: page.next ?? "", phase: "ready" }));
    } catch (problem) {
      setIts((old) => ({ ...old, phase: "ready" }));
      state.toast(say(problem), { kind: "bad" });
    }
  };
  useEffect(() => {
    load("", sort);
  }, [sort]);
  return html`
    <div class="page-title page-title-row"><h2>${t("xd_said")}</h2>
      <div class="pair" role="group" aria-label=${t("sort")}>
        ${["hot", "new"].map((one) => html`<button key=${one} type="button" aria-pressed=${one === sort} onClick=${() => setSort(one)}>${t(`sort_${one}`)}</button>`)}
      </div></div>
    ${its.phase === "ready" && !its.comments.length && html`<${Blank} face="🤐" title=${t("xd_none")} />`}
    <ul class="latest">${its.comments.map((one) => html`<${Said} key=${one.comment.id} one=${one} />`)}</ul>
    ${its.next && html`<button type="button" class="more more-wide" disabled=${its.phase === "loading"} onClick=${() => load(its.next, sort)}>${t("load_more")}</button>`}
  `;
}

const Said = ({ one }) => html`
  <li>
    <a class="said" href=${commentLink({ ...one.comment, video: one.video })}>
      <span class="said-text">${wordsOf(one.comment)}</span>
      <span class="said-meta"><span class="said-video">${t("xd_under", { title: one.video_title })}</span>${one.comment.likes > 0 && html`<span>${t("xd_likes_n", { n: count(one.comment.likes) })}</span>`}<time datetime=${one.comment.at} title=${exact(one.comment.at)}>${ago(one.comment.at)}</time></span>
    </a>
  </li>
`;
