// The step forms work without this file. It takes the place from the device, lets a finger sign, and makes photographs
// smaller before they travel.
"use strict";

// Where am I? Only when asked, and only into the field beside the button.
for (const button of document.querySelectorAll("[data-locate]")) {
  if (!navigator.geolocation) continue;
  button.hidden = false;
  const said = document.querySelector(`[data-located="${button.dataset.locate}"]`);
  button.addEventListener("click", () => {
    said.textContent = "Mencari lokasi…";
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const text = `${coords.latitude.toFixed(6)}, ${coords.longitude.toFixed(6)}`;
        document.getElementById(button.dataset.locate).value = text;
        said.textContent = `Terisi, ketelitian ${Math.round(coords.accuracy)} meter.`;
      },
      () => { said.textContent = "Lokasi tidak dapat diambil; tulis patokannya."; },
      { enableHighAccuracy: true, timeout: 20000 },
    );
  });
}

// A signature on the screen: shown when that proof is chosen, sent as a picture.
for (const box of document.querySelectorAll("[data-drawing]")) {
  const name = box.dataset.drawing;
  const canvas = box.querySelector("canvas");
  const hidden = box.querySelector("input");
  const pen = canvas.getContext("2d");
  const radios = document.querySelectorAll(`input[type=radio][name="${name}"]`);
  const show = () => { box.hidden = ![...radios].some((radio) => radio.checked && radio.value === "drawn"); };
  const clear = () => {
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.lineWidth = 3;
    pen.lineCap = pen.lineJoin = "round";
    hidden.value = "";
  };
  const at = (event) => {
    const edge = canvas.getBoundingClientRect();
    return [
      ((event.clientX - edge.left) * canvas.width) / edge.width,
      ((event.clientY - edge.top) * canvas.height) / edge.height,
    ];
  };
  let drawing = false;
  canvas.addEventListener("pointerdown", (event) => {
    drawing = true;
    canvas.setPointerCapture(event.pointerId);
    pen.beginPath();
    pen.moveTo(...at(event));
    pen.lineTo(...at(event)); // a dot is a stroke too
    pen.stroke();
    event.preventDefault();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!drawing) return;
    pen.lineTo(...at(event));
    pen.stroke();
  });
  const lift = () => {
    if (!drawing) return;
    drawing = false;
    hidden.value = canvas.toDataURL("image/png");
  };
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("pointercancel", lift); // a second finger, or the edge of the screen
  box.querySelector("button").addEventListener("click", clear);
  for (const radio of radios) radio.addEventListener("change", show);
  clear();
  show();
}

// A camera's photograph is larger than anybody needs: at most 2000 pixels a side, so that several fit in one sending.
const MOST = 2000;
const smaller = async (file) => {
  if (!file.type.startsWith("image/") || file.size < 700000) return file;
  const image = await createImageBitmap(file);
  const scale = Math.min(1, MOST / Math.max(image.width, image.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(image.width * scale);
  canvas.height = Math.round(image.height * scale);
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.82));
  return blob && blob.size < file.size ? new File([blob], "foto.jpg", { type: "image/jpeg" }) : file;
};
// A camera gives one photograph at a time: the pages of one paper are kept until the form is sent.
const collect = (input) => {
  const place = input.parentElement;
  const said = place.querySelector("[data-pages]");
  const drop = place.querySelector("[data-drop]");
  const pages = [];
  const show = () => {
    const box = new DataTransfer();
    for (const page of pages) box.items.add(page);
    input.files = box.files;
    said.textContent = pages.length ? `${pages.length} halaman siap dikirim. Tekan lagi untuk halaman berikutnya.` : "";
    drop.hidden = !pages.length;
  };
  drop.addEventListener("click", () => { pages.pop(); show(); input.focus(); });
  return (files) => { pages.push(...files); show(); };
};
for (const input of document.querySelectorAll("input[type=file][data-shrink]")) {
  const added = "camera" in input.dataset ? collect(input) : null;
  input.addEventListener("change", async () => {
    try {
      const box = new DataTransfer();
      for (const file of input.files) box.items.add(await smaller(file));
      if (added) added(box.files);
      else input.files = box.files;
      input.setCustomValidity("");
    } catch {
      // An old browser sends what the camera made.
    }
  });
}
