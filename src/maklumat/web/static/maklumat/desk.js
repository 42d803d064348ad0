// Enhancements of the desk: every page works without this file.
"use strict";

// Copy buttons: one field at a time, said aloud. Where the browser keeps its clipboard shut, the text is marked instead.
const copyStatus = document.querySelector("[data-copy-status]");
function markText(node) {
  const range = document.createRange();
  range.selectNodeContents(node);
  const selection = window.getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}
async function copyText(node) {
  if (navigator.clipboard && window.isSecureContext) {
    try {
      await navigator.clipboard.writeText(node.textContent);
      return true;
    } catch {
      // Refused: mark it below.
    }
  }
  markText(node);
  return document.execCommand("copy");
}
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const copied = await copyText(document.getElementById(button.dataset.copy));
    copyStatus.textContent = "";
    requestAnimationFrame(() => {
      copyStatus.textContent = copied ? button.dataset.copied : button.dataset.failed;
    });
  });
}

// Whoever writes down what is wrong with a paper is about to return the file: that way out is chosen along with it.
for (const field of document.querySelectorAll("[data-finding]")) {
  field.addEventListener("input", () => {
    const way = document.querySelector(`input[name=outcome][value="${field.dataset.finding}"]`);
    if (way && field.value.trim()) way.checked = true;
  });
}
