// Pictures that ride along with a comment: picked, pasted or dropped, sent ahead with progress and consent; knows no comment.
import { html } from "htm/preact";
import { useRef, useState } from "preact/hooks";
import * as api from "./api.js";
import { Icon } from "./bits.js";
import { companion, spoken, toast } from "./state.js";
import { say, t } from "./words.js";

export const MOST_PICTURES = 3;

let number = 0;

/** The pictures in the field: [{key, local, file, id, url, part, problem, alt, art}]. `id` is there once the server has one;
 *  `part` goes from 0 to 1 meanwhile; `problem` is a sentence; `art` says of which words, style and seed we made it. */
export function usePictures() {
  const [pictures, setPictures] = useState([]);
  const [consent, setConsent] = useState(false);
  const change = (key, by) => setPictures((all) => all.map((one) => (one.key === key ? { ...one, ...by } : one)));

  const send = async (one, agreed) => {
    const turn = ++number; // a later try (the tick was changed) overtakes an earlier one
    change(one.key, { id: "", part: 0, problem: "", turn });
    const settle = (by) => setPictures((all) => all.map((it) => (it.key === one.key && it.turn === turn ? { ...it, ...by } : it)));
    try {
      const made = one.art ? await api.attachArt(one.art) : await api.uploadPicture(one.file, agreed, (part) => settle({ part }));
      settle({ ...made, part: 1, ...(one.art ? { local: made.url } : {}) });
      spoken.value = t(one.art ? "art_ready" : "attached");
    } catch (error) {
      settle({ problem: say(error) });
    }
  };
  const add = (files) => {
    const images = [...files].filter((file) => file.type.startsWith("image/"));
    if (!images.length) return files.length && toast(t("picture_only"), { kind: "bad" });
    const room = MOST_PICTURES - pictures.length;
    if (images.length > room) toast(t("picture_most", { n: MOST_PICTURES }));
    const fresh = images.slice(0, Math.max(0, room)).map((file) => ({ key: `p${++number}`, file, local: URL.createObjectURL(file), id: "", url: "", part: 0, problem: "" }));
    setPictures((all) => [...all, ...fresh]);
    for (const one of fresh) send(one, consent);
  };
  /** A picture that was made of the comment's words takes the last one's place. */
  const put = (art, local) => {
    const one = { key: `a${++number}`, local, art, id: "", url: "", part: 0, problem: "" };
    setPictures((all) => [...all.filter((other) => !other.art).slice(0, MOST_PICTURES - 1), one]);
    send(one, false);
  };
  const agree = (agreed) => {
    setConsent(agreed);
    for (const one of pictures) if (!one.art) send(one, agreed);
  };
  const drop = (key) => setPictures((all) => all.filter((one) => one.key !== key));
  const clear = () => {
    setPictures([]);
    setConsent(false);
  };
  return { pictures, consent, add, put, agree, drop, clear, again: (one) => send(one, consent) };
}

/** The button that opens the system's picker. */
export function AttachButton({ full, onFiles }) {
  const input = useRef(null);
  const picked = (event) => {
    onFiles(event.target.files);
    event.target.value = "";
  };
  return html`
    <button type="button" class="tap tap-field" aria-label=${t("attach")} disabled=${full} onClick=${() => input.current.click()}>
      <${Icon} name="image" size=${20} />
    </button>
    <input ref=${input} class="file" type="file" accept="image/*" multiple hidden onChange=${picked} />
  `;
}

/** Previews with their progress or their problem, the consent tick, and quick wishes for who calls the companion. */
export function Attached({ its, text, onWish, onRedraw }) {
  const { pictures, consent, agree, drop, again } = its;
  if (!pictures.length) return null;
  const own = pictures.some((one) => !one.art);
  const problems = pictures.filter((one) => one.problem);
  return html`
    <div class="attached">
      <ul class="thumbs" aria-label=${t("attached_all")}>
        ${pictures.map((one) => html`
          <li key=${one.key} class=${`thumb ${one.id ? "" : "thumb-busy"} ${one.problem ? "thumb-bad" : ""}`}>
            <img src=${one.local} alt=${one.alt || t("attached")} />
            ${!one.id && !one.problem && html`<span class="thumb-part" role="progressbar" aria-label=${t("sending_picture")} aria-valuemin="0" aria-valuemax="100" aria-valuenow=${Math.round(one.part * 100)} style=${{ "--done": one.part || 0.06 }}><i></i></span>`}
            ${one.art && one.id && html`<span class="thumb-ai">${t("ai")}</span>`}
            <button type="button" class="thumb-drop" aria-label=${t("remove_picture")} onClick=${() => drop(one.key)}><${Icon} name="x" size=${14} /></button>
          </li>`)}
      </ul>
      ${pictures.filter((one) => one.art && one.art.text !== text.trim() && one.id && text.trim()).map((one) => html`
        <p key=${one.key} class="attached-note">${t("art_old")}<button type="button" class="link" onClick=${() => onRedraw(one)}>${t("art_redo")}</button></p>`)}
      ${problems.map((one) => html`
        <p key=${one.key} class="attached-note problem" role="alert"><${Icon} name="triangle-alert" size=${16} /><span>${one.problem}</span>
          <button type="button" class="link" onClick=${() => again(one)}>${t("retry")}</button></p>`)}
      ${own && html`
        <label class="consent"><input type="checkbox" checked=${consent} onChange=${(event) => agree(event.target.checked)} /><span class="consent-box" aria-hidden="true"><${Icon} name="check" size=${14} /></span><span>${t("consent")}</span></label>
        <div class="chips chips-wish" role="group" aria-label=${t("wishes")}>
          ${["wish_outpaint", "wish_shades", "wish_what"].map((key) => html`<button key=${key} type="button" class="chip" onClick=${() => onWish(`@${companion.value.handle} ${t(key)}`)}>${t(key)}</button>`)}
        </div>`}
    </div>
  `;
}
