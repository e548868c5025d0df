/** A photo in full size, above everything. */

import { h, iconButton } from "./dom.js";

/** @param {string} address @param {string} alt */
export function viewPhoto(address, alt) {
  const dialog = h("dialog", { class: "viewer", "aria-label": alt });
  const close = iconButton("close", "Close photo", () => dialog.close());
  dialog.append(close, h("img", { src: address, alt }));
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (/** @type {Event} */ event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
}
