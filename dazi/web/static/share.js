// A reply of the companion to take along: as a labelled card, or as words; it knows no thread.
import { html } from "htm/preact";
import { useEffect, useState } from "preact/hooks";
import { fetchArt } from "./api.js";
import { Dialog, Icon } from "./bits.js";
import { plainText } from "./rich.js";
import { companion, dialog, lang, sharedReply, toast } from "./state.js";
import { say, t } from "./words.js";

const STYLES = ["poster", "note", "chat", "comic", "award", "sticker"];
const MOST = 300; // characters that a card takes

export function shareReply(comment) {
  sharedReply.value = comment;
  dialog.value = "share";
}

export function ShareDialog() {
  const comment = sharedReply.value;
  const words = plainText(comment.text).trim();
  const [turn, setTurn] = useState(0);
  const [card, setCard] = useState(null);
  const [error, setError] = useState("");
  useEffect(() => {
    let stale = false;
    setError("");
    fetchArt({ text: words.slice(0, MOST), style: STYLES[turn % STYLES.length], seed: turn, size: "large", lang: lang.value }).then(
      (made) => !stale && setCard(made.pictures[0]),
      (problem) => !stale && setError(say(problem)),
    );
    return () => (stale = true);
  }, [turn]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(t("share_words", { text: words }));
      toast(t("share_copied"), { ms: 2000 });
    } catch {
      toast(t("share_failed"), { kind: "bad" });
    }
  };
  return html`
    <${Dialog} label=${t("share_title")} onClose=${() => (dialog.value = "")}>
      <div class="share">
        ${error
          ? html`<p class="share-words">${words}</p><p class="share-why">${t("share_no_card")}<small>${error}</small></p>`
          : html`<div class="share-card" aria-busy=${!card}>${card && html`<img key=${card.url} src=${card.url} alt=${card.alt} width="900" height="900" />`}</div>`}
        <div class="share-row">
          ${!error && html`<button type="button" class="button" onClick=${() => setTurn(turn + 1)}><${Icon} name="shuffle" size=${18} />${t("share_other")}</button>`}
          ${!error && card && html`<a class="button button-main" href=${card.url} download=${`${companion.value.handle}.png`}>${t("share_save")}</a>`}
          <button type="button" class=${`button ${error ? "button-main" : ""}`} onClick=${copy}>${t("share_copy")}</button>
        </div>
        ${!error && html`<p class="share-note">${t("share_note")}</p>`}
      </div>
    <//>
  `;
}
