/** Where a person writes: grows with the text, Enter sends, Shift+Enter begins a line. */

import { h, iconButton } from "./dom.js";
import { preview } from "./preview.js";

/** @typedef {import("./types.js").Message} Message */

const LONGEST = 4096; // WhatsApp's limit for a text
const touch = matchMedia("(pointer: coarse)");

export class Composer {
  /**
   * @param {string} label
   * @param {{send: (text: string, replyTo: ?string) => void, attach: () => void, ideas: () => void, file: (file: File) => void, author: (message: Message) => string}} on
   */
  constructor(label, on) {
    this.on = on;
    /** @type {?Message} */
    this.quoted = null;
    this.field = h("textarea", {
      rows: 1,
      maxlength: LONGEST,
      placeholder: "Message",
      "aria-label": label,
      dir: "auto",
      autocomplete: "off",
      oninput: () => this.#grow(),
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.#key(event),
      onpaste: (/** @type {ClipboardEvent} */ event) => this.#paste(event),
    });
    this.quote = h("div", { class: "quoting", hidden: true });
    const ideas = iconButton("idea", "What could I say?", on.ideas);
    const attach = iconButton("attach", "Attach", on.attach);
    const send = iconButton("send", "Send", () => this.#send(), "send");
    const box = h("div", { class: "box" }, ideas, this.field, attach);
    this.element = h("div", { class: "composer" }, h("div", { class: "writing" }, this.quote, box), send);
  }

  focus() {
    this.field.focus({ preventScroll: true });
  }

  /** Quotes a message in what is written next; null ends that. @param {?Message} message */
  reply(message) {
    this.quoted = message;
    this.quote.hidden = !message;
    if (!message) return;
    const words = h(
      "p",
      {},
      h("strong", {}, this.on.author(message)),
      h("span", { dir: "auto" }, preview(message)),
    );
    this.quote.replaceChildren(
      words,
      iconButton("close", "Do not reply to this", () => this.reply(null)),
    );
    this.focus();
  }

  #send() {
    const text = this.field.value.trim();
    if (!text) return this.focus();
    this.on.send(text, this.quoted?.wamid ?? null);
    this.field.value = "";
    this.reply(null);
    this.#grow();
    return this.focus();
  }

  /** @param {KeyboardEvent} event on a phone Enter begins a line, and while a word is being composed it chooses */
  #key(event) {
    if (event.key === "Escape" && this.quoted) this.reply(null);
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || touch.matches) return;
    event.preventDefault();
    this.#send();
  }

  /** @param {ClipboardEvent} event */
  #paste(event) {
    const [file] = event.clipboardData?.files ?? [];
    if (!file) return;
    event.preventDefault();
    this.on.file(file);
  }

  #grow() {
    this.field.style.height = "auto";
    this.field.style.height = `${this.field.scrollHeight}px`;
  }
}
