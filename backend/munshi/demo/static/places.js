/** Sending a location: where this device is, or one of a few places of Indore that everybody there knows. */

import { h, icon } from "./dom.js";

/** @typedef {{latitude: number, longitude: number, name?: string, address?: string}} Place */

/** @type {Place[]} */
const KNOWN = [
  { name: "Rajwada", address: "MG Road, Indore 452002", latitude: 22.71868, longitude: 75.85471 },
  { name: "Siyaganj", address: "Jawahar Marg, Indore 452007", latitude: 22.71622, longitude: 75.86352 },
  { name: "Palasia Square", address: "AB Road, Indore 452001", latitude: 22.72413, longitude: 75.88652 },
  { name: "Vijay Nagar", address: "Scheme 54, Indore 452010", latitude: 22.75329, longitude: 75.89366 },
];

/** @param {import("./sheet.js").Sheets} sheets @param {(place: Place) => void} chosen */
export function choosePlace(sheets, chosen) {
  const done = (/** @type {Place} */ place) => {
    sheets.close();
    chosen(place);
  };
  const trouble = h(
    "p",
    { class: "trouble", role: "status", hidden: true },
    "This device does not tell where it is.",
  );
  const here = () =>
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => done({ latitude: coords.latitude, longitude: coords.longitude }),
      () => (trouble.hidden = false),
    );
  const rows = KNOWN.map((place) => row(place.name ?? "", place.address ?? "", () => done(place)));
  const body = h(
    "div",
    { class: "sheet-body places" },
    row("Send my location now", "as this device tells it", here),
    trouble,
    ...rows,
  );
  sheets.show("Send location", [body], "list-sheet");
}

/** @param {string} name @param {string} detail @param {() => void} onclick */
const row = (name, detail, onclick) =>
  h(
    "button",
    { type: "button", class: "row-button", onclick },
    icon("place"),
    h("span", {}, name, h("small", {}, detail)),
  );
