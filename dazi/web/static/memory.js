// What the companion remembers of who is reading, each fact to be mended or crossed out, and the wishes for the feed.
import { html } from "htm/preact";
import { useEffect, useRef, useState } from "preact/hooks";
import * as api from "./api.js";
import { Avatar, Blank, Dialog, Icon } from "./bits.js";
import { dropTalk } from "./chat.js";
import { reorder } from "./order.js";
import { COMPANION, commentLink, go } from "./routes.js";
import * as state from "./state.js";
import { me } from "./state.js";
import { ago, exact, say, t } from "./words.js";

const LONGEST = 60;

export function MemoryPage() {
  const [kept, setKept] = useState(null);
  const [error, setError] = useState("");
  const [asking, setAsking] = useState(false);
  const box = useRef(null);
  const load = async () => {
    setError("");
    try {
      setKept(await api.fetchMemory());
    } catch (problem) {
      setError(problem.status === 404 ? t("mem_away") : say(problem));
    }
  };
  useEffect(() => {
    setKept(null);
    if (me.value) load();
  }, [me.value?.id]);
  useEffect(() => box.current.focus({ preventScroll: true }), []);

  /** Does one thing and shows what is left; a failure says so. */
  const act = async (call, done) => {
    try {
      await call();
      if (done) state.toast(done, { ms: 2600 });
    } catch (problem) {
      state.toast(say(problem), { kind: "bad" });
    }
    await load();
  };
  const forgetAll = async () => {
    setAsking(false);
    await act(async () => {
      await api.forgetMe();
      await api.clearTalk();
      dropTalk();
    }, t("mem_gone"));
    reorder();
  };
  const facts = kept?.facts ?? [];
  const wishes = kept?.wishes ?? [];
  return html`
    <div class="page" tabindex="-1" ref=${box}>
      <div class="page-inner">
        <header class="page-head page-head-row">
          <button type="button" class="tap" aria-label=${t("back")} onClick=${() => go(COMPANION)}><${Icon} name="chevron-left" /></button>
          <h1>${t("mem_title")}</h1>
        </header>
        <div class="mem-who">
          <${Avatar} member=${me.value} size=${44} />
          <p><b>${me.value?.name}</b><small>${t("mem_note")}</small></p>
        </div>
        ${error && html`<${Blank} face="🫥" title=${t("mem_failed")} text=${error} action=${t("retry")} onAction=${load} role="alert" />`}
        ${!kept && !error && html`<div class="mem-wait" role="status" aria-label=${t("mem_title")}><i></i><i></i><i></i></div>`}
        ${kept && !facts.length && html`<${Blank} face="🐟" title=${t("mem_none")} text=${t("mem_none_text")} />`}
        ${facts.length > 0 && html`<ul class="facts" aria-label=${t("mem_title")}>${facts.map((one) => html`<${FactRow} key=${one.id} fact=${one} act=${act} />`)}</ul>`}
        ${kept && html`
          <h2 class="page-title">${t("mem_wishes")}</h2>
          ${wishes.length
            ? html`<ul class="facts">${wishes.map((one) => html`<${WishRow} key=${`${one.receipt}${one.topic}${one.mood}${one.creator}`} wish=${one} act=${act} />`)}</ul>`
            : html`<p class="mem-quiet">${t("mem_wishes_none")}</p>`}
          <section class="mem-all">
            <p>${t("mem_all_note", { n: kept.kept.mentions, m: kept.kept.replies })}</p>
            <button type="button" class="button button-bad" onClick=${() => setAsking(true)}>${t("mem_all")}</button>
          </section>`}
        ${asking && html`
          <${Dialog} label=${t("mem_all")} onClose=${() => setAsking(false)}>
            <div class="ask"><p>${t("mem_all_sure")}</p>
              <div class="ask-row"><button type="button" class="button" onClick=${() => setAsking(false)}>${t("mem_keep")}</button>
                <button type="button" class="button button-bad" onClick=${forgetAll}>${t("mem_all_yes")}</button></div></div>
          <//>`}
      </div>
    </div>
  `;
}

function FactRow({ fact, act }) {
  const [words, setWords] = useState(null); // what stands in the field while it is edited
  const field = useRef(null);
  useEffect(() => {
    if (words !== null) field.current?.focus();
  }, [words === null]);
  const save = (event) => {
    event.preventDefault();
    const text = words.trim();
    setWords(null);
    if (text && text !== fact.text) act(() => api.mendFact(fact.id, text), t("mem_mended"));
  };
  const escape = (event) => event.key === "Escape" && (event.stopPropagation(), setWords(null));
  const source = fact.scope === "private" ? html`<a href="#/companion/chat">${t("mem_private")}</a>` : fact.place ? html`<a href=${commentLink({ video: fact.place.video, thread: fact.place.thread, id: fact.comment })}>${t("mem_said_at", { title: fact.place.title })}</a>` : html`<span>${t("mem_said")}</span>`;
  return html`
    <li class="fact">
      <span class="fact-kind fact-${fact.kind}">${t(`kind_${fact.kind}`)}</span>
      <div class="fact-main">
        ${words === null
          ? html`<p class="fact-text">${fact.told}</p>`
          : html`<form class="fact-edit" onSubmit=${save} onKeyDown=${escape}>
              <input ref=${field} value=${words} maxlength=${LONGEST} aria-label=${t("mem_edit")} onInput=${(event) => setWords(event.target.value)} />
              <button type="submit" class="button button-main">${t("mem_save")}</button>
            </form>`}
        <p class="fact-meta"><time datetime=${fact.at} title=${exact(fact.at)}>${ago(fact.at)}</time>${source}
          <span class=${`scope ${fact.scope === "private" ? "scope-private" : ""}`}>${t(fact.scope === "private" ? "scope_private" : fact.scope === "thread" ? "scope_thread" : "scope_public")}</span></p>
      </div>
      ${words === null && html`<span class="fact-acts">
        ${fact.kind !== "mood" && html`<button type="button" class="link" aria-label=${`${t("mem_edit")}: ${fact.told}`} onClick=${() => setWords(fact.text)}>${t("mem_edit")}</button>`}
        <button type="button" class="link" aria-label=${`${t("mem_forget")}: ${fact.told}`} onClick=${() => act(() => api.forgetFact(fact.id), t("mem_forgot"))}>${t("mem_forget")}</button>
      </span>`}
    </li>
  `;
}

function WishRow({ wish, act }) {
  const what = [wish.creator && `@${wish.creator}`, wish.mood, wish.topic, wish.length && t(`length_${wish.length}`)].filter(Boolean).join(" · ");
  const undo = () => act(() => api.undoWish(wish.receipt).then(reorder), t("wish_undone"));
  return html`
    <li class="fact">
      <span class=${`fact-kind ${wish.direction === "less" ? "fact-less" : "fact-more"}`}>${t(`wish_${wish.direction}`)}</span>
      <div class="fact-main"><p class="fact-text">${what}</p>
        <p class="fact-meta"><span>${t("wish_receipt", { n: wish.receipt })}</span>${wish.until && html`<span>${t("wish_until", { day: new Date(wish.until).toLocaleDateString() })}</span>`}</p></div>
      <span class="fact-acts"><button type="button" class="link" aria-label=${`${t("undo")}: ${what}`} onClick=${undo}>${t("undo")}</button></span>
    </li>
  `;
}

