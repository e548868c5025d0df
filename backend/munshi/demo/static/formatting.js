/** WhatsApp's text formatting, as elements: *bold* _italic_ ~strike~ `code` ```block```, quotes, lists, links. */

import { h } from "./dom.js";

const FENCE = /```([\s\S]+?)```/;
const MARKS = /(?<![\p{L}\p{N}])(?:([*_~])(?=\S)(.+?)(?<=\S)\1|`([^`\n]+)`)(?![\p{L}\p{N}])/u;
const LINK = /\bhttps?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]]/;
const TAGS = { "*": "strong", _: "em", "~": "s" };
const LINES = [
  { kind: "quote", mark: /^> / },
  { kind: "bullet", mark: /^[-*] / },
  { kind: "number", mark: /^(\d{1,2})\. / },
];
const EMOJI =
  /^(?:\p{Extended_Pictographic}[\u{1F3FB}-\u{1F3FF}\uFE0F]?(?:\u200D\p{Extended_Pictographic}\uFE0F?)*\s?){1,3}$/u;

/**
 * @param {string} text as typed or sent
 * @returns {HTMLElement[]} blocks, at least one
 */
export function formatted(text) {
  return text.split(FENCE).flatMap((part, position) => {
    if (position % 2) return [h("pre", {}, part.replace(/^\n|\n$/g, ""))];
    const trimmed = part.replace(position ? /^\n|\n$/g : /\n$/g, "");
    return trimmed || text === part ? blocks(trimmed) : [];
  });
}

/** @param {string} text @returns {Node[]} bold, italic, struck, code and links within a line */
export function inline(text) {
  const link = LINK.exec(text);
  const mark = MARKS.exec(text);
  if (link && (!mark || link.index <= mark.index)) return [...around(text, link, anchor(link[0]))];
  if (!mark) return text ? [document.createTextNode(text)] : [];
  const element = mark[3]
    ? h("code", {}, mark[3])
    : h(TAGS[/** @type {"*"} */ (mark[1])], {}, ...inline(mark[2]));
  return [...around(text, mark, element)];
}

/** @param {string} text @returns {string} the text without its marks, in one line, for previews */
export function plain(text) {
  const words = (/** @type {Element} */ block) =>
    block.children.length && /^[OU]L$/.test(block.tagName)
      ? [...block.children].map((item) => item.textContent)
      : [block.textContent];
  return formatted(text).flatMap(words).join(" ").replace(/\s+/g, " ").trim();
}

/** @param {string} text whether it is nothing but one to three emoji, which are shown large */
export const onlyEmoji = (text) => EMOJI.test(text);

/** @param {string} text */
function blocks(text) {
  /** @type {{kind: string, lines: string[]}[]} */
  const found = [];
  for (const line of text.split("\n")) {
    const kind = LINES.find(({ mark }) => mark.test(line))?.kind ?? "text";
    if (found.at(-1)?.kind === kind) found.at(-1)?.lines.push(line);
    else found.push({ kind, lines: [line] });
  }
  return found.map(({ kind, lines }) => block(kind, lines));
}

/** @param {string} kind @param {string[]} lines */
function block(kind, lines) {
  if (kind === "text") return h("div", { class: "lines" }, ...inline(lines.join("\n")));
  const { mark } = /** @type {{mark: RegExp}} */ (LINES.find((each) => each.kind === kind));
  if (kind === "quote")
    return h("blockquote", {}, ...inline(lines.map((line) => line.replace(mark, "")).join("\n")));
  const items = lines.map((line) => h("li", {}, ...inline(line.replace(mark, ""))));
  const start = kind === "number" ? { start: mark.exec(lines[0])?.[1] } : {};
  return h(kind === "number" ? "ol" : "ul", start, ...items);
}

/** @param {string} address */
const anchor = (address) => h("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, address);

/** @param {string} text @param {RegExpExecArray} match @param {Node} element */
function* around(text, match, element) {
  yield* inline(text.slice(0, match.index));
  yield element;
  yield* inline(text.slice(match.index + match[0].length));
}
