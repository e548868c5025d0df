/** The marks of delivery beside a person's own message. */

import { icon } from "./dom.js";

/** @type {Object<string, [string, string]>} the picture and what a screen reader says */
const MARKS = {
  pending: ["wait", "Sending"],
  unsent: ["alert", "Not sent"],
  refused: ["alert", "Not sent"],
  undelivered: ["wait", "Waiting for the assistant"],
  sent: ["sent", "Sent"],
  delivered: ["twice", "Delivered"],
  read: ["twice", "Read"],
};

/** @param {import("./types.js").Ticks} state */
export function ticks(state) {
  const [picture, label] = MARKS[state] ?? MARKS.pending;
  const mark = document.createElement("span");
  mark.className = `ticks ${state}`;
  mark.setAttribute("role", "img");
  mark.setAttribute("aria-label", label);
  mark.append(icon(picture, picture === "sent" || picture === "twice" ? "tick" : "tick square"));
  return mark;
}
