/** One person's phone: the caption above it, the chat's head, the messages, and where they write. */

import * as api from "./api.js";
import { Attach } from "./attach.js";
import { face, sign } from "./avatar.js";
import { rolesOf } from "./cast.js";
import { chooseRow } from "./choose.js";
import { Composer } from "./composer.js";
import { h, iconButton } from "./dom.js";
import { ideas } from "./ideas.js";
import { Log } from "./log.js";
import { choosePlace } from "./places.js";
import { Sheets } from "./sheet.js";
import { writeAsShop } from "./shop.js";
import { suggestions } from "./suggestions.js";

/** @typedef {import("./types.js").Message} Message */
/** @typedef {{store: import("./store.js").Store, sending: import("./sending.js").Sending, cast: import("./cast.js").Cast, desk: import("./desk.js").Desk}} Parts */

const touch = matchMedia("(pointer: coarse)"); // where focus would raise a keyboard

export class Phone {
  /** @param {string} key @param {Parts} parts */
  constructor(key, parts) {
    this.key = key;
    this.parts = parts;
    this.stage = /** @type {import("./types.js").Stage} */ (parts.cast.stage(key));
    this.player = parts.cast.player(key, parts.store.chats.get(key)?.name);
    const { business, label } = {
      business: this.stage.name,
      label: `${this.player.name} with ${this.stage.name}`,
    };
    this.screen = h("div", { class: "screen" });
    this.sheets = new Sheets(this.screen);
    this.attach = new Attach(this.sheets, {
      send: (type, file, caption) => parts.sending.file(key, type, file, caption),
      place: () => this.askPlace(),
    });
    this.log = new Log(this.#tools(business), `Messages of ${label}`);
    this.composer = new Composer(
      `Message from ${this.player.name} to ${business}`,
      this.#composing(business),
    );
    this.status = h("p", { class: "status" });
    this.banner = h("div", { class: "banner", role: "status", hidden: true });
    this.welcome = h("div", { class: "welcome", hidden: true });
    this.screen.append(this.#head(), this.banner, this.log.element, this.composer.element);
    this.log.scroller.prepend(this.welcome);
    this.element = h(
      "section",
      { class: "phone", "aria-label": label, dataset: { key } },
      this.#caption(),
      this.screen,
    );
    this.#takeDrops();
    this.#welcome();
  }

  /** Shows the chat as it is now. */
  show() {
    const chat = this.parts.store.chat(this.key);
    const messages = chat.messages ?? [];
    this.welcome.hidden = !chat.messages || messages.length > 0;
    const waiting = messages.filter((message) => message.state === "undelivered");
    const reachable = this.parts.store.reachable && waiting.length === 0;
    this.status.textContent = chat.typing ? "typing…" : reachable ? "online" : "not reachable yet";
    this.#tellReach(reachable);
    this.log.show(messages, chat.typing);
  }

  askPlace() {
    choosePlace(this.sheets, (place) => this.parts.sending.place(this.key, place));
  }

  /** @param {string} business @returns {import("./bubble.js").Tools} */
  #tools(business) {
    const { store, sending } = this.parts;
    return {
      business,
      find: (wamid) => store.chat(this.key).messages?.find((message) => message.wamid === wamid),
      jump: (wamid) => this.log.jump(wamid),
      tap: (message, kind, choice) => sending.tap(message, kind, choice),
      tapTemplate: (message, button) => sending.tapTemplate(message, button),
      openList: (message) =>
        chooseRow(this.sheets, message, (row) => sending.tap(message, "list_reply", row)),
      reply: (message) => this.composer.reply(message),
      askPlace: () => this.askPlace(),
      retry: (message) => sending.again(message),
    };
  }

  /** @param {string} business */
  #composing(business) {
    return {
      send: (/** @type {string} */ text, /** @type {?string} */ replyTo) =>
        this.parts.sending.text(this.key, text, replyTo),
      attach: () => this.attach.menu(),
      ideas: () => this.#showIdeas(),
      file: (/** @type {File} */ file) => void this.attach.file(file),
      author: (/** @type {Message} */ message) => (message.from_business ? business : "You"),
    };
  }

  #caption() {
    const { player } = this;
    const text = h("p", {}, h("b", {}, player.name), h("span", { class: "role" }, rolesOf(player)));
    const shop = iconButton("shop", `Write to ${player.name} as ${this.stage.name}`, () =>
      writeAsShop(this.sheets, this.stage.name, (text) => api.echo(this.key, text)),
    );
    const close = iconButton("close", `Close the phone of ${player.name}`, () =>
      this.parts.desk.close(this.key),
    );
    return h("header", { class: "caption" }, face(player.name, player.person), text, shop, close);
  }

  #head() {
    const back = iconButton("back", "Back to the people", () => this.parts.desk.leave(), "round back");
    const text = h("div", {}, h("h2", {}, this.stage.name), this.status);
    return h("header", { class: "head" }, back, sign(this.stage.kind), text);
  }

  #welcome() {
    const first = this.player.name.split(" ")[0];
    const intro = h(
      "p",
      { class: "welcome-words" },
      `You are ${first}, and this is your chat with ${this.stage.name}. Write as you would on WhatsApp, or tap a suggestion.`,
    );
    this.welcome.replaceChildren(intro, this.#ideas());
  }

  #ideas() {
    const stage = this.parts.cast.stage(this.key) ?? this.stage; // its shelf may have changed since
    const lines = suggestions(stage.kind, this.player.roles, stage.goods);
    const say = (/** @type {string} */ text) => {
      this.sheets.close();
      this.parts.sending.text(this.key, text);
      if (!touch.matches) this.composer.focus();
    };
    return ideas(
      lines,
      /** @type {import("./suggestions.js").Language} */ (this.player.language ?? "hinglish"),
      say,
    );
  }

  async #showIdeas() {
    await this.parts.cast.load().catch(() => undefined);
    this.sheets.show("What could I say?", [h("div", { class: "sheet-body" }, this.#ideas())], "list-sheet");
  }

  /** @param {boolean} reachable whether the assistant is there and has taken everything */
  #tellReach(reachable) {
    if (this.banner.hidden === reachable) return;
    this.banner.hidden = reachable;
    const words =
      "The assistant cannot be reached yet. What you write waits here and goes out as soon as it can.";
    this.banner.replaceChildren(
      h("span", {}, words),
      h("button", { type: "button", onclick: () => this.#retry() }, "Try now"),
    );
  }

  #retry() {
    const { store } = this.parts;
    void store.look();
    const waiting = store.chat(this.key).messages?.filter((message) => message.state === "undelivered") ?? [];
    for (const { wamid } of waiting) if (wamid) void api.retry(wamid);
  }

  #takeDrops() {
    this.screen.addEventListener("dragover", (/** @type {DragEvent} */ event) => event.preventDefault());
    this.screen.addEventListener("drop", (/** @type {DragEvent} */ event) => {
      event.preventDefault();
      const [file] = event.dataTransfer?.files ?? [];
      if (file) void this.attach.file(file);
    });
  }
}
