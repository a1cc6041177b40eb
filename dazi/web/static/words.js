// Every sentence of the page in both languages, and how counts and times are said; it knows nothing of the page.
import { companion, lang, now } from "./state.js";
import { en } from "./words_en.js";
import { zh } from "./words_zh.js";

const tables = { zh, en };

/** The sentence for `key` in the reader's language; {name} is always the companion's. */
export function t(key, values = {}) {
  const table = tables[lang.value];
  const sentence = values.n === 1 && table[`${key}_one`] ? table[`${key}_one`] : table[key];
  const known = { name: companion.value.name, ...values };
  return (sentence ?? key).replace(/\{(\w+)\}/g, (_, word) => known[word] ?? "");
}

/** What an error says: the server's own sentence, else ours. */
export const say = (error) => error?.message || t(error?.status === 0 ? "net_down" : "went_wrong");

/** 12345 -> 1.2万, 12.3K; under ten thousand (a thousand in English) the number itself. */
export function count(n) {
  const [step, unit] = lang.value === "zh" ? [10_000, "万"] : [1000, "K"];
  if (n < step) return String(n);
  if (lang.value === "en" && n >= 1_000_000) return `${trim(n / 1_000_000)}M`;
  return `${trim(n / step)}${unit}`;
}

const trim = (x) => (x >= 100 ? String(Math.floor(x)) : (Math.floor(x * 10) / 10).toFixed(1).replace(/\.0$/, ""));

const two = (n) => String(n).padStart(2, "0");

/** "刚刚", "3 分钟前", "昨天 14:02", "3 天前", "05-12"; moves with the page's clock. */
export function ago(iso) {
  const then = new Date(iso);
  const seconds = Math.max(0, (now.value - then.getTime()) / 1000);
  if (seconds < 60) return t("just_now");
  if (seconds < 3600) return t("minutes_ago", { n: Math.floor(seconds / 60) });
  const today = new Date(now.value);
  if (then.toDateString() === today.toDateString()) return t("hours_ago", { n: Math.floor(seconds / 3600) });
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  const clock = `${two(then.getHours())}:${two(then.getMinutes())}`;
  if (then.toDateString() === yesterday.toDateString()) return t("yesterday_at", { clock });
  if (seconds < 7 * 86_400) return t("days_ago", { n: Math.max(1, Math.floor(seconds / 86_400)) });
  const day = `${two(then.getMonth() + 1)}-${two(then.getDate())}`;
  return then.getFullYear() === today.getFullYear() ? day : `${then.getFullYear()}-${day}`;
}

export const exact = (iso) => new Date(iso).toLocaleString(lang.value === "en" ? "en" : "zh-CN");

/** Seconds as a member would say them: "40 秒", "3 分钟". */
export function span(seconds) {
  if (seconds < 60) return t("span_seconds", { n: Math.max(1, Math.round(seconds)) });
  return t("span_minutes", { n: Math.round(seconds / 60) });
}

export const clock = (seconds) => `${Math.floor(seconds / 60)}:${two(Math.floor(seconds % 60))}`;
