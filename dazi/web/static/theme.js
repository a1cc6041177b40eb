// Sets the chosen theme before the first paint; it knows one stored word and nothing of the app.
try {
  const kept = localStorage.getItem("dazi.theme");
  if (kept === "dark" || kept === "light") document.documentElement.dataset.theme = kept;
} catch {
  // Storage may be barred: the system's theme stands.
}
