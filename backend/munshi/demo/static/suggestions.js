/**
 * What a newcomer can say, by kind of business and by role, in three languages; every line is one that the
 * assistant answers. `\n` begins a new line, as in a list typed on a phone.
 */

/** @typedef {"hi" | "hinglish" | "en"} Language */
/** @typedef {Record<Language, string[]>} Lines */

/** @type {Record<Language, string>} in the language itself */
export const LANGUAGES = { hi: "हिन्दी", hinglish: "Hinglish", en: "English" };

/** @type {Record<string, Lines>} */
const ORDERING = {
  shop: {
    hi: ["2 किलो आटा, आधा किलो पनीर और एक दर्जन अंडे भेज दो भैया", "1 किलो चीनी\nपाव किलो चाय पत्ती\n2 लीटर दूध"],
    hinglish: [
      "2 kilo aata, aadha kilo paneer aur ek darjan ande bhej do bhaiya",
      "1 kilo cheeni\npaav kilo chai patti\n2 litre doodh",
    ],
    en: [
      "Please send 2 kg flour, half a kg paneer and a dozen eggs",
      "Please bring:\n2 kg sugar\n3 kg potatoes\n2 kg onions",
    ],
  },
  restaurant: {
    hi: ["4 समोसे और 4 मसाला चाय", "2 दाल तड़का, 6 तंदूरी रोटी और 1 जीरा राइस भेज दो"],
    hinglish: ["4 samose aur 4 masala chai", "2 dal tadka, 6 tandoori roti aur 1 jeera rice bhej do"],
    en: ["Please send 4 samosas and 4 masala tea", "I want 1 paneer butter masala and 4 butter naan"],
  },
  repair: {
    hi: ["1 मिक्सर जार और 2 एलईडी बल्ब चाहिए", "एक टीवी रिमोट भेज दो"],
    hinglish: ["1 mixer jar aur 2 LED bulb chahiye", "ek TV remote bhej do"],
    en: ["I need 1 mixer jar and 2 Philips LED bulbs", "Please send one TV remote"],
  },
};

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
 * @returns {Lines}
 */
export function suggestions(kind, roles) {
  const groups = [...(kind === "workshop" ? atWork(roles) : atTheCounter(kind, roles)), FOR_EVERYBODY];
  const lines = (/** @type {Language} */ language) => [
    ...new Set(groups.flatMap((group) => group[language])),
  ];
  return { hi: lines("hi"), hinglish: lines("hinglish"), en: lines("en") };
}

/** @param {string} kind @param {string[]} roles */
function atTheCounter(kind, roles) {
  const customer = roles.length === 0 || roles.includes("customer");
  return customer && kind in ORDERING ? [ORDERING[kind], AFTERWARDS] : [];
}

/** @param {string[]} roles */
function atWork(roles) {
  const decides = roles.includes("manager") || roles.includes("owner");
  if (decides) return [DECIDING, WORKING];
  return roles.includes("employee") ? [WORKING] : [];
}
