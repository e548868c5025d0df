/** Writing to a person as the shop, as somebody of it would in WhatsApp's own app: then Munshi is silent there. */

import { h } from "./dom.js";

/** @param {import("./sheet.js").Sheets} sheets @param {string} business @param {(text: string) => Promise<any>} write */
export function writeAsShop(sheets, business, write) {
  const field = h("input", {
    "aria-label": `Message as ${business}`,
    placeholder: "Message",
    maxlength: 4096,
    required: true,
    autocomplete: "off",
    dir: "auto",
  });
  const trouble = h("p", { class: "trouble", role: "status", hidden: true }, "This could not be sent.");
  const form = h(
    "form",
    { class: "sheet-body as-shop" },
    h("p", {}, "As somebody of the shop in the WhatsApp Business app. Munshi is silent here from then on."),
    field,
    trouble,
    h("button", { type: "submit", class: "send-choice" }, "Send"),
  );
  form.addEventListener("submit", (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    write(field.value.trim()).then(
      () => sheets.close(),
      () => (trouble.hidden = false),
    );
  });
  sheets.show(`Write as ${business}`, [form], "list-sheet");
}
