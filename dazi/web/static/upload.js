// Posting a clip: pick or drop, a title, tags, real progress.
import { html } from "htm/preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { uploadVideo } from "./api.js";
import { Dialog, Icon } from "./bits.js";
import { go, videoLink } from "./routes.js";
import { toast, videos } from "./state.js";
import { say, t } from "./words.js";

const MOST_BYTES = 100 * 1024 * 1024;
const LONGEST_TITLE = 80;

export function Upload({ onClose }) {
  const [clip, setClip] = useState(null); // {file, shown}
  const [title, setTitle] = useState("");
  const [tags, setTags] = useState("");
  const [part, setPart] = useState(null); // 0..1 while it uploads
  const [problem, setProblem] = useState("");

  useEffect(() => () => clip && URL.revokeObjectURL(clip.shown), [clip]);

  const take = (file) => {
    if (!file) return;
    if (!file.type.startsWith("video/")) return setProblem(t("up_not_video"));
    if (file.size > MOST_BYTES) return setProblem(t("up_too_big"));
    setProblem("");
    setClip({ file, shown: URL.createObjectURL(file) });
  };
  const send = async (event) => {
    event.preventDefault();
    const form = new FormData();
    form.append("file", clip.file);
    form.append("title", title.trim());
    form.append("tags", tags.replaceAll("#", " ").trim());
    setProblem("");
    setPart(0);
    try {
      const video = await uploadVideo(form, setPart);
      videos.value = [video, ...videos.value.filter((one) => one.id !== video.id)];
      onClose();
      toast(t("up_done"), { action: { label: t("look"), run: () => go(videoLink(video.id)) } });
    } catch (error) {
      setPart(null);
      setProblem(say(error));
    }
  };
  const busy = part !== null;
  return html`
    <${Dialog} label=${t("up_title")} onClose=${onClose}>
      <form class="upload" onSubmit=${send}>
        <${Pick} clip=${clip} onTake=${take} />
        ${problem && html`<p class="problem" role="alert"><${Icon} name="triangle-alert" size=${16} />${problem}</p>`}
        <label class="input"><span>${t("up_name")}</span>
          <input type="text" required maxlength=${LONGEST_TITLE} value=${title} placeholder=${t("up_name_hint")} onInput=${(event) => setTitle(event.target.value)} />
        </label>
        <label class="input"><span>${t("up_tags")}</span>
          <input type="text" maxlength="120" value=${tags} placeholder=${t("up_tags_hint")} onInput=${(event) => setTags(event.target.value)} />
        </label>
        ${busy
          ? html`<div class="sending" role="status"><span class="meter" style=${{ "--done": part }}><i></i></span>${part < 1 ? t("up_sending", { n: Math.round(part * 100) }) : t("up_cooking")}</div>`
          : html`<button type="submit" class="button button-main" disabled=${!clip || !title.trim()}>${t("up_send")}</button>`}
      </form>
    <//>
  `;
}

function Pick({ clip, onTake }) {
  const input = useRef(null);
  const [over, setOver] = useState(false);
  const drop = (event) => {
    event.preventDefault();
    setOver(false);
    onTake(event.dataTransfer.files[0]);
  };
  const drag = (event) => {
    event.preventDefault();
    setOver(event.type === "dragover");
  };
  return html`
    <button type="button" class=${`pick ${over ? "pick-over" : ""}`} onClick=${() => input.current.click()} onDragOver=${drag} onDragLeave=${drag} onDrop=${drop}>
      ${clip
        ? html`<video class="pick-clip" src=${clip.shown} muted autoplay loop playsinline aria-hidden="true"></video><span class="pick-again">${t("up_again")}</span>`
        : html`<${Icon} name="upload" size=${32} /><b>${t("up_pick")}</b><small>${t("up_note")}</small>`}
    </button>
    <input ref=${input} type="file" accept="video/*" hidden onChange=${(event) => (onTake(event.target.files[0]), (event.target.value = ""))} />
  `;
}
