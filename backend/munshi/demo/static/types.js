/**
 * The shapes that travel between the page and the simulator, and those that the page makes of them.
 *
 * @typedef {{id: ?string, mime_type: string, filename: ?string, size: number, url?: string}} Media
 *   A file; `url` is set while only this page has it.
 *
 * @typedef {"pending"|"unsent"|"refused"|"accepted"|"sent"|"undelivered"|"delivered"|"read"|"failed"} Ticks
 *   The first three exist on this page only: under way, not posted for want of a connection, refused for good.
 *
 * @typedef {object} Message
 * @property {?string} wamid         Meta's id; null until the simulator has given one
 * @property {string} number         the business's phone number id
 * @property {string} person         the WhatsApp id of the person
 * @property {boolean} from_business
 * @property {string} at             ISO 8601
 * @property {Object<string, any>} content  as in Meta's API: `type`, and under that name the rest
 * @property {Ticks} state
 * @property {?string} context       the wamid of the message that is quoted
 * @property {?string} client_id     this page's id of what it has posted
 * @property {?string} error
 * @property {?Media} media
 * @property {boolean} [by_hand]     whether somebody of the business wrote it in WhatsApp's own app
 *
 * @typedef {{person: string, name: string, roles: string[], language: ?string}} Player
 * @typedef {{name: Record<"hi" | "hinglish" | "en", string>, quantity: string, unit: string}} Good
 * @typedef {{number: string, display_number: string, name: string, kind: string, address: ?string, people: Player[], goods: Good[]}} Stage
 *
 * @typedef {object} Chat
 * @property {string} key            `number/person`
 * @property {string} number
 * @property {string} person
 * @property {string} name
 * @property {number} unread
 * @property {?Message} last
 * @property {?Message[]} messages   null until a phone has opened the chat
 * @property {?Promise<void>} reading  while the messages are read
 * @property {boolean} typing
 */
export {};
