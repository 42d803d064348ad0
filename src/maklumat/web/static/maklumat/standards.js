// The page works without this file. It numbers the lines, saves and checks after a pause, and jumps to a line.
"use strict";

const form = document.querySelector("[data-standard]");
const text = form.querySelector("textarea");
const said = form.querySelector("[data-said]");
const seen = form.querySelector("[name=seen]");
const lines = document.createElement("pre");
lines.className = "s-lines";
lines.setAttribute("aria-hidden", "true");
text.before(lines);

const number = () => {
  const count = text.value.split("\n").length;
  lines.textContent = Array.from({ length: count }, (_, place) => place + 1).join("\n");
  lines.style.maxHeight = `${text.offsetHeight}px`;
  lines.scrollTop = text.scrollTop;
};
text.addEventListener("scroll", () => { lines.scrollTop = text.scrollTop; });
new ResizeObserver(number).observe(text);

// To the line that a finding is about.
form.addEventListener("click", (event) => {
  const link = event.target.closest("[data-line]");
  if (!link) return;
  event.preventDefault();
  const before = text.value.split("\n").slice(0, link.dataset.line - 1).join("\n").length;
  const start = before ? before + 1 : 0;
  const end = text.value.indexOf("\n", start);
  text.focus();
  text.setSelectionRange(start, end < 0 ? text.value.length : end);
  const height = text.scrollHeight / text.value.split("\n").length;
  text.scrollTop = Math.max(0, (link.dataset.line - 6) * height);
});

// Saved and checked while somebody rests. What came too late is told; the text stays as it is.
let pause = 0;
let running = false;
let stopped = false;
const save = async () => {
  if (running) { pause = setTimeout(save, 1000); return; }
  running = true;
  const sent = text.value;
  const data = new FormData(form);
  data.set("deed", "auto");
  try {
    const answer = await fetch(form.getAttribute("action") || location.pathname, {
      method: "POST", body: data, headers: { "X-Part": "findings" }, credentials: "same-origin",
    });
    const part = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#temuan");
    if (!part) throw new Error(String(answer.status));
    if (part.dataset.error) {
      said.textContent = part.dataset.error;
      stopped = answer.status === 409;
    } else {
      seen.value = part.dataset.version;
      said.textContent = sent === text.value ? "Tersimpan." : "";
    }
    document.querySelector("#temuan").replaceWith(part);
  } catch {
    said.textContent = "Belum tersimpan: sambungan terputus. Dicoba lagi setelah Anda menulis.";
  }
  running = false;
};
text.addEventListener("input", () => {
  number();
  clearTimeout(pause);
  if (stopped) return;
  said.textContent = "Menulis…";
  pause = setTimeout(save, 1500);
});
form.addEventListener("submit", () => { clearTimeout(pause); });
number();
