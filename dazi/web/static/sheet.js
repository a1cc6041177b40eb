// The comments of the clip on screen: a sheet from below on a phone, a panel that stays on a wide screen.
import { html } from "htm/preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Blank, Icon } from "./bits.js";
import { Composer } from "./composer.js";
import { loadMore, loadRoom, room } from "./rooms.js";
import { current, replyTo, sheetOpen } from "./state.js";
import { Thread } from "./thread.js";
import { count, t } from "./words.js";

const CLOSE_PART = 0.28; // dragged this far of its height, or flung, the sheet closes
const FLING = 0.55; // pixels a millisecond
const LEAVE_MS = 200;

export function Panel() {
  const video = current.value;
  if (!video) return html`<aside class="panel" aria-label=${t("comments")}></aside>`;
  return html`
    <aside class="panel" id="comments" aria-label=${t("comments")}>
      <header class="panel-head"><${Title} video=${video} /></header>
      <${List} key=${video.id} video=${video} />
      <${Composer} video=${video} />
    </aside>
  `;
}

/** The phone's sheet. It leaves by its close button, Escape, a press on the clip above, or a drag of its head. */
export function Sheet() {
  const box = useRef(null);
  const drag = useRef(null);
  const [leaving, setLeaving] = useState(false);
  const video = current.value;
  const open = sheetOpen.value;

  useEffect(() => {
    if (!open) return;
    const before = document.activeElement;
    box.current?.focus({ preventScroll: true });
    return () => before?.isConnected && before.focus({ preventScroll: true });
  }, [open]);

  const close = () => {
    setLeaving(true);
    setTimeout(() => {
      setLeaving(false);
      sheetOpen.value = false;
    }, LEAVE_MS);
  };
  const move = (y) => box.current.style.setProperty("--pull", `${Math.max(0, y)}px`);
  const take = (event) => {
    if (event.target.closest("button")) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { y: event.clientY, at: event.timeStamp };
    box.current.classList.add("sheet-dragged");
  };
  const slide = (event) => drag.current && move(event.clientY - drag.current.y);
  const leave = (event) => {
    if (!drag.current) return;
    const far = event.clientY - drag.current.y;
    const speed = far / Math.max(1, event.timeStamp - drag.current.at);
    drag.current = null;
    box.current.classList.remove("sheet-dragged");
    if (far > box.current.offsetHeight * CLOSE_PART || (far > 24 && speed > FLING)) close();
    else move(0);
  };
  const escape = (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.stopPropagation();
    close();
  };
  if (!open || !video) return null;
  return html`
    <section
      ref=${box}
      id="comments"
      class=${`sheet ${leaving ? "sheet-leaves" : ""}`}
      role="dialog"
      aria-modal="true"
      aria-label=${t("comments")}
      tabindex="-1"
      onKeyDown=${escape}
    >
      <header class="sheet-head" onPointerDown=${take} onPointerMove=${slide} onPointerUp=${leave} onPointerCancel=${leave}>
        <span class="grip" aria-hidden="true"></span>
        <div class="sheet-row">
          <${Title} video=${video} />
          <button type="button" class="tap" aria-label=${t("close_comments")} onClick=${close}><${Icon} name="x" size=${22} /></button>
        </div>
      </header>
      <${List} key=${video.id} video=${video} />
      <${Composer} video=${video} />
    </section>
  `;
}

function Title({ video }) {
  const { sort } = room(video.id).value;
  const choose = (value) => value !== sort && loadRoom(video.id, value);
  return html`
    <h2 class="panel-title">${t("comments_n", { n: count(video.comments) })}</h2>
    <div class="pair" role="group" aria-label=${t("sort")}>
      ${["hot", "new"].map((one) => html`<button key=${one} type="button" aria-pressed=${one === sort} onClick=${() => choose(one)}>${t(`sort_${one}`)}</button>`)}
    </div>
  `;
}

function List({ video }) {
  const foot = useRef(null);
  const list = useRef(null);
  const its = room(video.id).value;

  useEffect(() => {
    replyTo.value = null;
    if (room(video.id).value.phase === "new") loadRoom(video.id);
  }, [video.id]);

  useEffect(() => {
    if (!foot.current || !its.next) return;
    const near = new IntersectionObserver((entries) => entries[0].isIntersecting && loadMore(video.id), { root: list.current, rootMargin: "400px" });
    near.observe(foot.current);
    return () => near.disconnect();
  }, [its.next, its.phase]);

  const body = () => {
    if (its.phase === "error") return html`<${Blank} face="🫥" title=${t("comments_failed")} text=${its.error} action=${t("retry")} onAction=${() => loadRoom(video.id)} role="alert" />`;
    if (its.phase !== "ready") return html`<${Skeleton} />`;
    if (!its.threads.length) return html`<${Blank} face="🛋️" title=${t("empty_title")} text=${t("empty_text")} />`;
    return html`
      <ul class="threads">${its.threads.map((one) => html`<${Thread} key=${one.top.key ?? one.top.id} thread=${one} video=${video} />`)}</ul>
      ${its.next
        ? html`<button ref=${foot} type="button" class="more" disabled=${its.loadingMore} onClick=${() => loadMore(video.id)}>${t("load_more")}</button>`
        : its.threads.length > 4 && html`<p class="the-end">${t("the_end")}</p>`}
    `;
  };
  return html`<div class="list" ref=${list} aria-busy=${its.phase === "loading"} tabindex="-1">${body()}</div>`;
}

const Skeleton = () => html`
  <div class="bones" role="status" aria-label=${t("comments")}>
    ${[82, 64, 90, 48, 72].map((width) => html`<div key=${width} class="bone" aria-hidden="true"><i></i><span><b style=${{ width: "28%" }}></b><b style=${{ width: `${width}%` }}></b></span></div>`)}
  </div>
`;
