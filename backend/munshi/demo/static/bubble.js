/** One message as a bubble; made once, then only its ticks and its place in the row change. */

import * as clock from "./clock.js";
import { contents } from "./contents.js";
import { h, iconButton } from "./dom.js";
import { preview } from "./preview.js";
import { ticks } from "./ticks.js";

/** @typedef {import("./types.js").Message} Message */

/**
 * What a bubble may ask of its phone.
 *
 * @typedef {object} Tools
 * @property {string} business                                     its name
 * @property {(wamid: string) => Message | undefined} find
 * @property {(wamid: string) => void} jump                        scrolls to a message
 * @property {(message: Message, kind: "button_reply" | "list_reply", choice: any) => void} tap
 * @property {(message: Message, button: {text: string, payload: string}) => void} tapTemplate
 * @property {(message: Message) => void} openList
 * @property {(message: Message) => void} reply                    quotes it in what is written next
 * @property {() => void} askPlace
 * @property {(message: Message) => void} retry
 */

export class Bubble {
  /** @param {Message} message @param {Tools} tools */
  constructor(message, tools) {
    this.message = message;
    this.tools = tools;
    this.marks = h("span", { class: "marks" });
    this.trouble = h("p", { class: "trouble", hidden: true });
    const time = h("time", { datetime: message.at }, clock.time(message.at));
    this.meta = h("span", { class: "meta" }, time, this.marks);
    const by = message.by_hand ? h("small", { class: "by-hand" }, "written by the shop itself") : null;
    this.body = h("div", { class: "bubble" }, by, this.#quote(), ...contents(message, tools));
    this.#placeMeta();
    const side = message.from_business ? "in" : "out";
    this.element = h(
      "article",
      { class: `row ${side}`, "aria-label": this.#label(), tabindex: "-1" },
      this.body,
      this.#replyButton(),
    );
    this.body.append(this.trouble);
    this.shown = "";
  }

  /** @param {Message} message as it is now @param {boolean} first whether another side had spoken before */
  update(message, first) {
    this.message = message;
    this.element.classList.toggle("first", first);
    if (message.wamid) this.element.dataset.wamid = message.wamid;
    const shown = `${message.state} ${message.error}`;
    if (shown === this.shown) return;
    this.shown = shown;
    this.element.dataset.state = message.state;
    if (!message.from_business) this.marks.replaceChildren(ticks(message.state));
    this.#tellTrouble(message);
  }

  /** The time stands at the end of the last line of text, or upon a picture. */
  #placeMeta() {
    const texts = this.body.querySelectorAll(":scope > .words");
    const words = texts[texts.length - 1];
    const block = words?.lastElementChild;
    const line = block?.matches("ul, ol") ? block.lastElementChild : block;
    const last = this.body.lastElementChild;
    if (line?.matches(".lines, li") && (last === words || last?.classList.contains("choices"))) {
      line.append(this.meta);
      return;
    }
    const choices = this.body.querySelector(":scope > .choices");
    this.body.insertBefore(this.meta, choices);
    this.body.classList.toggle("bare-photo", Boolean(last?.classList.contains("photo-button")));
  }

  /** Quotes this message in what is written next. */
  reply() {
    this.tools.reply(this.message);
  }

  #quote() {
    const { context } = this.message;
    const quoted = context ? this.tools.find(context) : undefined;
    if (!quoted || !context) return null;
    const author = h("strong", {}, quoted.from_business ? this.tools.business : "You");
    const line = h("span", { dir: "auto" }, preview(quoted));
    const side = quoted.from_business ? "" : " own";
    return h(
      "button",
      { type: "button", class: `quote${side}`, onclick: () => this.tools.jump(context) },
      author,
      line,
    );
  }

  #replyButton() {
    return iconButton(
      "reply",
      `Reply to: ${preview(this.message).slice(0, 40)}`,
      () => this.reply(),
      "reply",
    );
  }

  #label() {
    return `${this.message.from_business ? this.tools.business : "You"}, ${clock.time(this.message.at)}`;
  }

  /** @param {Message} message */
  #tellTrouble(message) {
    /** @type {Object<string, string>} */
    const says = {
      unsent: "Not sent: no connection to the demonstration.",
      refused: `Not sent: ${message.error}`,
      failed: `WhatsApp did not deliver this: ${message.error}`,
    };
    const text = says[message.state];
    const again = h("button", { type: "button", onclick: () => this.tools.retry(this.message) }, "Try again");
    this.trouble.hidden = !text;
    this.trouble.replaceChildren(text ?? "", message.state === "unsent" ? again : "");
  }
}
