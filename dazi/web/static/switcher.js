// Who is speaking, in which language and light, and the operator's switch.
import { html } from "htm/preact";
import { useState } from "preact/hooks";
import * as api from "./api.js";
import { Avatar, Dialog, Icon } from "./bits.js";
import { dropTalk } from "./chat.js";
import { readStatus, rejoin } from "./live.js";
import { ordered } from "./order.js";
import { refreshRooms } from "./rooms.js";
import * as state from "./state.js";
import { lang, me, members, status, theme } from "./state.js";
import { say, t } from "./words.js";

/** Chooses the speaking member; likes are a member's own, so what is on screen is read again. */
async function speakAs(member) {
  if (member.id === me.value?.id) return;
  try {
    takeMe(await api.chooseMe({ member: member.id }));
    state.toast(t("changed_who", { who: member.name }), { ms: 2000 });
    dropTalk();
    rejoin();
    refreshRooms({ quiet: false });
    state.videos.value = await ordered(api.fetchVideos().then((feed) => feed.videos));
  } catch (error) {
    state.toast(say(error), { kind: "bad" });
  }
}

/** Takes GET /api/me's answer (POST may answer with the same or with less). */
export function takeMe(answer) {
  if (answer?.member) me.value = answer.member;
  if (answer?.members) members.value = answer.members;
  if (answer?.companion) state.companion.value = { ...answer.companion, handle: answer.companion.handle.replace(/^@/, "") };
  if (answer?.lang) speak(answer.lang);
}

function speak(value) {
  lang.value = value === "en" ? "en" : "zh";
  document.documentElement.lang = value === "en" ? "en" : "zh-CN";
  document.title = t("title");
}

async function chooseLanguage(value) {
  speak(value);
  try {
    await api.chooseMe({ lang: value });
  } catch (error) {
    state.toast(say(error), { kind: "bad" });
  }
}

const Choice = ({ label, value, options, onChoose }) => html`
  <section class="setting">
    <h3>${label}</h3>
    <div class="pair pair-wide" role="group" aria-label=${label}>
      ${options.map(([key, words, icon, code]) => html`
        <button key=${key} type="button" aria-pressed=${key === value} lang=${code} onClick=${() => onChoose(key)}>
          ${icon && html`<${Icon} name=${icon} size=${18} />`}${words}
        </button>`)}
    </div>
  </section>
`;

export function Switcher({ onClose }) {
  const themes = [
    ["auto", t("auto"), "sun-moon"],
    ["dark", t("dark"), "moon"],
    ["light", t("light"), "sun"],
  ];
  const languages = [
    ["zh", "中文", "", "zh-CN"],
    ["en", "English", "", "en"],
  ];
  return html`
    <${Dialog} label=${t("settings")} onClose=${onClose}>
      <section class="setting">
        <h3>${t("who")}<small>${t("who_note")}</small></h3>
        <div class="members" role="group" aria-label=${t("who")}>
          ${members.value.map((one) => html`
            <button key=${one.id} type="button" class="member" aria-pressed=${one.id === me.value?.id} onClick=${() => speakAs(one)}>
              <${Avatar} member=${one} size=${40} /><span class="name">${one.name}</span>
              ${one.id === me.value?.id && html`<${Icon} name="check" size=${18} />`}
            </button>`)}
        </div>
      </section>
      <${Choice} label=${t("theme")} value=${theme.value} options=${themes} onChoose=${state.chooseTheme} />
      <${Choice} label=${t("language")} value=${lang.value} options=${languages} onChoose=${chooseLanguage} />
      <${Operator} />
      <${Keys} />
      <p class="version">${t("title")} ${state.version}</p>
    <//>
  `;
}

function Operator() {
  const [busy, setBusy] = useState(false);
  const on = status.value?.companion === "on";
  const flip = async () => {
    setBusy(true);
    try {
      await api.switchCompanion(!on);
      await readStatus();
    } catch (error) {
      state.toast(say(error), { kind: "bad" });
    }
    setBusy(false);
  };
  return html`
    <section class="setting">
      <h3>${t("operator")}</h3>
      <button type="button" class="switch-row" role="switch" aria-checked=${on} disabled=${!status.value || busy} onClick=${flip}>
        <span class="switch-words"><b>${t("switch_label")}</b><small>${t(status.value ? (on ? "switch_note_on" : "switch_note_off") : "switch_gone")}</small></span>
        <span class="switch" aria-hidden="true"></span>
      </button>
      <a class="link setting-link" href="/console">${t("console_open")}</a>
    </section>
  `;
}

const KEYS = [
  ["↑ ↓", "key_updown"],
  ["Space", "key_space"],
  ["M", "key_m"],
  ["L", "key_l"],
  ["C", "key_c"],
  ["Esc", "key_esc"],
];

const Keys = () => html`
  <section class="setting setting-keys">
    <h3>${t("keys")}</h3>
    <dl class="keys">${KEYS.map(([key, words]) => html`<div key=${key}><dt><kbd>${key}</kbd></dt><dd>${t(words)}</dd></div>`)}</dl>
  </section>
`;
