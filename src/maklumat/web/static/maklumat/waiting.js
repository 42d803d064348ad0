// The waiting room. Without this file the screen reloads itself, and the slip is printed by hand.
"use strict";

const RENEW = 4000; // milliseconds between two looks
const REPEAT = 2; // how often a call is spoken

// The screen: what is new takes the place of what was there. Every call since the last look is spoken, the oldest
// first, where the sound was turned on: two windows may have called in between. The browser keeps them in a row.
const sound = document.querySelector("[data-sound]");
let speaks = false;

function speak(text) {
  if (!speaks || !text) return;
  for (let turn = 0; turn < REPEAT; turn += 1) {
    const words = new SpeechSynthesisUtterance(text);
    words.lang = "id-ID";
    words.rate = 0.9;
    window.speechSynthesis.speak(words);
  }
}

function callsOf(page) {
  return new Map([...page.querySelectorAll("[data-spoken]")].map((one) => [one.dataset.spoken, one.dataset.say]));
}

async function renew() {
  const shown = document.querySelector("[data-call]");
  try {
    const answer = await fetch(location.href, { cache: "no-store" });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-call]");
    if (!fresh) return;
    const before = callsOf(shown);
    shown.replaceWith(document.adoptNode(fresh));
    for (const [call, say] of callsOf(fresh)) if (!before.has(call)) speak(say);
  } catch {
    // The line is broken: the screen keeps what it has and looks again.
  }
}

if (document.querySelector("[data-call]")) {
  setInterval(renew, RENEW);
  if (sound && window.speechSynthesis) {
    sound.hidden = false;
    sound.addEventListener("click", () => { // a browser speaks only after somebody has pressed something
      speaks = true;
      sound.hidden = true;
      speak(document.querySelector("[data-call]").dataset.say);
    });
  }
}

// The slip: printed at once, then the device is there for the next person.
const slip = document.querySelector("[data-printed]");
if (slip) {
  const again = document.querySelector("[data-print]");
  again.hidden = false;
  again.addEventListener("click", () => window.print());
  window.addEventListener("load", () => {
    window.print();
    setTimeout(() => location.assign(slip.dataset.printed), 12000);
  });
}
