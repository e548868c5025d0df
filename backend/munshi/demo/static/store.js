/** Everything the page knows of the chats; listeners hear the key of the chat that has changed. */

import * as api from "./api.js";

/** @typedef {import("./types.js").Message} Message */
/** @typedef {import("./types.js").Chat} Chat */
/** @typedef {(key: string) => void} Listener */

const LATER = [
  "pending",
  "unsent",
  "refused",
  "accepted",
  "sent",
  "undelivered",
  "delivered",
  "read",
  "failed",
];

/** @param {{number: string, person: string}} who */
export const keyOf = ({ number, person }) => `${number}/${person}`;

export class Store {
  constructor() {
    /** @type {Map<string, Chat>} */
    this.chats = new Map();
    /** @type {Set<Listener>} */
    this.listeners = new Set();
    this.reachable = true;
    /** @type {Map<string, number>} */
    this.typingEnds = new Map();
  }

  /** @param {string} key @returns {Chat} */
  chat(key) {
    let chat = this.chats.get(key);
    if (!chat) {
      const [number, person] = key.split("/");
      chat = { key, number, person, name: person, unread: 0, last: null, messages: null, reading: null, typing: false };
      this.chats.set(key, chat);
    }
    return chat;
  }

  /** Reads everything anew: at the start, and whenever events may have been missed. */
  async load() {
    const fresh = new Map((await api.chats()).map((chat) => [keyOf(chat), chat]));
    for (const key of this.chats.keys())
      if (!fresh.has(key)) Object.assign(this.chat(key), { unread: 0, last: null });
    for (const [key, { name, unread, last }] of fresh) Object.assign(this.chat(key), { name, unread, last });
    const opened = [...this.chats.values()].filter((chat) => chat.messages);
    await Promise.all(opened.map((chat) => this.open(chat.key)));
    for (const key of this.chats.keys()) this.tell(key);
  }

  /** Reads a chat's messages; what is still under way from this page stays at the end. @param {string} key */
  async open(key) {
    const chat = this.chat(key);
    const reading = this.#read(chat).finally(() => {
      if (chat.reading === reading) chat.reading = null;
    });
    chat.reading = reading;
    await reading;
  }

  /** @param {Chat} chat */
  async #read(chat) {
    const told = await api.history(chat.key);
    const known = new Set(told.map((message) => message.client_id));
    const own = (chat.messages ?? []).filter((message) => !message.wamid && !known.has(message.client_id));
    chat.messages = [...told, ...own];
    this.tell(chat.key);
  }

  /** Whatever comes while a chat is read belongs behind it: the history may have been told before. @param {Chat} chat @param {() => void} work */
  #behind(chat, work) {
    if (chat.reading) void chat.reading.catch(() => undefined).then(() => this.#behind(chat, work));
    else work();
  }

  /** Takes a message from the simulator or from this page; one that is known is brought up to date. @param {Message} message */
  put(message) {
    const chat = this.chat(keyOf(message));
    this.#behind(chat, () => this.#take(chat, message));
  }

  /** @param {Chat} chat @param {Message} message */
  #take(chat, message) {
    const known = chat.messages?.find((each) => same(each, message));
    if (known) {
      const state = later(known.state, message.state);
      Object.assign(known, message, { state, media: known.media?.url ? known.media : message.media });
    } else {
      chat.messages?.push(message);
      if (message.from_business) chat.unread += 1;
      if (message.from_business) this.typing(chat.key, 0);
    }
    chat.last = chat.messages?.at(-1) ?? message;
    this.tell(chat.key);
  }

  /** @param {string} wamid @param {import("./types.js").Ticks} state @param {?string} error */
  move(wamid, state, error) {
    for (const chat of this.chats.values()) this.#behind(chat, () => this.#mark(chat, wamid, state, error));
  }

  /** @param {Chat} chat @param {string} wamid @param {import("./types.js").Ticks} state @param {?string} error */
  #mark(chat, wamid, state, error) {
    const message = chat.messages?.find((each) => each.wamid === wamid);
    if (chat.last?.wamid === wamid) Object.assign(chat.last, { state, error });
    if (message) Object.assign(message, { state, error });
    if (message || chat.last?.wamid === wamid) this.tell(chat.key);
  }

  /** The business is typing, for so many seconds unless its message comes first. @param {string} key @param {number} seconds */
  typing(key, seconds) {
    clearTimeout(this.typingEnds.get(key));
    this.chat(key).typing = seconds > 0;
    if (seconds > 0)
      this.typingEnds.set(
        key,
        window.setTimeout(() => this.typing(key, 0), seconds * 1000),
      );
    this.tell(key);
  }

  /** Looks whether the assistant is there. @returns {Promise<boolean>} */
  async look() {
    const { reachable } = await api.assistant().catch(() => ({ reachable: this.reachable }));
    if (reachable !== this.reachable) {
      this.reachable = reachable;
      for (const [key, chat] of this.chats) if (chat.messages) this.tell(key);
    }
    return reachable;
  }

  /** The person has everything before their eyes. @param {string} key */
  async see(key) {
    const chat = this.chat(key);
    if (!chat.unread) return;
    chat.unread = 0;
    this.tell(key);
    await api.seen(key).catch(() => undefined); // the next look tells it
  }

  /** @param {string} key */
  tell(key) {
    for (const listener of this.listeners) listener(key);
  }
}

/** @param {Message} one @param {Message} other */
const same = (one, other) =>
  (one.client_id !== null && one.client_id === other.client_id) ||
  (one.wamid !== null && one.wamid === other.wamid);

/** An event may overtake the answer that it belongs to: ticks never go back. */
const later = (/** @type {any} */ one, /** @type {any} */ other) =>
  LATER.indexOf(one) > LATER.indexOf(other) ? one : other;
