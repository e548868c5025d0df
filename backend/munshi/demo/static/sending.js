/** What this page's people write: shown at once, posted in order, kept until it is through. */

import * as api from "./api.js";
import * as clock from "./clock.js";
import { keyOf } from "./store.js";

/** @typedef {import("./types.js").Message} Message */
/** @typedef {{message: Message, written: Object<string, any>, file: ?File}} Job */

export class Sending {
  /** @param {import("./store.js").Store} store @param {(key: string) => string} nameOf a person's profile name */
  constructor(store, nameOf) {
    this.store = store;
    this.nameOf = nameOf;
    /** @type {Map<string, Job>} by client id */
    this.jobs = new Map();
    /** @type {Map<string, Promise<void>>} the end of the row, by chat */
    this.rows = new Map();
  }

  /** @param {string} key @param {string} body @param {?string} [replyTo] the wamid that is quoted */
  text(key, body, replyTo = null) {
    this.#post(key, { type: "text", text: { body } }, { type: "text", body, reply_to: replyTo });
  }

  /** @param {Message} asked @param {"button_reply" | "list_reply"} kind @param {{id: string, title: string}} choice */
  tap(asked, kind, choice) {
    const content = { type: "interactive", interactive: { type: kind, [kind]: choice } };
    this.#post(keyOf(asked), content, { type: "tap", id: choice.id, reply_to: asked.wamid });
  }

  /** @param {Message} asked @param {{text: string, payload: string}} button of a template */
  tapTemplate(asked, button) {
    this.#post(keyOf(asked), { type: "button", button }, { type: "tap", id: button.payload, reply_to: asked.wamid });
  }

  /** @param {string} key @param {{latitude: number, longitude: number, name?: string, address?: string}} location */
  place(key, location) {
    const { name: place, ...rest } = location;
    this.#post(key, { type: "location", location }, { type: "location", place, ...rest });
  }

  /** @param {string} key @param {"image" | "document"} type @param {File} file @param {string} caption */
  file(key, type, file, caption) {
    const url = URL.createObjectURL(file);
    const media = { id: null, mime_type: file.type, filename: file.name, size: file.size, url };
    const content = { type, [type]: caption ? { caption } : {} };
    this.#post(key, content, { type, ...(caption && { caption }) }, file, media);
  }

  /** Tries again what could not be posted. @param {Message} message */
  again(message) {
    const job = this.jobs.get(message.client_id ?? "");
    if (job?.message.state === "unsent") this.#enqueue(job);
  }

  /** Tries everything again: the connection is back. */
  resume() {
    for (const job of this.jobs.values()) this.again(job.message);
  }

  /**
   * @param {string} key @param {Message["content"]} content @param {Job["written"]} written
   * @param {?File} [file] @param {?import("./types.js").Media} [media]
   */
  #post(key, content, written, file = null, media = null) {
    const [number, person] = key.split("/");
    const client_id = newId();
    const context = written.reply_to ?? null;
    const at = clock.now().toISOString();
    /** @type {Message} */
    const message = {
      wamid: null,
      number,
      person,
      from_business: false,
      at,
      content,
      state: "pending",
      context,
      client_id,
      error: null,
      media,
    };
    const job = { message, written: { ...written, client_id, name: this.nameOf(key) }, file };
    this.jobs.set(client_id, job);
    this.store.put(message);
    this.#enqueue(job);
  }

  /** @param {Job} job */
  #enqueue(job) {
    const key = keyOf(job.message);
    this.#mark(job, "pending");
    this.rows.set(
      key,
      (this.rows.get(key) ?? Promise.resolve()).then(() => this.#attempt(job)),
    );
  }

  /** @param {Job} job */
  async #attempt({ message, written, file }) {
    try {
      if (file && !written.media_id) written.media_id = (await api.upload(message.number, file)).id;
      this.store.put(await api.write(keyOf(message), written));
      this.jobs.delete(written.client_id);
    } catch (error) {
      const refused = error instanceof api.Refused;
      if (refused) this.jobs.delete(written.client_id);
      this.#mark({ message, written, file }, refused ? "refused" : "unsent", refused ? error.message : null);
    }
  }

  /** @param {Job} job @param {import("./types.js").Ticks} state @param {?string} [error] */
  #mark({ message }, state, error = null) {
    Object.assign(message, { state, error });
    this.store.tell(keyOf(message));
  }
}

/** An id of 32 letters; `randomUUID` is missing where the page comes over plain HTTP from another machine. */
function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
}
