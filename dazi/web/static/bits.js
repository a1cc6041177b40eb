// The small shared pieces: icon, avatar, badges, states, dialog; they know no data but their own arguments.
import { html } from "htm/preact";
import { useEffect, useRef } from "preact/hooks";
import { t } from "./words.js";

export const Icon = ({ name, size = 24, fill = false }) => html`
  <svg class=${`icon ${fill ? "icon-fill" : ""}`} width=${size} height=${size} aria-hidden="true" focusable="false">
    <use href=${`/static/vendor/icons.svg#${name}`} />
  </svg>
`;

const isAddress = (avatar) => /^(\/|https?:|data:image\/|blob:)/.test(avatar ?? "");
const isColor = (color) => /^#[0-9a-f]{3,8}$/i.test(color ?? "");

/** A member's face: a picture, an emoji on the member's colour, or the first letter. */
export function Avatar({ member, size = 36 }) {
  const style = { width: `${size}px`, height: `${size}px`, fontSize: `${Math.round(size * 0.54)}px` };
  if (isColor(member?.color)) style.background = member.color;
  const face = isAddress(member?.avatar)
    ? html`<img src=${member.avatar} alt="" width=${size} height=${size} loading="lazy" />`
    : html`<span>${member?.avatar || [...(member?.name ?? "?")][0]}</span>`;
  return html`<span class=${`avatar ${member?.ai ? "avatar-ai" : ""}`} style=${style} aria-hidden="true">${face}</span>`;
}

export const Badges = ({ member }) => html`
  ${member.ai && html`<span class="badge badge-ai" title=${t("ai_title")}>${t("ai")}</span>`}
  ${member.author && html`<span class="badge badge-author">${t("author")}</span>`}
`;

/** An empty, broken or resting place: a face, a sentence, one way on. */
export const Blank = ({ face, title, text, action, onAction, role = "status" }) => html`
  <div class="blank" role=${role}>
    <span class="blank-face" aria-hidden="true">${face}</span>
    <p class="blank-title">${title}</p>
    ${text && html`<p class="blank-text">${text}</p>`}
    ${action && html`<button type="button" class="button" onClick=${onAction}>${action}</button>`}
  </div>
`;

export const Dots = () => html`<span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>`;

/** A modal over the page: closes by Escape and by a press outside; focus goes in and comes back. */
export function Dialog({ label, onClose, children }) {
  const box = useRef(null);
  useEffect(() => {
    const element = box.current;
    const before = document.activeElement;
    element.showModal();
    return () => before?.isConnected && before.focus({ preventScroll: true });
  }, []);
  const outside = (event) => event.target === box.current && onClose();
  const cancel = (event) => {
    event.preventDefault();
    onClose();
  };
  return html`
    <dialog class="dialog" ref=${box} aria-label=${label} onClick=${outside} onCancel=${cancel}>
      <div class="dialog-body">
        <header class="dialog-head">
          <h2>${label}</h2>
          <button type="button" class="tap" aria-label=${t("close")} onClick=${onClose}><${Icon} name="x" size=${22} /></button>
        </header>
        ${children}
      </div>
    </dialog>
  `;
}
