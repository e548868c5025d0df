/** The scrolling row of messages, with days between, kept at its end while the reader is there. */

import { Bubble } from "./bubble.js";
import * as clock from "./clock.js";
import { h, icon } from "./dom.js";
import { onSwipe } from "./swipe.js";

/** @typedef {import("./types.js").Message} Message */

const calm = matchMedia("(prefers-reduced-motion: reduce)");
const NEAR = 80; // pixels from the end that still count as being there

export class Log {
  /** @param {import("./bubble.js").Tools} tools @param {string} label */
  constructor(tools, label) {
    this.tools = tools;
    /** @type {Map<string, Bubble>} */
    this.bubbles = new Map();
    /** @type {Map<string, HTMLElement>} */
    this.days = new Map();
    this.typing = h(
      "div",
      { class: "row in first typing", hidden: true },
      h("div", { class: "bubble" }, h("i"), h("i"), h("i")),
    );
    this.list = h("div", { class: "messages", role: "log", "aria-label": label });
    this.scroller = h("div", { class: "scroller", tabindex: "0" }, this.list, this.typing);
    this.count = h("span", { class: "badge", hidden: true });
    this.toEnd = h(
      "button",
      {
        type: "button",
        class: "to-end",
        "aria-label": "To the newest message",
        hidden: true,
        onclick: () => this.end(calm.matches ? "instant" : "smooth"),
      },
      icon("down"),
      this.count,
    );
    this.element = h("div", { class: "log" }, this.scroller, this.toEnd);
    this.below = 0;
    this.scroller.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    new ResizeObserver(() => this.stuck && this.end()).observe(this.scroller);
    this.stuck = true;
    onSwipe(this.list, (row) => this.#of(row)?.reply());
  }

  /** @param {Message[]} messages @param {boolean} typing */
  show(messages, typing) {
    const before = this.bubbles.size;
    const rows = this.#rows(messages.filter((message) => message.content.type !== "reaction"));
    this.#arrange(rows);
    this.typing.hidden = !typing;
    const own = messages.at(-1)?.from_business === false && this.bubbles.size > before;
    if (!before || own) this.stuck = true;
    else if (!this.stuck) this.below += Math.max(0, this.bubbles.size - before);
    if (this.stuck) this.end();
    this.#tellBelow();
  }

  /** @param {ScrollBehavior} [behavior] */
  end(behavior = "instant") {
    this.scroller.scrollTo({ top: this.scroller.scrollHeight, behavior });
  }

  /** Brings a message before the eyes for a moment. @param {string} wamid */
  jump(wamid) {
    const row = this.#all().find((bubble) => bubble.message.wamid === wamid)?.element;
    row?.scrollIntoView({ block: "center", behavior: calm.matches ? "instant" : "smooth" });
    row?.focus({ preventScroll: true });
    row?.classList.add("found");
    setTimeout(() => row?.classList.remove("found"), 1500);
  }

  #all() {
    return [...this.bubbles.values()];
  }

  /** @param {HTMLElement} row */
  #of(row) {
    return this.#all().find((bubble) => bubble.element === row);
  }

  /** @param {Message[]} messages */
  #rows(messages) {
    /** @type {HTMLElement[]} */
    const rows = [];
    messages.forEach((message, position) => {
      const before = messages[position - 1];
      const newDay = !before || clock.dayOf(before.at) !== clock.dayOf(message.at);
      if (newDay) rows.push(this.#day(message.at));
      const bubble = this.#bubble(message);
      bubble.update(message, newDay || before.from_business !== message.from_business);
      rows.push(bubble.element);
    });
    return rows;
  }

  /** @param {Message} message */
  #bubble(message) {
    const key = message.client_id ?? message.wamid ?? "";
    const bubble = this.bubbles.get(key) ?? new Bubble(message, this.tools);
    this.bubbles.set(key, bubble);
    return bubble;
  }

  /** @param {string} moment */
  #day(moment) {
    const day = clock.dayOf(moment);
    const row = this.days.get(day) ?? h("div", { class: "day" }, h("span"));
    this.days.set(day, row);
    row.firstChild.textContent = clock.dayName(moment);
    return row;
  }

  /** Puts the rows in order and touches only what is new, so that a screen reader hears each once. @param {HTMLElement[]} rows */
  #arrange(rows) {
    rows.forEach((row, position) => {
      if (this.list.children[position] !== row)
        this.list.insertBefore(row, this.list.children[position] ?? null);
    });
    while (this.list.children.length > rows.length) this.list.lastElementChild?.remove();
    for (const [key, bubble] of this.bubbles) if (!bubble.element.isConnected) this.bubbles.delete(key);
  }

  #scrolled() {
    this.stuck = this.scroller.scrollHeight - this.scroller.scrollTop - this.scroller.clientHeight < NEAR;
    if (this.stuck) this.below = 0;
    this.#tellBelow();
  }

  #tellBelow() {
    this.toEnd.hidden = this.stuck;
    this.count.hidden = this.below === 0;
    this.count.textContent = String(this.below);
  }
}
