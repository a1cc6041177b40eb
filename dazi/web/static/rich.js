// A comment's text as pieces (code, mentions, time stamps), always as text nodes; it knows nothing of who wrote it.
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import { Icon } from "./bits.js";
import { clock, t } from "./words.js";

const FENCE = /```([\w+#-]{0,20})[ \t]*\n?([\s\S]*?)```/g;
const INLINE = /`([^`\n]{1,400})`|(?<title>[《“][^《》“”\n]{1,80}[》”])\(\/(?<to>#\/v\/[\w%.~-]{1,160})\)|@([\p{L}\p{N}_\-.·]{1,30})|第\s?(\d{1,4})\s?秒|(?<![\d:])(\d{1,2}):([0-5]\d)(?![\d:])/gu;

/** Splits into fenced blocks and lines: [{kind: "block", lang, text} | {kind: "line", text}]. */
export function blocks(text) {
  const pieces = [];
  let from = 0;
  for (const match of text.matchAll(FENCE)) {
    if (match.index > from) pieces.push({ kind: "line", text: text.slice(from, match.index).replace(/\n$/, "") });
    pieces.push({ kind: "block", lang: match[1], text: match[2].replace(/\n$/, "") });
    from = match.index + match[0].length;
  }
  if (from < text.length) pieces.push({ kind: "line", text: text.slice(from).replace(/^\n/, from ? "" : "$&") });
  return pieces;
}

/** A comment in few lines: code without its fences, links without their addresses. */
export const plainText = (text) =>
  text.replace(/```[\w+#-]*\n?/g, "").replaceAll("`", "").replace(/([》”])\(\/#\/v\/[\w%.~-]{1,160}\)/g, "$1");

/** Splits a run of text: [{kind: "text" | "code" | "link" | "mention" | "time", text, at, to}]. A link leads within the plaza. Chinese is written without spaces:
 *  "@小搭讲个段子" mentions 小搭 when that is one of `handles`, and the rest is text. */
export function inline(text, handles = []) {
  const pieces = [];
  let from = 0;
  for (const match of text.matchAll(INLINE)) {
    const [whole, code, , , name, second, minutes, seconds] = match;
    const { title, to } = match.groups;
    if (match.index > from) pieces.push({ kind: "text", text: text.slice(from, match.index) });
    if (code !== undefined) pieces.push({ kind: "code", text: code });
    else if (to !== undefined) pieces.push({ kind: "link", text: title, to });
    else if (name !== undefined) {
      const handle = handles.find((one) => one && name.startsWith(one));
      pieces.push({ kind: "mention", text: `@${handle ?? name}`, ours: handle !== undefined });
      from = match.index + 1 + (handle ?? name).length;
      continue;
    }
    else pieces.push({ kind: "time", text: whole, at: second !== undefined ? Number(second) : Number(minutes) * 60 + Number(seconds) });
    from = match.index + whole.length;
  }
  if (from < text.length) pieces.push({ kind: "text", text: text.slice(from) });
  return pieces;
}

function CodeBlock({ lang, text }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard?.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 1500);
  };
  return html`
    <div class="code">
      <div class="code-head">
        <span>${lang || "code"}</span>
        <button type="button" class="code-copy" onClick=${copy}>${copied ? t("copied") : t("copy")}</button>
      </div>
      <pre tabindex="0"><code>${text}</code></pre>
    </div>
  `;
}

/** The text of a comment; `links`: titles with an address behind them lead there; `seconds` is the clip's length (time stamps beyond it stay text), `handles` are the companion's names. */
export function Rich({ text, seconds, handles, links = false, onCompanion, onSeek, onLink }) {
  const piece = (one) => {
    if (one.kind === "code") return html`<code class="code-inline">${one.text}</code>`;
    if (one.kind === "time" && one.at <= seconds) {
      return html`<button type="button" class="stamp" title=${t("seek_to", { at: clock(one.at) })} onClick=${() => onSeek(one.at)}>
        <${Icon} name="play" size=${12} fill />${one.text}</button>`;
    }
    if (one.kind === "link" && links) return html`<a class="title-link" href=${one.to} onClick=${onLink}>${one.text}</a>`;
    if (one.kind === "mention" && one.ours) {
      return html`<button type="button" class="mention mention-ai" onClick=${onCompanion}>${one.text}</button>`;
    }
    if (one.kind === "mention") return html`<span class="mention">${one.text}</span>`;
    return one.text;
  };
  return blocks(text).map((part) =>
    part.kind === "block" ? html`<${CodeBlock} ...${part} />` : html`<span class="run">${inline(part.text, handles).map(piece)}</span>`,
  );
}
