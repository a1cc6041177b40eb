// The plaza's HTTP interface as calls; it knows addresses and shapes, nothing of the page.

/** What went wrong, in words that can be shown; `status` 0 means that nobody answered. */
export class ApiError extends Error {
  constructor(status, code, message) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

const PATIENCE_MS = 15_000;

/** `outlives`: it goes out even when the page is left. */
async function call(method, path, body, outlives = false) {
  const options = { method, headers: {}, signal: AbortSignal.timeout(PATIENCE_MS), credentials: "same-origin", keepalive: outlives };
  if (method !== "GET") options.headers["X-Plaza"] = "1";
  if (body instanceof FormData) options.body = body;
  else if (body !== undefined) {
    options.headers["Content-Type"] = "application/json";
    options.body = JSON.stringify(body);
  }
  let answer;
  try {
    answer = await fetch(path, options);
  } catch {
    throw new ApiError(0, "unreachable", "");
  }
  return readAnswer(answer);
}

async function readAnswer(answer) {
  let content = null;
  try {
    content = await answer.json();
  } catch {
    content = null;
  }
  if (!answer.ok) {
    const error = content?.error ?? {};
    throw new ApiError(answer.status, error.code ?? "unknown", error.message ?? "");
  }
  return content;
}

/** Whether a file was made of a comment's words by the plaza itself; no upload is called so. */
export const isArt = (name) => /(^|\/)art-[0-9a-f]{32}\.png$/.test(name);

const get = (path) => call("GET", path);
const post = (path, body) => call("POST", path, body ?? {});
const part = encodeURIComponent;

export const fetchMe = () => get("/api/me");
export const chooseMe = (change) => post("/api/me", change);
export const fetchPeople = (q) => get(`/api/people?q=${part(q)}`);
export const fetchVideos = () => get("/api/videos");
export const comeNear = (id, here) => post(`/api/videos/${part(id)}/near`, { here });
export const fetchVideo = (id) => get(`/api/videos/${part(id)}`);
export const fetchCompanion = () => get("/api/companion");
export const fetchSaid = ({ sort, before }) => get(`/api/companion/comments?sort=${part(sort)}&before=${part(before)}`);
export const follow = (on) => post("/api/companion/follow", { on });
export const fetchTalk = (before, limit) => get(`/api/chat?before=${part(before)}&limit=${limit}`);
export const postWhisper = (words) => post("/api/chat", words);
export const clearTalk = () => call("DELETE", "/api/chat");
export const fetchMemory = () => get("/v1/me/memory");
export const mendFact = (id, text) => call("PATCH", `/v1/me/memory/${part(id)}`, { text });
export const forgetFact = (id) => call("DELETE", `/v1/me/memory/${part(id)}`);
export const undoWish = (receipt) => call("DELETE", `/v1/me/wishes/${part(receipt)}`);
export const forgetMe = () => call("DELETE", "/v1/me");
export const fetchFeed = (limit) => get(`/v1/feed?limit=${limit}`);
export const sendSignal = (signal) => call("POST", "/v1/feed/signals", signal, true);
export const fetchReplies = (comment, after) =>
  get(`/api/comments/${part(comment)}/replies${after ? `?after=${part(after)}` : ""}`);
export const likeVideo = (id, on) => post(`/api/videos/${part(id)}/like`, { on });
export const likeComment = (id, on) => post(`/api/comments/${part(id)}/like`, { on });
export const postComment = (video, comment) => post(`/api/videos/${part(video)}/comments`, comment);
export const fetchLabels = (file) => get(isArt(file) ? `/api/comment-art/${part(file)}/labels` : `/api/uploads/${part(file)}/labels`);
export const fetchStatus = () => get("/v1/status");
export const switchCompanion = (on) => post("/v1/switch", { on });

export function fetchComments(video, { sort, before, limit = 30 }) {
  const query = new URLSearchParams({ sort, limit });
  if (before) query.set("before", before);
  return get(`/api/videos/${part(video)}/comments?${query}`);
}

/** Uploads a picture; `consent` says that who is to be seen in it agreed. */
export function uploadPicture(file, consent, onProgress) {
  const form = new FormData();
  form.append("file", file);
  form.append("consent", consent ? "1" : "0");
  return upload("/api/uploads", form, onProgress);
}

/** A comment's words as pictures to choose from, and the chosen one kept for that comment. */
export const fetchArt = (wish) => post("/v1/comment-art", wish);
export const attachArt = (wish) => post("/api/comment-art", wish);
export const fetchMood = (video) => get(`/api/videos/${part(video)}/mood`);

export const uploadVideo = (form, onProgress) => upload("/api/videos", form, onProgress);

/** fetch tells no upload progress, so this one is an XMLHttpRequest. */
function upload(address, form, onProgress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.setRequestHeader("X-Plaza", "1");
    request.responseType = "json";
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    request.onerror = () => reject(new ApiError(0, "unreachable", ""));
    request.onload = () => {
      if (request.status < 300) return resolve(request.response);
      const error = request.response?.error ?? {};
      reject(new ApiError(request.status, error.code ?? "unknown", error.message ?? ""));
    };
    request.send(form);
  });
}
