/** The attach menu, and the look at a file before it is sent. */

import { h, icon } from "./dom.js";
import { fitPhoto } from "./photo.js";

/** @typedef {(type: "image" | "document", file: File, caption: string) => void} SendFile */

const DOCUMENTS = ".pdf,.txt,.csv,.doc,.docx,.xls,.xlsx,.ppt,.pptx,.jpg,.jpeg,.png";
const LONGEST_CAPTION = 1024;

export class Attach {
  /** @param {import("./sheet.js").Sheets} sheets @param {{send: SendFile, place: () => void}} on */
  constructor(sheets, on) {
    this.sheets = sheets;
    this.on = on;
  }

  menu() {
    const entry = (
      /** @type {string} */ picture,
      /** @type {string} */ name,
      /** @type {() => void} */ onclick,
    ) =>
      h(
        "button",
        { type: "button", class: `attach-${picture}`, onclick },
        h("span", {}, icon(picture)),
        name,
      );
    const choices = [
      entry("photo", "Photo", () => this.#pick("image/*", false)),
      matchMedia("(pointer: coarse)").matches && entry("camera", "Camera", () => this.#pick("image/*", true)),
      entry("document", "Document", () => this.#pick(DOCUMENTS, false)),
      entry("place", "Location", () => this.on.place()),
    ];
    this.sheets.show("Attach", [h("div", { class: "sheet-body attach-menu" }, choices)], "menu");
  }

  /** @param {string} accept @param {boolean} camera */
  #pick(accept, camera) {
    this.sheets.close();
    const input = h("input", { type: "file", accept, capture: camera && "environment" });
    input.addEventListener("change", () => input.files[0] && this.file(input.files[0], accept === "image/*"));
    input.click();
  }

  /** Shows a file and asks for a caption. @param {File} file @param {boolean} [photo] */
  async file(file, photo = file.type.startsWith("image/")) {
    const picture = photo ? await fitPhoto(file).catch(() => null) : null;
    this.#look(picture ?? file, picture ? "image" : "document");
  }

  /** @param {File} file @param {"image" | "document"} type */
  #look(file, type) {
    const address = type === "image" ? URL.createObjectURL(file) : null;
    const sight = address
      ? h("img", { src: address, alt: file.name, class: "look-photo" })
      : h(
          "div",
          { class: "look-file" },
          icon("document"),
          h("strong", {}, file.name),
          h("small", {}, `${Math.ceil(file.size / 1024)} kB`),
        );
    const caption = h("input", {
      name: "caption",
      maxlength: LONGEST_CAPTION,
      placeholder: "Add a caption",
      "aria-label": "Caption",
      dir: "auto",
      autocomplete: "off",
    });
    const send = h("button", { type: "submit", class: "send", "aria-label": "Send" }, icon("send"));
    const form = h(
      "form",
      { class: "sheet-body look" },
      sight,
      h("div", { class: "look-foot" }, caption, send),
    );
    form.addEventListener("submit", (/** @type {SubmitEvent} */ event) => {
      event.preventDefault();
      this.sheets.close();
      this.on.send(type, file, caption.value.trim());
    });
    this.sheets.show(type === "image" ? "Send photo" : "Send document", [form], "tall");
  }
}
