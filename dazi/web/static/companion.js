// The companion's own page: who it is, that it is an AI, what it said lately.
import { html } from "htm/preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { fetchCompanion } from "./api.js";
import { Avatar, Blank, Icon } from "./bits.js";
import { callCompanion } from "./feed.js";
import { pictured } from "./rooms.js";
import { commentLink, go, videoLink } from "./routes.js";
import { companion, currentId, lang, status, videos } from "./state.js";
import { ago, count, exact, say, t } from "./words.js";

export function CompanionPage() {
  const [page, setPage] = useState(null);
  const [error, setError] = useState("");
  const load = async () => {
    setError("");
    try {
      setPage(await fetchCompanion());
    } catch (problem) {
      setError(say(problem));
    }
  };
  const box = useRef(null);
  useEffect(() => {
    box.current.focus({ preventScroll: true });
    load();
  }, []);

  const back = () => go(currentId.value ? videoLink(currentId.value) : "#/");
  const chat = () => {
    const video = currentId.value || videos.value[0]?.id;
    if (!video) return back();
    currentId.value = video;
    go(videoLink(video));
    callCompanion();
  };
  const who = companion.value;
  const bio = (lang.value === "en" && who.bio_en) || who.bio;
  return html`
    <div class="page" tabindex="-1" ref=${box}>
      <div class="page-inner">
        <header class="page-head">
          <button type="button" class="tap" aria-label=${t("back")} onClick=${back}><${Icon} name="chevron-left" /></button>
        </header>
        <div class="hero">
          <${Avatar} member=${{ ...who, ai: true }} size=${88} />
          <h1 class="hero-name"><span class="name">${who.name}</span><span class="badge badge-ai">${t("ai")}</span></h1>
          <p class="hero-handle">@${who.handle}<${Duty} /></p>
          ${bio && html`<p class="hero-bio">${bio}</p>`}
          <${Counts} counts=${page?.counts} />
          <button type="button" class="button button-companion" onClick=${chat}><${Icon} name="message-circle" size=${20} />${t("xd_chat")}</button>
          <p class="hero-note">${t("xd_ai_note")}</p>
        </div>
        <h2 class="page-title">${t("xd_latest")}</h2>
        ${error && html`<${Blank} face="🫥" title=${t("xd_failed")} text=${error} action=${t("retry")} onAction=${load} role="alert" />`}
        ${page && !page.latest.length && html`<${Blank} face="🤐" title=${t("xd_none")} />`}
        ${page && html`<ul class="latest">${page.latest.map((one) => html`<${Said} key=${one.comment.id} one=${one} />`)}</ul>`}
      </div>
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
    ${["replies", "likes", "threads"].map((key) => html`<div key=${key}><dd>${counts ? count(counts[key]) : "–"}</dd><dt>${t(`xd_${key}`)}</dt></div>`)}
  </dl>
`;

/** A comment in few lines: code without its fences. */
const plain = (text) => text.replace(/```[\w+#-]*\n?/g, "").replaceAll("`", "");

const Said = ({ one }) => html`
  <li>
    <a class="said" href=${commentLink({ ...one.comment, video: one.video?.id ?? one.video ?? one.comment.video })}>
      <span class="said-text">${plain(one.comment.text) || pictured(one.comment)}</span>
      <span class="said-meta"><span class="said-video">${t("xd_under", { title: one.video_title })}</span><time datetime=${one.comment.at} title=${exact(one.comment.at)}>${ago(one.comment.at)}</time></span>
    </a>
  </li>
`;
