/** Messages that are answered by a tap: reply buttons, lists, links, a request for the location; and the answers. */

import { h, icon } from "./dom.js";
import { card } from "./card.js";
import { file, photo, player, words } from "./parts.js";

/** @typedef {import("./types.js").Message} Message */
/** @typedef {import("./bubble.js").Tools} Tools */
/** @typedef {(action: any, message: Message, tools: Tools) => HTMLElement[]} Choices */

/** @type {Object<string, Choices>} */
const CHOICES = {
  button: (action, message, tools) =>
    action.buttons.map((/** @type {any} */ { reply }) =>
      button("reply", reply.title, () => tools.tap(message, "button_reply", reply)),
    ),
  list: (action, message, tools) => [button("list", action.button, () => tools.openList(message))],
  cta_url: ({ parameters }) => [
    h(
      "a",
      { class: "choice", href: safe(parameters.url), target: "_blank", rel: "noopener noreferrer" },
      icon("open"),
      parameters.display_text,
    ),
  ],
  order_details: ({ parameters }, message) => [card(message.number, parameters)],
  order_status: ({ parameters }) => [h("p", { class: "footer" }, `${parameters.reference_id}: ${parameters.order.status}`)],
  location_request_message: (_, __, tools) => [button("place", "Send location", () => tools.askPlace())],
};

/** @param {any} part @param {Message} message @param {Tools} tools */
export function interactive(part, message, tools) {
  const answer = part.button_reply ?? part.list_reply;
  if (answer)
    return [words(answer.title), answer.description && h("p", { class: "footer" }, answer.description)];
  const choices = CHOICES[part.type]?.(part.action, message, tools) ?? [];
  return [
    header(part.header, message),
    part.body && words(part.body.text),
    part.footer && h("p", { class: "footer" }, part.footer.text),
    choices.length > 0 && h("div", { class: "choices" }, ...choices),
  ];
}

/** A template, with the buttons that it has. @param {any} part @param {Message} message @param {Tools} tools */
export function template(part, message, tools) {
  const buttons = (part.buttons ?? []).map((/** @type {any} */ each) =>
    button("reply", each.text, () => tools.tapTemplate(message, each)),
  );
  if (part.card) buttons.push(card(message.number, part.card));
  return [words(part.reads ?? part.name), buttons.length > 0 && h("div", { class: "choices" }, ...buttons)];
}

/** @param {any} given @param {Message} message */
function header(given, message) {
  if (!given) return null;
  if (given.type === "text") return h("p", { class: "header" }, given.text);
  if (given.type === "image") return photo(message);
  return given.type === "video" ? player("video", message) : file(message, given.document?.filename);
}

/** @param {string} picture @param {string} title @param {() => void} onclick */
const button = (picture, title, onclick) =>
  h("button", { type: "button", class: "choice", onclick }, icon(picture), title);

/** @param {string} address only the web's own, never javascript: */
const safe = (address) => (/^https?:\/\//i.test(address) ? address : null);
