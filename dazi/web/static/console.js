// What is live on the operator's pages: new decisions come in at the top, numbers follow, times grow old in words.
// Everything works without it; the rows are written and escaped by the server.

const words = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "auto", style: "short" });

function ago(at) {
  const seconds = (Date.now() - at) / 1000;
  for (const [unit, size] of [["day", 86400], ["hour", 3600], ["minute", 60]]) {
    if (seconds >= size) return words.format(-Math.floor(seconds / size), unit);
  }
  return null;
}

function age() {
  for (const time of document.querySelectorAll("[data-rows] time")) {
    const told = ago(Date.parse(time.dateTime));
    if (told) time.textContent = told;
  }
}

function put(stream, row) {
  const rows = stream.querySelector("[data-rows]");
  rows.querySelector(`[data-id="${CSS.escape(String(row.id))}"]`)?.remove();
  // Parsed apart, where nothing runs, as the rows of a table that they are.
  const made = new DOMParser().parseFromString(`<table><tbody>${row.html}</tbody></table>`, "text/html");
  rows.prepend(...[...made.querySelector("tbody").children].map((one) => document.importNode(one, true)));
  stream.querySelector(".empty")?.remove();
  stream.parentElement.querySelector(":scope > .empty")?.remove();
  const most = Number(stream.dataset.most);
  // A row that is being read stays where it is.
  while (rows.children.length > most && !rows.lastElementChild.querySelector("details[open]")) rows.lastElementChild.remove();
}

for (const stream of document.querySelectorAll("[data-stream]")) {
  const source = new EventSource(stream.dataset.stream);
  const lamp = document.querySelector("[data-live-state]");
  source.addEventListener("open", () => lamp?.removeAttribute("hidden"));
  source.addEventListener("error", () => lamp?.setAttribute("hidden", ""));
  source.addEventListener("row", (event) => put(stream, JSON.parse(event.data)));
  source.addEventListener("state", (event) => {
    const { parts, ...counts } = JSON.parse(event.data);
    for (const [name, [tone, said]] of Object.entries(parts)) {
      const part = document.querySelector(`[data-part="${name}"]`);
      if (!part) continue;
      part.querySelector(".dot").className = `dot ${tone}`;
      part.querySelector("span").textContent = said;
    }
    for (const [name, value] of Object.entries(counts)) {
      const shown = document.querySelector(`[data-live="${name}"]`);
      if (shown) shown.textContent = value.toLocaleString("en-US");
    }
  });
}

document.querySelector('.nav [aria-current="page"]')?.scrollIntoView({ block: "nearest", inline: "center" });
setInterval(age, 30000);
