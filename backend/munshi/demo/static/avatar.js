/** Round pictures: a person's initials on a colour of their own, a business's trade. */

import { h, icon } from "./dom.js";

const COLOURS = 8;
const TRADES = ["shop", "restaurant", "repair", "workshop"];

/** @param {string} name @param {string} id gives the colour */
export function face(name, id) {
  const initials = name
    .split(/\s+/)
    .map((word) => [...word][0] ?? "")
    .slice(0, 2)
    .join("")
    .toUpperCase();
  const colour = [...id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 7) % COLOURS;
  return h("span", { class: `avatar colour-${colour}`, "aria-hidden": "true" }, initials);
}

/** @param {string} kind */
export const sign = (kind) =>
  h(
    "span",
    { class: `avatar trade-${kind}`, "aria-hidden": "true" },
    icon(TRADES.includes(kind) ? kind : "shop"),
  );
