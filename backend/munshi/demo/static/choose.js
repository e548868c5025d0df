/** The rows of a list message, in a sheet: choose one, then send. */

import { h, icon } from "./dom.js";

/** @typedef {import("./types.js").Message} Message */

let groups = 0;

/**
 * @param {import("./sheet.js").Sheets} sheets
 * @param {Message} message
 * @param {(row: {id: string, title: string, description?: string}) => void} chosen
 */
export function chooseRow(sheets, message, chosen) {
  const { action, header } = message.content.interactive;
  const group = `rows-${++groups}`;
  const rows = action.sections.flatMap((/** @type {any} */ section) => section.rows);
  const send = h("button", { type: "submit", class: "send-choice", disabled: true }, icon("send"), "Send");
  const form = h("form", { class: "sheet-body rows", onchange: () => (send.disabled = false) });
  form.addEventListener("submit", (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const id = new FormData(form).get(group);
    sheets.close();
    chosen(rows.find((/** @type {any} */ row) => row.id === id));
  });
  for (const section of action.sections) form.append(...section_(section, group));
  form.append(h("footer", {}, send));
  sheets.show(header?.text ?? action.button, [form], "list-sheet");
}

/** @param {any} section @param {string} group */
function section_(section, group) {
  const title = section.title ? [h("h3", {}, section.title)] : [];
  return [...title, ...section.rows.map((/** @type {any} */ row) => choice(row, group))];
}

/** @param {any} row @param {string} group */
function choice(row, group) {
  const text = h(
    "span",
    { class: "choice-text", dir: "auto" },
    row.title,
    row.description && h("small", {}, row.description),
  );
  return h("label", {}, text, h("input", { type: "radio", name: group, value: row.id, required: true }));
}
