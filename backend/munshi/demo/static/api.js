/** What the page asks of the simulator. */

/** @typedef {import("./types.js").Message} Message */

const BASE = "/demo/api";
const PATIENCE = 30_000;

/** The simulator refused; trying the same again is of no use. */
export class Refused extends Error {}

/** Nobody answered; trying again later may help. */
export class Unreachable extends Error {}

/** @returns {Promise<import("./types.js").Stage[]>} */
export const cast = () => ask("/cast");

/** @returns {Promise<{now: string}>} the moment that the whole demonstration goes by */
export const clock = () => ask("/clock");

/** @returns {Promise<{reachable: boolean}>} whether the assistant would take a message now */
export const assistant = () => ask("/assistant");

/** @returns {Promise<import("./types.js").Chat[]>} newest first */
export const chats = () => ask("/chats");

/** @param {string} key @returns {Promise<Message[]>} */
export const history = (key) => ask(`/chats/${path(key)}`);

/** @param {string} key @param {object} written @returns {Promise<Message>} */
export const write = (key, written) => ask(`/chats/${path(key)}/messages`, json(written));

/** What somebody of the business writes in its own app. @param {string} key @param {string} body */
export const echo = (key, body) => ask(`/chats/${path(key)}/echoes`, json({ body }));

/** @param {string} key */
export const seen = (key) => ask(`/chats/${path(key)}/seen`, { method: "POST" });

/** @param {string} wamid */
export const retry = (wamid) => ask(`/messages/${encodeURIComponent(wamid)}/retry`, { method: "POST" });

/** @param {string} number @param {File} file @returns {Promise<import("./types.js").Media>} */
export function upload(number, file) {
  const body = new FormData();
  body.append("number", number);
  body.append("file", file);
  return ask("/media", { method: "POST", body });
}

/** @param {import("./types.js").Media} media */
export const mediaUrl = (media) => media.url ?? `${BASE}/media/${media.id}`;

/** Where events come from. */
export function eventsUrl() {
  return `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}${BASE}/events`;
}

/** @param {string} key */
const path = (key) => key.split("/").map(encodeURIComponent).join("/");

/** @param {object} body */
const json = (body) => ({
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(body),
});

/** @param {string} address @param {RequestInit} [request] @returns {Promise<any>} */
async function ask(address, request = {}) {
  const response = await answer(address, request);
  if (response.status >= 500) throw new Unreachable(`HTTP ${response.status}`);
  const body = response.status === 204 ? null : await response.json();
  if (!response.ok)
    throw new Refused(typeof body.detail === "string" ? body.detail : `HTTP ${response.status}`);
  return body;
}

/** @param {string} address @param {RequestInit} request */
async function answer(address, request) {
  try {
    return await fetch(BASE + address, { ...request, signal: AbortSignal.timeout(PATIENCE) });
  } catch (error) {
    throw new Unreachable(String(error));
  }
}
