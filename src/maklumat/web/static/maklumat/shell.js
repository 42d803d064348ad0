// Enhancements only: every page works without this file.
"use strict";

// A page that shows errors puts the reader at their summary.
const summary = document.querySelector("[data-focus]");
if (summary) summary.focus();

// A form is sent once, however often the button is pressed. The server keeps the same promise by itself. What is printed
// into a window of its own leaves the form to be sent.
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (event.submitter && event.submitter.formTarget === "_blank") return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    setTimeout(() => delete form.dataset.sent, 4000);
  });
}

// A file that is too large is told before it travels.
for (const input of document.querySelectorAll("input[type=file][data-limit]")) {
  input.addEventListener("change", () => {
    const file = input.files[0];
    input.setCustomValidity(file && file.size > Number(input.dataset.limit) ? input.dataset.tooLarge : "");
    input.reportValidity();
  });
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
  if ("first" in button.dataset) button.focus();
  if ("printNow" in button.dataset) window.addEventListener("load", () => window.print()); // it was pressed already
}

// On paper nothing is folded away.
window.addEventListener("beforeprint", () => {
  for (const one of document.querySelectorAll("main details:not([open])")) {
    one.open = true;
    window.addEventListener("afterprint", () => { one.open = false; }, { once: true });
  }
});
