"""English words of the shop and the office, with the Devanagari spelling whose key they get."""

import re

from munshi_spelling.script import clean, romanise

_SPELLINGS = """
maggi मैगी | maggie मैगी | shampoo शैम्पू | bag बैग | bags बैग | packet पैकेट | packets पैकेट | pack पैक | pkt पैकेट
pkts पैकेट | bottle बोतल | bottles बोतल | biscuit बिस्कुट | biscuits बिस्कुट | biskit बिस्कुट
chocolate चॉकलेट | cake केक | juice जूस | rice राइस | ice आइस | icecream आइसक्रीम | tea टी | paste पेस्ट
toothpaste टूथपेस्ट | colgate कोलगेट | brush ब्रश | toothbrush टूथब्रश | surf सर्फ | tide टाइड
phenyl फिनाइल | lizol लाइजॉल | lux लक्स | lifebuoy लाइफबॉय | dove डव | bourbon बॉर्बन | oreo ओरियो
monaco मोनैको | lays लेज | leys लेज | coke कोक | sprite स्प्राइट | drinks ड्रिंक | butter बटर | cheese चीज़
bread ब्रेड | sugar शुगर | salt सॉल्ट | oil ऑयल | powder पाउडर | sauce सॉस | ketchup केचप | jam जैम
noodles नूडल्स | noodle नूडल्स | flakes फ्लेक्स | mustard मस्टर्ड | refined रिफाइंड | fortune फॉर्च्यून
dabur डाबर | everest एवरेस्ट | nescafe नेस्कैफे | label लेबल | black ब्लैक | white व्हाइट | large लार्ज
small स्मॉल | medium मीडियम | half हाफ | plate प्लेट | plates प्लेट | piece पीस | pieces पीस | pcs पीस
pc पीस | dozen दर्जन | litre लीटर | litres लीटर | liters लीटर | ltr लीटर | kilos किलो | kg किलो
kgs किलो | grams ग्राम | gm ग्राम | gms ग्राम | boxes बॉक्स | can कैन | pouch पाउच | tube ट्यूब
orders ऑर्डर | oder ऑर्डर | cancel कैंसिल | cancle कैंसिल | cancil कैंसिल | cansel कैंसिल
delivery डिलीवरी | delivered डिलीवर | deliver डिलीवर | track ट्रैक | status स्टेटस | invoice इनवॉइस
cash कैश | online ऑनलाइन | price प्राइस | rate रेट | discount डिस्काउंट | menu मेन्यू | store स्टोर
home होम | address एड्रेस | number नंबर | time टाइम | late लेट | call कॉल | phone फोन | mobile मोबाइल
message मैसेज | language लैंग्वेज | english इंग्लिश | change चेंज | add ऐड | remove रिमूव | update अपडेट
quantity क्वांटिटी | item आइटम | items आइटम | product प्रोडक्ट | confirm कन्फर्म | conform कन्फर्म
yes यस | thank थैंक | evening इवनिंग | night नाइट | bye बाय | sir सर | madam मैडम | leave लीव
ticket टिकट | service सर्विस | repair रिपेयर | technician टेक्नीशियन | charger चार्जर | battery बैटरी
cover कवर | cable केबल | fan फैन | fridge फ्रिज | machine मशीन | washing वॉशिंग | light लाइट | bulb बल्ब
led एलईडी | remote रिमोट | iron आयरन | ac एसी | tv टीवी | usb यूएसबी | ups यूपीएस | burger बर्गर
sandwich सैंडविच | soup सूप | veg वेज | chicken चिकन | fry फ्राई | fried फ्राइड | momos मोमोज
cutlet कटलेट | special स्पेशल | spice स्पाइस | match मैच | matchbox माचिस | candle कैंडल | paper पेपर
tissue टिशू | napkin नैपकिन | detergent डिटर्जेंट | sanitary सैनिटरी | pad पैड | diaper डायपर
razor रेज़र | blade ब्लेड | gel जेल | facewash फेसवॉश | handwash हैंडवॉश | wash वॉश | perfume परफ्यूम
deo डिओ | honey हनी | almond आलमंड | cashew कैश्यू | apple एप्पल | orange ऑरेंज | lemon लेमन
onion अनियन | potato पोटैटो | tomato टोमैटो | curd कर्ड | office ऑफिस | manager मैनेजर
"""

LOANWORDS: dict[str, str] = {
    latin: romanise(clean(devanagari))
    for latin, devanagari in (pair.split() for pair in re.split(r"[|\n]", _SPELLINGS.strip()))
}
