/**
 * What a newcomer can say, by kind of business and by role, in three languages; every line is one that the
 * assistant answers. `\n` begins a new line, as in a list typed on a phone.
 */

/** @typedef {"hi" | "hinglish" | "en"} Language */
/** @typedef {Record<Language, string[]>} Lines */

/** @type {Record<Language, string>} in the language itself */
export const LANGUAGES = { hi: "हिन्दी", hinglish: "Hinglish", en: "English" };

/** @typedef {import("./types.js").Good} Good */

/** @type {Record<Language, Record<string, string>>} units that are written out; of any other a bare number is enough */
const UNITS = {
  hi: { kg: "किलो", g: "ग्राम", l: "लीटर", ml: "मिली", packet: "पैकेट" },
  hinglish: { kg: "kilo", g: "gram", l: "litre", ml: "ml", packet: "packet" },
  en: { kg: "kg", g: "g", l: "litre", ml: "ml", packet: "packet" },
};

/** @type {Record<Language, {some: (list: string) => string, and: string}>} */
const ORDERING = {
  hi: { some: (list) => `${list} भेज दो`, and: "और" },
  hinglish: { some: (list) => `${list} bhej do`, and: "aur" },
  en: { some: (list) => `Please send ${list}`, and: "and" },
};

/** Orders of what the shop at hand has on its shelf. @param {Good[]} goods @returns {Lines} */
function ordering(goods) {
  const lines = (/** @type {Language} */ language) => {
    const wanted = goods.map(({ name, quantity, unit }) =>
      [quantity, UNITS[language][unit], name[language]].filter(Boolean).join(" "),
    );
    const { some, and } = ORDERING[language];
    if (wanted.length < 2) return wanted.map(some);
    return [some(`${wanted[0]} ${and} ${wanted[1]}`), wanted.join("\n")];
  };
  return { hi: lines("hi"), hinglish: lines("hinglish"), en: lines("en") };
}

/** @type {Lines} */
const AFTERWARDS = {
  hi: ["मेरा कार्ट दिखाओ", "मेरा ऑर्डर कहाँ पहुँचा?", "ऑर्डर कैंसिल कर दो"],
  hinglish: ["mera cart dikhao", "mera order kahan pahuncha?", "order cancel kar do"],
  en: ["Show my cart", "Where is my order?", "Cancel my order"],
};

/** @type {Lines} */
const FOR_EVERYBODY = {
  hi: ["नमस्ते", "आप क्या क्या कर सकते हो?"],
  hinglish: ["namaste bhaiya", "aap kya kya kar sakte ho?"],
  en: ["Good morning", "What can you do?"],
};

/** @type {Lines} for who works where leave and expenses are seen to */
const WORKING = {
  hi: ["मेरी कितनी छुट्टी बची है?", "कल छुट्टी चाहिए, घर पर काम है", "पेट्रोल के 250 रुपये लगे", "मेरे क्लेम का क्या हुआ?"],
  hinglish: [
    "meri kitni chhutti bachi hai?",
    "kal chhutti chahiye, ghar pe kaam hai",
    "petrol ke 250 rupaye lage",
    "mere claim ka kya hua?",
  ],
  en: [
    "How much leave do I have left?",
    "I need leave tomorrow",
    "I spent 250 rupees on petrol",
    "What happened to my claim?",
  ],
};

/** @type {Lines} for who decides there */
const DECIDING = {
  hi: ["क्या क्या पेंडिंग है?", "आज कौन छुट्टी पर है?"],
  hinglish: ["kya kya pending hai?", "aaj kaun chhutti par hai?"],
  en: ["What is waiting for my approval?", "Who is on leave today?"],
};

/**
 * @param {string} kind of the business: shop, restaurant, repair or workshop
 * @param {string[]} roles of the person; somebody unknown is a customer
 * @param {Good[]} goods some that the business sells now
 * @returns {Lines}
 */
export function suggestions(kind, roles, goods) {
  const groups = [...(kind === "workshop" ? atWork(roles) : atTheCounter(roles, goods)), FOR_EVERYBODY];
  const lines = (/** @type {Language} */ language) => [
    ...new Set(groups.flatMap((group) => group[language])),
  ];
  return { hi: lines("hi"), hinglish: lines("hinglish"), en: lines("en") };
}

/** @param {string[]} roles @param {Good[]} goods */
function atTheCounter(roles, goods) {
  const customer = roles.length === 0 || roles.includes("customer");
  return customer && goods.length ? [ordering(goods), AFTERWARDS] : [];
}

/** @param {string[]} roles */
function atWork(roles) {
  const decides = roles.includes("manager") || roles.includes("owner");
  if (decides) return [DECIDING, WORKING];
  return roles.includes("employee") ? [WORKING] : [];
}
