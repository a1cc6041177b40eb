// Where a comment is written: grows with its text, @ completes people, pictures and cards ride along, Enter sends.
import { html } from "htm/preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import * as api from "./api.js";
import { ArtButton, ArtStrip, canHaveArt } from "./art.js";
import { AttachButton, Attached, MOST_PICTURES, usePictures } from "./attach.js";
import { Avatar, Icon } from "./bits.js";
import { sendComment } from "./rooms.js";
import { called, companion, draft, me, replyTo } from "./state.js";
import { t } from "./words.js";

const LONGEST = 2000;
const WARN_AT = 1800;
const TALLEST = 132; // pixels, then the field scrolls
const CALLING = /(?:^|[^\p{L}\p{N}_])[@＠]([\p{L}\p{N}_\-.·]{0,20})$/u;

/** The word after an @ that the caret stands in, or null. */
export function calledWord(text, caret) {
  const match = CALLING.exec(text.slice(0, caret)) ?? /[@＠]()$/.exec(text.slice(0, caret));
  return match ? match[1] : null;
}

/** People whose name fits, asked of the server; an old answer never overtakes a newer question. */
function usePeople(word) {
  const [people, setPeople] = useState([]);
  const turn = useRef(0);
  useEffect(() => {
    const mine = ++turn.current;
    if (word === null) return setPeople([]);
    api
      .fetchPeople(word)
      .then((found) => mine === turn.current && setPeople((found.people ?? found).slice(0, 8)))
      .catch(() => mine === turn.current && setPeople([])); // no list: the name can still be typed
  }, [word]);
  return word === null ? [] : people;
}

