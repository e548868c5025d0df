/** What stands inside a bubble, by the type of the message. */

import { h } from "./dom.js";
import { interactive, template } from "./interactive.js";
import { file, photo, player, words } from "./parts.js";

/** @typedef {import("./types.js").Message} Message */
/** @typedef {import("./bubble.js").Tools} Tools */
/** @typedef {(part: any, message: Message, tools: Tools) => import("./dom.js").Child[]} Builder */

/** @type {Object<string, Builder>} */
const BUILDERS = {
  text: (part) => [words(part.body)],
  image: (part, message) => [photo(message, part.caption), part.caption && words(part.caption)],
  sticker: (_, message) => [photo(message, "Sticker")],
  video: (part, message) => [player("video", message), part.caption && words(part.caption)],
  audio: (_, message) => [player("audio", message)],
  document: (part, message) => [file(message, part.filename), part.caption && words(part.caption)],
  location: (part) => [place(part)],
  contacts: (part) => part.map((/** @type {any} */ each) => words(`👤 ${each.name?.formatted_name ?? ""}`)),
  button: (part) => [words(part.text)],
  template,
  interactive,
};

/** @param {Message} message @param {Tools} tools */
export function contents(message, tools) {
  const { type } = message.content;
  const build = BUILDERS[type] ?? (() => [words(`(${type})`)]);
  return build(message.content[type], message, tools);
}

/** @param {{latitude: number, longitude: number, name?: string, address?: string}} location */
function place({ latitude, longitude, name, address }) {
  const point = `${Number(latitude).toFixed(5)}, ${Number(longitude).toFixed(5)}`;
  const link = new URL("https://www.openstreetmap.org/");
  link.searchParams.set("mlat", String(latitude));
  link.searchParams.set("mlon", String(longitude));
  link.hash = `map=16/${latitude}/${longitude}`;
  const map = h("img", { src: "/demo/static/map.svg", alt: "", width: 264, height: 132, class: "map" });
  const given = { class: "place", href: link.href, target: "_blank", rel: "noopener noreferrer" };
  const text = h(
    "span",
    { class: "place-text" },
    h("span", {}, name ?? "Location"),
    h("small", {}, address ?? point),
  );
  return h("a", { ...given, "aria-label": `Open ${name ?? "location"} on a map` }, map, text);
}
