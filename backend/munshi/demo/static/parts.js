/** What bubbles are made of: formatted words, pictures, files, players. */

import { mediaUrl } from "./api.js";
import { h, icon } from "./dom.js";
import { formatted, onlyEmoji } from "./formatting.js";
import { viewPhoto } from "./viewer.js";

/** @typedef {import("./types.js").Message} Message */

/** Formatted text. @param {string} text @param {string} [className] */
export function words(text, className = "words") {
  const large = onlyEmoji(text) ? " large" : "";
  return h("div", { class: className + large, dir: "auto" }, ...formatted(text));
}

/** A picture in a box of fixed size, so that nothing moves when it has come. @param {Message} message @param {string} [caption] */
export function photo(message, caption) {
  if (!message.media) return lost();
  const address = mediaUrl(message.media);
  const alt = caption ?? message.media.filename ?? "Photo";
  const picture = h("img", { src: address, alt, class: "photo", width: 264, height: 198, decoding: "async" });
  const open = () => viewPhoto(address, alt);
  return h(
    "button",
    { type: "button", class: "photo-button", "aria-label": `Open photo: ${alt}`, onclick: open },
    picture,
  );
}

/** A document that opens in a tab of its own. @param {Message} message @param {string} [filename] */
export function file(message, filename) {
  if (!message.media) return lost();
  const name = filename ?? message.media.filename ?? "Document";
  const kind = name.includes(".") ? name.split(".").at(-1)?.slice(0, 4).toUpperCase() : "FILE";
  const what = `${sizeOf(message.media.size)} · ${kind}`;
  const badge = h(
    "span",
    { class: `sheet-of-paper ${kind === "PDF" ? "pdf" : ""}`, "aria-hidden": "true" },
    kind,
  );
  const text = h(
    "span",
    { class: "file-text" },
    h("span", { class: "file-name" }, name),
    h("small", {}, what),
  );
  const given = { class: "file", href: mediaUrl(message.media), target: "_blank", rel: "noopener" };
  return h("a", { ...given, "aria-label": `Open ${name}, ${what}` }, badge, text, icon("download"));
}

/** @param {"audio" | "video"} tag @param {Message} message */
export function player(tag, message) {
  return message.media
    ? h(tag, { src: mediaUrl(message.media), controls: true, preload: "metadata" })
    : lost();
}

const lost = () => h("p", { class: "lost" }, "This file is no longer available.");

/** @param {number} bytes */
function sizeOf(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
