// Where a comment is written: grows with its text, @ completes people, pictures ride along, Enter sends.
import { html } from "htm/preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import * as api from "./api.js";
import { Avatar, Icon } from "./bits.js";
import { sendComment } from "./rooms.js";
import { called, companion, draft, me, replyTo, toast } from "./state.js";
import { say, t } from "./words.js";

const LONGEST = 2000;
const WARN_AT = 1800;
const TALLEST = 132; // pixels, then the field scrolls
const MOST_PICTURES = 3;
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
  const wish = useRef(null); // where the caret has to stand once the words are in the field
  const [text, setText] = useState("");
  const [word, setWord] = useState(null);
  const [picked, setPicked] = useState(0);
  const [pictures, setPictures] = useState([]);
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
    if (wish.current !== null) {
      element.focus();
      element.setSelectionRange(wish.current, wish.current);
      wish.current = null;
    }
    element.style.height = "auto";
    element.style.height = `${Math.min(element.scrollHeight, TALLEST)}px`;
  }, [text]);

  useEffect(() => setPicked(0), [people]);

  /** Puts words into the field, the caret at `caret`, and looks whether an @ is being written there. */
  const write = (words, caret) => {
    wish.current = caret;
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
    setPictures([]);
    setWord(null);
    replyTo.value = null;
  };
  const keys = (event) => {
    if (event.isComposing || event.keyCode === 229) return; // an input method is at work: Enter is its own
    if (people.length && menuKey(event)) return event.preventDefault();
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      send();
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
  const hint = target ? t("say_reply", { who: target.member.name }) : t("say_something");
  return html`
    <form class="composer" onSubmit=${(event) => (event.preventDefault(), send())}>
      ${people.length > 0 && html`<${People} people=${people} picked=${picked} onChoose=${choose} />`}
      ${!called.value && !text && !target && html`<${Chips} onChoose=${(words) => write(words, words.length)} />`}
      ${target && html`
        <p class="target"><span>${t("replying", { who: target.member.name })}</span>
          <button type="button" class="tap tap-small" aria-label=${t("cancel_reply")} onClick=${() => (replyTo.value = null)}><${Icon} name="x" size=${16} /></button>
        </p>`}
      ${pictures.length > 0 && html`<${Thumbs} pictures=${pictures} setPictures=${setPictures} />`}
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
          ></textarea>
          <button type="button" class="tap tap-field" aria-label=${t("mention")} onClick=${at}><${Icon} name="at-sign" size=${20} /></button>
          <${Attach} pictures=${pictures} setPictures=${setPictures} />
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

function Attach({ pictures, setPictures }) {
  const input = useRef(null);
  const add = async (event) => {
    const file = event.target.files[0];
    event.target.value = "";
    if (!file) return;
    if (!file.type.startsWith("image/")) return toast(t("picture_only"), { kind: "bad" });
    const shown = { local: URL.createObjectURL(file), id: "", url: "" };
    setPictures((all) => [...all, shown]);
    try {
      const { id, url } = await api.uploadPicture(file);
      setPictures((all) => all.map((one) => (one.local === shown.local ? { ...one, id, url } : one)));
    } catch (error) {
      setPictures((all) => all.filter((one) => one.local !== shown.local));
      toast(say(error), { kind: "bad" });
    }
  };
  return html`
    <button type="button" class="tap tap-field" aria-label=${t("attach")} disabled=${pictures.length >= MOST_PICTURES} onClick=${() => input.current.click()}>
      <${Icon} name="image" size=${20} />
    </button>
    <input ref=${input} type="file" accept="image/*" hidden onChange=${add} />
  `;
}

const Thumbs = ({ pictures, setPictures }) => html`
  <div class="thumbs">
    ${pictures.map((one) => html`
      <span key=${one.local} class=${`thumb ${one.id ? "" : "thumb-busy"}`}>
        <img src=${one.local} alt=${t("attached")} />
        <button type="button" class="thumb-drop" aria-label=${t("remove_picture")} onClick=${() => setPictures((all) => all.filter((other) => other !== one))}><${Icon} name="x" size=${14} /></button>
      </span>`)}
  </div>
`;
