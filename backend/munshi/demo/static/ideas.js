/** The suggestions, to click: in an empty chat and behind the bulb. */

import { h } from "./dom.js";
import { LANGUAGES } from "./suggestions.js";

/** @typedef {import("./suggestions.js").Language} Language */
/** @typedef {import("./suggestions.js").Lines} Lines */

const TAGS = { hi: "hi", hinglish: "hi-Latn", en: "en" };

/**
 * @param {Lines} lines
 * @param {Language} language the first to be shown
 * @param {(text: string) => void} say
 * @returns {HTMLElement}
 */
export function ideas(lines, language, say) {
  const list = h("div", { class: "idea-list" });
  const show = (/** @type {Language} */ chosen) => {
    const buttons = lines[chosen].map((text) =>
      h("button", { type: "button", class: "idea", lang: TAGS[chosen], onclick: () => say(text) }, text),
    );
    list.replaceChildren(...buttons);
    for (const tab of tabs) tab.setAttribute("aria-pressed", String(tab.dataset.language === chosen));
  };
  const tabs = /** @type {Language[]} */ (Object.keys(LANGUAGES)).map((each) =>
    h(
      "button",
      { type: "button", lang: TAGS[each], dataset: { language: each }, onclick: () => show(each) },
      LANGUAGES[each],
    ),
  );
  show(language in lines ? language : "hinglish");
  return h(
    "div",
    { class: "ideas" },
    h("div", { class: "languages", role: "group", "aria-label": "Language of the suggestions" }, tabs),
    list,
  );
}
