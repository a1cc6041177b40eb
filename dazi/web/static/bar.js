// The friendly bar at the top: what the companion's model is doing and what that means for the member.
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { Icon } from "./bits.js";
import { companion, justReady, linked, online, status } from "./state.js";
import { Avatar } from "./bits.js";
import { span, t } from "./words.js";

/** What to say for /v1/status: {key, text, note, part (0..1, null: not known), kind}, or null when all is well. */
export function barOf(now, ready) {
  if (ready) return { key: "ready", text: t("bar_ready"), note: "", part: null, kind: "good" };
  if (!now) return null;
  if (now.companion === "off") return { key: "off", text: t("bar_off"), note: "", part: null, kind: "calm" };
  const { phase, done = 0, total = 0, eta = null } = now.model ?? {};
  const part = total > 0 ? Math.min(1, done / total) : null;
  const timed = (withSpan, without) => (eta === null ? t(without) : t(withSpan, { span: span(eta) }));
  if (phase === "download") return { key: phase, text: timed("bar_download", "bar_download_unknown"), note: t("bar_wait"), part, kind: "busy" };
  if (phase === "verify") return { key: phase, text: t("bar_verify"), note: t("bar_wait"), part: part ?? 1, kind: "busy" };
  if (phase === "load") return { key: phase, text: timed("bar_load_eta", "bar_load"), note: t("bar_wait"), part, kind: "busy" };
  if (phase === "failed") return { key: phase, text: t("bar_failed"), note: now.model.message || t("bar_failed_text"), part: null, kind: "bad" };
  return null;
}

export function Bar() {
  const [hidden, setHidden] = useState("");
  if (!online.value || !linked.value) {
    return html`<div class="bar bar-bad" role="status"><${Icon} name="wifi-off" size=${20} /><p class="bar-text">${t(online.value ? "relinking" : "offline")}</p></div>`;
  }
  const bar = barOf(status.value, justReady.value);
  if (!bar || hidden === bar.key) return null;
  return html`
    <div class=${`bar bar-${bar.kind}`} role="status" key=${bar.key}>
      <${Avatar} member=${{ ...companion.value, ai: true }} size=${32} />
      <p class="bar-text">${bar.text}${bar.note && html`<small>${bar.note}</small>`}</p>
      <button type="button" class="tap tap-small" aria-label=${t("bar_hide")} onClick=${() => setHidden(bar.key)}><${Icon} name="x" size=${18} /></button>
      ${bar.kind === "busy" && html`<span class=${`meter ${bar.part === null ? "meter-unknown" : ""}`} style=${{ "--done": bar.part ?? 1 }} aria-hidden="true"><i></i></span>`}
    </div>
  `;
}