export function Composer({ video }) {
  const field = useRef(null);
  const caretAt = useRef(null); // where the caret has to stand once the words are in the field
  const [text, setText] = useState("");
  const [word, setWord] = useState(null);
  const [picked, setPicked] = useState(0);
  const [artOpen, setArtOpen] = useState(false);
  const [dragged, setDragged] = useState(false);
  const its = usePictures();
  const { pictures } = its;
  const people = usePeople(word);
  const target = replyTo.value;
  const over = text.length - LONGEST;
  const canSend = (text.trim() || pictures.some((one) => one.id)) && over <= 0 && !pictures.some((one) => !one.id) && me.value;

  useEffect(() => {
    const words = draft.value;
    if (!words || words.video !== video.id) return;
    draft.value = null;
    write(words.text, words.text.length);
  }, [draft.value, video.id]);

  // Before the browser may take the next key: typing goes on behind what was put in.
  useLayoutEffect(() => {
    const element = field.current;
    if (caretAt.current !== null) {
      element.focus();
      element.setSelectionRange(caretAt.current, caretAt.current);
      caretAt.current = null;
    }
    element.style.height = "auto";
    element.style.height = `${Math.min(element.scrollHeight, TALLEST)}px`;
  }, [text]);

  useEffect(() => setPicked(0), [people]);

  const worthy = canHaveArt(text);
  useEffect(() => {
    if (!worthy) setArtOpen(false);
  }, [worthy]);

  /** Puts words into the field, the caret at `caret`, and looks whether an @ is being written there. */
  const write = (words, caret) => {
    caretAt.current = caret;
    setText(words);
    setWord(null);
  };
  const look = () => setWord(calledWord(field.current.value, field.current.selectionStart));
  const typed = (event) => {
    setText(event.target.value);
    look();
  };
  const choose = (person) => {
    const caret = field.current.selectionStart;
    const before = text.slice(0, caret).replace(/[@＠][\p{L}\p{N}_\-.·]*$/u, `@${person.handle ?? person.name} `);
    write(before + text.slice(caret).replace(/^ /, ""), before.length);
  };
  const at = () => {
    const caret = field.current.selectionStart ?? text.length;
    write(`${text.slice(0, caret)}@${text.slice(caret)}`, caret + 1);
    setWord("");
  };
  const send = () => {
    if (!canSend) return;
    sendComment({ video: video.id, parent: target, text: text.trim(), pictures });
    setText("");
    its.clear();
    setArtOpen(false);
    setWord(null);
    replyTo.value = null;
  };
  const keys = (event) => {
    if (event.isComposing || event.keyCode === 229) return; // an input method is at work: Enter is its own
    if (people.length && menuKey(event)) return event.preventDefault();
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      send();
    } else if (event.key === "Escape" && artOpen) {
      event.preventDefault();
      setArtOpen(false);
    } else if (event.key === "Escape" && target) {
      event.preventDefault();
      replyTo.value = null;
    }
  };
  const menuKey = (event) => {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (steps[event.key]) setPicked((picked + steps[event.key] + people.length) % people.length);
    else if (event.key === "Enter" || event.key === "Tab") choose(people[picked]);
    else if (event.key === "Escape") setWord(null);
    else return false;
    return true;
  };
  const closeArt = () => {
    setArtOpen(false);
    field.current.focus();
  };
  const take = (art, local) => {
    its.put(art, local);
    closeArt();
  };
  const redraw = (one) => its.put({ ...one.art, text: text.trim() }, one.local);
  const paste = (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (!files.length) return;
    event.preventDefault();
    its.add(files);
  };
  const carries = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  const drag = (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    setDragged(event.type === "dragover");
  };
  const drop = (event) => {
    if (!carries(event)) return;
    event.preventDefault();
    setDragged(false);
    its.add(event.dataTransfer.files);
  };
  const wish = (words) => {
    const said = text.trim() && !text.includes(words) ? `${text.trim()} ${words}` : words;
    write(said, said.length);
  };
  const hint = target ? t("say_reply", { who: target.member.name }) : t("say_something");
  return html`
    <form class=${`composer ${dragged ? "composer-over" : ""}`} onDragOver=${drag} onDragLeave=${drag} onDrop=${drop} onSubmit=${(event) => (event.preventDefault(), send())}>
      ${people.length > 0 && html`<${People} people=${people} picked=${picked} onChoose=${choose} />`}
      ${!called.value && !text && !target && !pictures.length && html`<${Chips} onChoose=${(words) => write(words, words.length)} />`}
      ${target && html`
        <p class="target"><span>${t("replying", { who: target.member.name })}</span>
          <button type="button" class="tap tap-small" aria-label=${t("cancel_reply")} onClick=${() => (replyTo.value = null)}><${Icon} name="x" size=${16} /></button>
        </p>`}
      ${artOpen && worthy && html`<${ArtStrip} video=${video} text=${text} chosen=${pictures.find((one) => one.art)?.art} onChoose=${take} onClose=${closeArt} />`}
      <${Attached} its=${its} text=${text} onWish=${wish} onRedraw=${redraw} />
      ${worthy && !pictures.some((one) => !one.art) && html`<div class="chips chips-art"><${ArtButton} open=${artOpen} onToggle=${() => (artOpen ? closeArt() : setArtOpen(true))} /></div>`}
      ${dragged && html`<p class="drop-here" aria-hidden="true"><${Icon} name="image" size=${20} />${t("drop_here")}</p>`}
      <div class="composer-row">
        <${Avatar} member=${me.value} size=${32} />
        <div class="field">
          <textarea
            ref=${field}
            rows="1"
            value=${text}
            placeholder=${hint}
            aria-label=${t("write")}
            role="combobox"
            aria-autocomplete="list"
            aria-expanded=${people.length > 0}
            aria-controls="people"
            aria-activedescendant=${people.length ? `person-${picked}` : undefined}
            enterkeyhint="send"
            onInput=${typed}
            onClick=${look}
            onBlur=${() => setTimeout(() => setWord(null), 150)}
            onKeyDown=${keys}
            onPaste=${paste}
          ></textarea>
          <button type="button" class="tap tap-field" aria-label=${t("mention")} onClick=${at}><${Icon} name="at-sign" size=${20} /></button>
          <${AttachButton} full=${pictures.length >= MOST_PICTURES} onFiles=${its.add} />
        </div>
        <button type="submit" class=${`send ${canSend ? "send-ready" : ""}`} aria-label=${t("send")} disabled=${!canSend}><${Icon} name="arrow-up" size=${20} /></button>
      </div>
      ${text.length > WARN_AT && html`<p class=${`left ${over > 0 ? "left-over" : ""}`} role="status">${over > 0 ? t("over", { n: over }) : t("left", { n: -over })}</p>`}
    </form>
  `;
}

const People = ({ people, picked, onChoose }) => html`
  <ul class="people" id="people" role="listbox" aria-label=${t("people")}>
    ${people.map((one, index) => html`
      <li
        key=${one.id}
        id=${`person-${index}`}
        role="option"
        class=${index === picked ? "person person-picked" : "person"}
        aria-selected=${index === picked}
        onMouseDown=${(event) => (event.preventDefault(), onChoose(one))}
      >
        <${Avatar} member=${one} size=${28} /><span class="name">${one.name}</span>
        ${one.ai && html`<span class="badge badge-ai">${t("ai")}</span>`}
      </li>`)}
  </ul>
`;

/** Three ways to begin, until the companion has been called once. */
const Chips = ({ onChoose }) => html`
  <div class="chips" role="group" aria-label=${t("try_hint")}>
    ${["chip_joke", "chip_what", "chip_praise"].map((key) => html`
      <button key=${key} type="button" class="chip" onClick=${() => onChoose(`@${companion.value.handle} ${t(key)}`)}>${t(key)}</button>`)}
  </div>
`;
