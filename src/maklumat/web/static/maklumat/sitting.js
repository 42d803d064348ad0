// A sitting with letters left goes on by itself; without this file its button does.
"use strict";

const goesOn = document.querySelector("form[data-goes-on]");
if (goesOn) {
  goesOn.requestSubmit();
}
