// A comment's pictures: small in the thread, large in a dialog, and told how they were made; it knows no thread.
import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { fetchLabels, isArt } from "./api.js";
import { Dialog, Icon } from "./bits.js";
import { dialog, shownPicture } from "./state.js";
import { say, t } from "./words.js";

/** What a picture shows, in words: what it was asked to show, else only that it is one. */
const told = (one, made) => one.alt || t(TITLES[made]);
const TITLES = { "": "picture", companion: "made_picture", art: "art_picture" };
const HOW = { companion: "made_how", art: "art_how" };

export function Pictures({ comment }) {
  const pictures = (comment.attachments ?? []).filter((one) => one.kind !== "video" && one.url);
  if (!pictures.length) return null;
  const by = (one) => (comment.member.ai ? "companion" : isArt(one.url) ? "art" : "");
  const show = (one, how) => {
    shownPicture.value = { url: one.url, alt: one.alt ?? "", made: by(one), how };
    dialog.value = "picture";
  };
  return html`
    <div class=${`pictures ${pictures.some(by) ? "pictures-made" : ""}`}>
      ${pictures.map((one) => html`<${Figure} key=${one.url} one=${one} made=${by(one)} onShow=${show} />`)}
    </div>
  `;
}

const Figure = ({ one, made, onShow }) => html`
  <figure class="figure">
    <button type="button" class="picture" aria-haspopup="dialog" aria-label=${`${t("open_picture")}: ${told(one, made)}`} onClick=${() => onShow(one, false)}>
      <img src=${one.url} alt=${told(one, made)} loading="lazy" decoding="async" />
    </button>
    ${made && html`<figcaption>${made === "art" && html`<span class="picture-ai">${t("art_badge")}</span>`}<button type="button" class="link picture-how" aria-haspopup="dialog" aria-label=${`${t(HOW[made])}: ${told(one, made)}`} onClick=${() => onShow(one, true)}>${t(HOW[made])}</button></figcaption>`}
  </figure>
`;

export function PictureDialog() {
  const { url, alt, made, how } = shownPicture.value;
  const [open, setOpen] = useState(how);
  const close = () => (dialog.value = "");
  return html`
    <${Dialog} label=${t(TITLES[made])} onClose=${close}>
      <figure class="big">
        <img class="big-picture" src=${url} alt=${told({ alt }, made)} />
        ${alt && html`<figcaption class="big-told">${alt}</figcaption>`}
      </figure>
      ${made && html`
        <button type="button" class="made-toggle" aria-expanded=${open} aria-controls="made" onClick=${() => setOpen(!open)}>
          ${t(HOW[made])}<${Icon} name=${open ? "chevron-up" : "chevron-down"} size=${18} />
        </button>
        <div id="made" aria-live="polite">${open && html`<${Made} url=${url} />`}</div>`}
    <//>
  `;
}

/** The labels as the server reads them back from the file itself. */
function Made({ url }) {
  const [labels, setLabels] = useState(null);
  const [error, setError] = useState("");
  useEffect(() => {
    fetchLabels(url.split("/").pop()).then(setLabels, (problem) => setError(say(problem)));
  }, [url]);
  if (error) return html`<p class="problem" role="alert"><${Icon} name="triangle-alert" size=${18} />${error}</p>`;
  if (!labels) return html`<p class="made-wait">${t("made_reading")}</p>`;
  const ours = { stickers: "made_stickers", cards: "made_cards" }[labels.backend];
  const backend = ours ? t(ours) : t("made_model", { backend: labels.backend || "?" });
  return html`
    <dl class="made">
      <dt>${t("made_by")}</dt><dd>${labels.whole ? backend : t("made_unknown")}</dd>
      <dt>${t("made_label")}</dt><dd>${t(labels.whole ? "made_whole" : "made_broken", { words: labels.words || "AI" })}</dd>
      ${labels.id && html`<dt>${t("made_id")}</dt><dd class="made-id">${labels.id}</dd>`}
      ${labels.signer && html`<dt>${t("made_signer")}</dt><dd>${labels.signer}</dd>`}
    </dl>
  `;
}
