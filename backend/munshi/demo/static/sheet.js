/** A sheet that rises from the lower edge of one phone; the rest of that phone rests until it is gone. */

import { h, iconButton } from "./dom.js";

let ids = 0;

export class Sheets {
  /** @param {HTMLElement} phone whose other children rest meanwhile */
  constructor(phone) {
    this.phone = phone;
    /** @type {?HTMLElement} */
    this.open = null;
    /** @type {?HTMLElement} */
    this.before = null;
  }

  /**
   * @param {string} title
   * @param {import("./dom.js").Child[]} children
   * @param {string} [className]
   */
  show(title, children, className = "") {
    this.close();
    this.before = /** @type {HTMLElement} */ (document.activeElement);
    const id = `sheet-${++ids}`;
    const head = h(
      "header",
      {},
      h("h2", { id }, title),
      iconButton("close", "Close", () => this.close()),
    );
    const sheet = h(
      "div",
      { class: `sheet ${className}`, role: "dialog", "aria-modal": "true", "aria-labelledby": id },
      head,
      ...children,
    );
    const shade = h(
      "div",
      { class: "shade", onclick: (/** @type {Event} */ event) => event.target === shade && this.close() },
      sheet,
    );
    shade.addEventListener(
      "keydown",
      (/** @type {KeyboardEvent} */ event) => event.key === "Escape" && this.close(),
    );
    for (const child of this.phone.children) child.toggleAttribute("inert", true);
    this.phone.append(shade);
    this.open = shade;
    const first = sheet.querySelector(".sheet-body :is(button, input)") ?? sheet.querySelector("button");
    /** @type {HTMLElement} */ (first).focus({ preventScroll: true });
  }

  close() {
    if (!this.open) return;
    this.open.remove();
    this.open = null;
    for (const child of this.phone.children) child.toggleAttribute("inert", false);
    if (this.before?.isConnected) this.before.focus({ preventScroll: true });
  }
}
