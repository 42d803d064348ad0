// Enhancement only: without this file the same forms send the same file.
// On a slow network: photos are made smaller before they travel, the way they go is shown, and a broken line is tried
// again. Nothing that was typed or attached before is lost by a failure.
"use strict";

const WIDEST = 1800; // pixels; a page of A4 stays readable
const WORTH_IT = 400 * 1024; // bytes; smaller photos travel as they are
let going = 0; // files on their way
let onward = null; // what was pressed meanwhile
const PAUSES = [3000, 8000]; // milliseconds before the first and the second new try

async function smaller(file) {
  if (!/^image\/(jpeg|png|webp)$/.test(file.type) || file.size < WORTH_IT || !window.createImageBitmap) return file;
  try {
    const image = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, WIDEST / Math.max(image.width, image.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(image.width * scale);
    canvas.height = Math.round(image.height * scale);
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    const made = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.82));
    return made && made.size < file.size ? new File([made], "foto.jpg", { type: "image/jpeg" }) : file;
  } catch {
    return file; // whatever the browser cannot read, the server will explain
  }
}

function notice(form) {
  const found = form.querySelector(".m-sending");
  if (found) return found;
  const made = document.createElement("div");
  made.className = "m-sending";
  made.setAttribute("role", "status");
  form.prepend(made);
  return made;
}

function send(form, body, tries) {
  const place = notice(form);
  place.textContent = onward ? form.dataset.wait : form.dataset.sending;
  const bar = document.createElement("progress");
  bar.max = 100;
  bar.value = 0;
  place.append(bar);
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.upload.onprogress = (event) => {
    if (event.lengthComputable) bar.value = (100 * event.loaded) / event.total;
  };
  request.onload = () => arrived(request, form.closest("section").id);
  request.onerror = request.ontimeout = () => broken(form, body, tries, place);
  request.timeout = 180000;
  request.send(body);
}

function broken(form, body, tries, place) {
  going -= 1;
  onward = null;
  place.textContent = form.dataset.broken + " ";
  const again = () => {
    clearTimeout(waiting);
    window.removeEventListener("online", again);
    going += 1;
    send(form, body, tries + 1);
  };
  const button = document.createElement("button");
  button.type = "button";
  button.className = "m-link-button";
  button.textContent = form.dataset.retry;
  button.addEventListener("click", again);
  place.append(button);
  window.addEventListener("online", again);
  const waiting = tries < PAUSES.length ? setTimeout(again, PAUSES[tries]) : 0;
}

// What was pressed while the file travelled is done once it has arrived; not when the page has something to tell.
function arrived(request, id) {
  going -= 1;
  show(request, id);
  if (document.querySelector(".govuk-error-summary")) onward = null;
  if (onward && !going) sendNext(null);
  if (going || !onward) return;
  const go = onward;
  onward = null;
  go();
}

// Files that were chosen and not sent travel one after the other.
function sendNext(except) {
  for (const form of document.querySelectorAll("form[data-upload]")) {
    const chosen = form.querySelector("input[type=file]").files.length > 0;
    if (chosen && !form.dataset.going && form !== except) {
      form.requestSubmit(form.querySelector("[name=aksi]"));
      return;
    }
  }
}

// A page that is left takes the file on its way along with it: whoever goes on too early is asked to wait, and goes on
// by itself. A file that was chosen and not sent yet is sent first.
function later(event, go) {
  if (!going) sendNext(event.target);
  if (!going) return;
  event.preventDefault();
  event.stopPropagation();
  onward = go;
  for (const place of document.querySelectorAll(".m-sending")) {
    place.firstChild.textContent = place.closest("form").dataset.wait;
  }
}
document.addEventListener("click", (event) => {
  const link = event.target.closest("main a[href]");
  if (link && !link.target && !link.hash) later(event, () => location.assign(link.href));
}, true);
document.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  if (!form.closest("main") || isUpload(form, submitter)) return;
  later(event, () => form.requestSubmit(submitter));
}, true);
window.addEventListener("beforeunload", (event) => {
  if (going) event.preventDefault();
});

function isUpload(form, button) {
  const input = form.querySelector("input[type=file]");
  return "upload" in form.dataset && input.files.length > 0 && (!button || ["unggah", "tambah"].includes(button.value));
}

// The answer is the page after the redirect. Its place takes the place of ours, and what it says is said at the top;
// a file that was meanwhile chosen at another place stays chosen.
function show(request, id) {
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  const fresh = page.getElementById(id);
  if (!fresh) {
    location.reload();
    return;
  }
  const said = ".govuk-error-summary, .govuk-notification-banner";
  for (const old of document.querySelectorAll(said)) old.remove();
  const told = [...page.querySelectorAll(said)].map((one) => document.adoptNode(one));
  document.querySelector("main").prepend(...told);
  const place = document.adoptNode(fresh);
  document.getElementById(id).replaceWith(place);
  watch(place);
  const first = told[0] || place;
  first.tabIndex = -1;
  first.focus();
}

function watch(root) {
  for (const form of root.querySelectorAll("form[data-upload]")) {
    const input = form.querySelector("input[type=file]");
    form.addEventListener("submit", async (event) => {
      const button = event.submitter;
      if (form.dataset.going) event.preventDefault();
      if (form.dataset.going || !isUpload(form, button)) return;
      event.preventDefault();
      form.dataset.going = "yes";
      going += 1;
      const body = new FormData(form);
      if (button) body.set(button.name, button.value);
      notice(form).textContent = form.dataset.sending;
      const light = await smaller(input.files[0]);
      body.set(input.name, light, light.name);
      send(form, body, 0);
    });
  }
}

watch(document);
