/** One line that stands for a message: in the list of people, in quotes, for screen readers. */

import { plain } from "./formatting.js";

/** @typedef {import("./types.js").Message} Message */

/** @type {Object<string, (part: any, message: Message) => string>} */
const LINES = {
  text: (part) => plain(part.body),
  image: (part) => `📷 ${part.caption ? plain(part.caption) : "Photo"}`,
  document: (part, message) => `📄 ${part.filename ?? message.media?.filename ?? "Document"}`,
  audio: () => "🎤 Voice message",
  video: (part) => `🎥 ${part.caption ? plain(part.caption) : "Video"}`,
  sticker: () => "Sticker",
  location: (part) => `📍 ${part.name ?? "Location"}`,
  contacts: (part) => `👤 ${part[0]?.name?.formatted_name ?? "Contact"}`,
  reaction: (part) => `Reacted ${part.emoji ?? ""}`,
  button: (part) => plain(part.text),
  template: (part) => plain(part.reads ?? part.name),
  interactive: (part) => part.button_reply?.title ?? part.list_reply?.title ?? plain(part.body?.text ?? ""),
};

/** @param {Message} message @returns {string} */
export function preview(message) {
  const { type } = message.content;
  return LINES[type]?.(message.content[type], message) ?? type;
}
