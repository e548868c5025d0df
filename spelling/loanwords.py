"""English words of the shop and the office, each as it is spelt, the spelling whose key it gets last."""

import re
from collections.abc import Iterator

from spelling.script import clean, is_devanagari, romanise

_SPELLINGS = """
maggi मैगी | maggie मैगी | shampoo शैम्पू | bag बैग | bags बैग | packet पैकेट | packets पैकेट | pack पैक
pkt पैकेट | pkts पैकेट | bottle बोतल | bottles बोतल | biscuit बिस्कुट | biscuits बिस्कुट | biskit बिस्कुट
chocolate चॉकलेट | cake केक | juice जूस | rice राइस | ice आइस | icecream आइसक्रीम | tea टी | paste पेस्ट
toothpaste टूथपेस्ट | colgate कोलगेट | brush ब्रश | toothbrush टूथब्रश | surf सर्फ | tide टाइड
phenyl फिनाइल | lizol लाइजॉल | lux लक्स | lifebuoy लाइफबॉय | dove डव | bourbon बॉर्बन | oreo ओरियो
monaco मोनैको | lays लेज | leys लेज | coke कोक | sprite स्प्राइट | drinks ड्रिंक | butter बटर | cheese चीज़
bread ब्रेड | sugar शुगर | salt सॉल्ट | oil ऑयल | powder पाउडर | sauce सॉस | ketchup केचप | jam जैम
noodles नूडल्स | noodle नूडल्स | flakes फ्लेक्स | mustard मस्टर्ड | refined रिफाइंड | fortune फॉर्च्यून
dabur डाबर | everest एवरेस्ट | nescafe नेस्कैफे | label लेबल | black ब्लैक | white व्हाइट | large लार्ज
small स्मॉल | medium मीडियम | half हाफ | plate प्लेट | plates प्लेट | piece पीस | pieces पीस | pcs पीस
pc पीस | dozen दर्जन | litre लीटर | litres लीटर | liters लीटर | ltr लीटर | kilos किलो | kg किलो | kgs किलो
grams ग्राम | gm ग्राम | gms ग्राम | boxes बॉक्स | can कैन | pouch पाउच | tube ट्यूब | orders ऑर्डर
oder ऑर्डर | cancel कैंसिल | cancle कैंसिल | cancil कैंसिल | cansel कैंसिल | delivery डिलीवरी
delivered डिलीवर | deliver डिलीवर | track ट्रैक | status stts स्टेटस | invoice invc invce इनवॉइस | cash कैश
online ऑनलाइन
price प्राइस | rate रेट | discount डिस्काउंट | menu मेन्यू | store स्टोर | home होम | address एड्रेस
number नंबर | time टाइम | late लेट | call कॉल | phone फोन | mobile मोबाइल | message मैसेज
language लैंग्वेज | english इंग्लिश | change chng chnge changes चेन्ज चेंज | add ऐड | remove रिमूव
update अपडेट
quantity क्वांटिटी | item आइटम | items आइटम | product प्रोडक्ट | confirm कन्फर्म | conform कन्फर्म | yes यस
thank थैंक | evening इवनिंग | night नाइट | bye बाय | sir सर | madam मैडम | leave लीव | ticket tckt tkt टिकट
service सर्विस | repair रिपेयर | technician टेक्नीशियन | charger chrger chrgr चार्जर | battery बैटरी | cover कवर
cable केबल | fan फैन | fridge फ्रिज | machine मशीन | washing वॉशिंग | light लाइट | bulb बल्ब | led एलईडी
mcb एमसीबी | pvc पीवीसी | cfl सीएफएल | lg एलजी | capacitor कैपेसिटर कपैसिटर | regulator रेगुलेटर | chimney चिमनी
winding वाइंडिंग | magnetron मैग्नेट्रॉन | terminal टर्मिनल | fuse फ्यूज फ़्यूज | backlight बैकलाइट | gasket गैस्केट
thermostat थर्मोस्टेट | distilled डिस्टिल्ड डिस्टिल | power पावर पॉवर
remote रिमोट | iron आयरन | ac एसी | tv टीवी | usb यूएसबी | ups यूपीएस | burger बर्गर | sandwich सैंडविच
soup सूप | veg वेज | chicken चिकन | fry फ्राई | fried फ्राइड | momos मोमोज | cutlet कटलेट | special स्पेशल
spice स्पाइस | match मैच | matchbox माचिस | candle कैंडल | paper पेपर | tissue टिशू | napkin नैपकिन
detergent डिटर्जेंट | sanitary सैनिटरी | pad पैड | diaper डायपर | razor रेज़र | blade ब्लेड | gel जेल
facewash फेसवॉश | handwash हैंडवॉश | wash वॉश | perfume परफ्यूम | deo डिओ | honey हनी | almond आलमंड
cashew कैश्यू | apple एप्पल | orange ऑरेंज | lemon लेमन | onion अनियन | potato पोटैटो | tomato टोमैटो
curd कर्ड | office ऑफिस | manager mnager mngr manger मैनेजर
# billing and money
invoices invois invoce invioce inovice इन्वॉइस इनवाइस इन्वाइस इन्वॉयस इनवॉयस इनवॉइस
payment pymnt pemnt paymet payments pymt pmt paymnt pement पेमेन्ट पेमेंट | paid पेड | unpaid अनपेड
balance blance blnc balence ballance balanc बैलेन्स बेलेंस बैलंस बैलेंस | amount amt amont अमाउन्ट अमाउंट
due dues ड्यूज ड्यू | receipt reciept receit receipts रिसिप्ट रिसीट | gst जीएसटी | upi यूपीआई | qr क्यूआर
otp ओटीपी | emi ईएमआई | pdf पीडीएफ | utr यूटीआर | link links लिंक | bank banks बैंक
account acount accnt खाताअकाउंट अकाउन्ट एकाउंट अकाउंट | transfer transfr ट्रान्सफर ट्रांसफर
transaction transactions ट्रांजेक्शन ट्रांजैक्शन | gpay जीपे | google गूगल | phonepe phonepay fonpe फोनपे
paytm पेटीएम | whatsapp watsapp whatsap व्हाट्सऐप व्हाट्सएप वाट्सएप व्हाट्सअप | cheque check chek चेक
credit क्रेडिट | debit डेबिट | card कार्ड | refund रिफन्ड रिफंड | advance advanse एडवान्स एडवांस | tax टैक्स
total टोटल | pending pendin पेन्डिंग पेंडिंग | done डन | complete कंप्लीट कम्प्लीट | receive रिसीव
received रिसीव्ड | screenshot स्क्रीनशॉट | scan स्कैन | copy कॉपी | print प्रिंट | duplicate डुप्लिकेट
month मंथ | monthly मंथली | weekly वीकली | daily डेली | last लास्ट | scanner स्कैनर
# service
warranty waranty warrenty warrantee warrany varanti वारन्टी वॉरंटी वारंटी
guarantee guaranty garanti गारन्टी गारंटी
complaint complain complaints complane complent कंप्लेन्ट कम्प्लेंट कंप्लेन कम्प्लेन कंप्लेंट
technicians technican technitian techician tecnician technision technishian टेक्निशियन टेक्नीशियन
mechanic mechanik mecanic mechenic मैकेनिक | engineer engineers enginear इंजीनियर
visit visits विज़िट विजिट | services servis servise sarvis सर्विसिंग सर्विस | servicing सर्विसिंग
installation instalation installetion इन्स्टालेशन इंस्टालेशन इंस्टॉलेशन | install instal इंस्टॉल
repairing रिपेयरिंग | spare स्पेयर | part parts पार्ट्स पार्ट | serial cereal सीरियल | model मॉडल
register रजिस्टर | registration रजिस्ट्रेशन | expire expiry एक्सपायर | valid वैलिड | feedback फीडबैक
rating रेटिंग | star stars स्टार | problem problems prblm problam प्रॉब्लम्स प्रॉब्लम | issue issues इश्यू
damage डैमेज | damaged डैमेज्ड | broken ब्रोकन | leak लीक | leakage लीकेज | cooling cuoling कूलिंग
frige frij फ्रीज फ्रिज | freezer फ्रीजर | refrigerator रेफ्रिजरेटर | cooler कूलर | geyser geezer giser गीज़र
inverter invertor invarter inwarter इनवर्टर इन्वर्टर | motor मोटर | pump पंप | filter फिल्टर | ro आरओ
amc एएमसी | tap टैप | pipe पाइप | compressor कंप्रेसर | gas गैस | stove स्टोव | mixer mixie मिक्सी मिक्सर
grinder ग्राइंडर | washer वॉशर | microwave माइक्रोवेव | oven ओवन | television टेलीविज़न | laptop लैपटॉप
computer कंप्यूटर | display डिस्प्ले | screen स्क्रीन | speaker स्पीकर | switch स्विच | wire वायर
wiring वायरिंग | electrician electrishan इलेक्ट्रीशियन इलेक्ट्रिशियन | electric इलेक्ट्रिक
plumber plumbar प्लम्बर प्लंबर | replace रिप्लेस | replacement रिप्लेसमेंट | return रिटर्न
exchange एक्सचेंज | defective डिफेक्टिव | missing मिसिंग | wrong rong रॉन्ग रॉंग | quality क्वालिटी
urgent argent urjent arjent अर्जेन्ट अर्जेंट | appointment अपॉइंटमेंट | booking बुकिंग | book बुक
schedule शेड्यूल | reschedule रीशेड्यूल | slot स्लॉट | postpone पोस्टपोन | noise नॉइज़ | sound साउंड
start स्टार्ट | stop स्टॉप
# stationery and computers
geometry ज्योमेट्री ज्यामेट्री जॉमेट्री | cartridge cartrige कार्टरिज कार्ट्रिज | keyboard कीबोर्ड | motherboard मदरबोर्ड
adapter adaptor अडैप्टर एडेप्टर एडाप्टर | stapler स्टेपलर | sharpener शार्पनर | eraser इरेजर इरेज़र | notebook नोटबुक
calculator कैलकुलेटर | crayon क्रेयॉन | crayons क्रेयॉन्स | scissors सिजर | scale स्केल | tape टेप | glue ग्लू | mouse माउस
camera कैमरा | gb जीबी | ssd एसएसडी | dvr डीवीआर | hdmi एचडीएमआई | pcb पीसीबी | wireless वायरलेस
# leave and office
holiday holidays holyday holliday hollyday हॉलीडे हॉलिडेज हॉलिडे | sick sik सिक
casual casuel कैज़ुअल कैजुअल | earned अर्न्ड | full फुल | absent एब्सेंट | present प्रेज़ेंट | shift शिफ्ट
duty duity ड्यूटी | apply aply अप्लाई | application aplication एप्लिकेशन एप्लीकेशन
approve apprv aprv apprve aprove approv apruv aproov अप्रूव्ह एप्रूव अप्रूव | approved aproved अप्रूव्ड
approval aproval approvals अप्रूवल | reject regect rejct rijekt रिजैक्ट रिजेक्ट | rejected रिजेक्टेड
request requests reqest rikwest रिक्वेस्ट्स रिक्वेस्ट | team टीम | managar maneger मेनेजर मैनेजर | boss बॉस
owner ओनर | staff स्टाफ | employee employees एम्प्लॉई | salary salry sallary selary सेलरी सैलरी | bonus बोनस
overtime ओवरटाइम | emergency emergancy इमर्जेंसी इमरजेंसी | fever फीवर | doctor dr docter डाक्टर डॉक्टर
hospital hospitel हास्पिटल हॉस्पिटल | medical मेडिकल | medicine medicin मेडिसिन | marriage मैरिज
family फैमिली | function फंक्शन | exam एग्ज़ाम एग्जाम | school स्कूल | college कॉलेज | festival फेस्टिवल
weekend वीकेंड | week weeks वीक | early अर्ली | permission परमिशन | train ट्रेन | flight फ्लाइट
station स्टेशन | january janury janaury जनवरी | february febuary फरवरी | april अप्रैल | june जून | july जुलाई
august ऑगस्ट अगस्त | september septembar सेप्टेंबर सेप्टेम्बर सितम्बर सितंबर
october octobar ऑक्टोबर अक्तूबर अक्टूबर | november novembar नोवेंबर नवम्बर नवंबर
december decembar डिसेंबर दिसम्बर दिसंबर
monday मन्डे मंडे | tuesday tusday tuseday ट्यूज़डे ट्यूजडे
wednesday wensday wednsday wedensday वेडनेसडे वेन्सडे वेडनसडे | thursday thrusday thusday थर्सडे
friday fridy फ्राइडे | saturday satarday saterday सैटरडे | sunday sundy सन्डे संडे | morning mornin मॉर्निंग
afternoon आफ्टरनून | noon नून | tonight टुनाइट | date dates डेट | year ईयर | hour hours hrs आवर
minute minutes mins मिनिट मिनट | second सेकंड
# expenses
claim claims kleim clame claime क्लेम्स क्लेम
reimbursement reimbursment reimburesment rembursement reembursement रीइंबर्समेंट रीइम्बर्समेंट रिइंबर्समेंट रिइम्बर्समेंट
reimburse रीइम्बर्स रिइम्बर्स | expense expenses expence expance एक्सपेन्स एक्सपेंसेस एक्सपेंस
petrol petrole पेट्रोल | diesel deisel डीज़ल डीजल | taxi टैक्सी | cab कैब | auto ऑटो
travel travell ट्रेवल ट्रैवल | toll टोल | parking पार्किंग | hotel होटल | lunch लंच | dinner डिनर
breakfast ब्रेकफास्ट | stationery stationary स्टेशनरी | recharge richarge रीचार्ज रिचार्ज | internet इंटरनेट
courier कूरियर | tickets टिकट
# owner
stock stok stocks स्टाक स्टॉक | sale sales सेल्स सेल | summary समरी | report reports रिपोर्ट
collection कलेक्शन | profit प्रॉफिट | cashbook कैशबुक | customer customers custmer coustomer कस्टमर्स कस्टमर
supplier सप्लायर | entry एंट्री | record रिकॉर्ड | opening ओपनिंग | closing क्लोज़िंग क्लोजिंग | close क्लोज
open ओपन | godown गोडाउन | carton कार्टन | out आउट | finish finished फिनिश | zero ज़ीरो
# orders and talk
order ordrs ordr odr आर्डर ऑर्डर्स ऑर्डर
cancell cncl cncel cancal canel cancelled canceled केंसिल कैन्सिल कैंसल केंसल कैंसिल | cart कार्ट | list लिस्ट
repeat रिपीट | reorder रीऑर्डर | delivry delevery dilivery delivary dlivery डिलिवरी डेलिवरी डिलीवरी
diliver डिलिवर डिलीवर | charge charges चार्जेस चार्ज | minimum मिनिमम | location लोकेशन | area एरिया
adress addres addrs adres अड्रेस ऐड्रेस एड्रेस | numbers nmbr numbar nambar नम्बर नंबर | contact कॉन्टैक्ट
shop शॉप | shopping शॉपिंग | market मार्केट | mall मॉल
available avalable availble avilable availabel अवेलेबल | availability अवेलेबिलिटी | offer offers ऑफर
discont डिस्काउन्ट डिस्काउंट | prices prais प्राइज़ प्राइस | rates रेट्स रेट | cost कॉस्ट
menue मीनू मेनू मेन्यू | speshal स्पेशल | pizza पिज़्ज़ा पिज्जा | roll रोल | thali थाली | combo कॉम्बो
stetus statas staus स्टेट्स स्टेटस | trak ट्रैक | tracking ट्रैकिंग | confrm कंफर्म कन्फर्म | updet अपडेट
messages msg msgs mesage मेसेज मैसेज | send सेंड | unsubscribe अनसब्सक्राइब | subscribe सब्सक्राइब
help हेल्प | support सपोर्ट | care केयर | human ह्यूमन | person पर्सन | agent एजेंट | executive एग्जीक्यूटिव
talk टॉक | speak स्पीक | callback कॉलबैक | welcome वेलकम | sorry sory सॉरी | great ग्रेट | nice naice नाइस
super सुपर | best बेस्ट | excellent एक्सीलेंट | happy हैप्पी | birthday बर्थडे | langauge laguage लैंग्वेज
inglish इंगलिश इंग्लिश | photo फोटो | video वीडियो | file फाइल | form फॉर्म | id आईडी | reference रेफरेंस
details detail डिटेल | egg eggs एग | milk मिल्क | water वाटर | parcel parsal पार्सल | extra एक्स्ट्रा
regular रेगुलर | double डबल | single सिंगल
timing timings टाइमिंग | website वेबसाइट | email ईमेल | fail failed फेल | purchase purchased परचेस परचेज
period पीरियड
expired एक्सपायर्ड | packing पैकिंग | plug प्लग | circuit सर्किट
# what is sold
mutton मटन | schezwan शेज़वान शेजवान | jumbo जंबो | grilled ग्रिल्ड | omelette ऑमलेट आमलेट | boiled बॉइल्ड
gravy ग्रेवी | dry ड्राई | shake शेक | milkshake मिल्कशेक | mango मैंगो | strawberry स्ट्रॉबेरी
butterscotch बटरस्कॉच | truffle ट्रफल | pineapple पाइनएप्पल पाइनेपल | pastry पेस्ट्री | brownie ब्राउनी | puff पफ
croissant क्रोइसां | prawns प्रॉन्स | boneless बोनलेस | breast ब्रेस्ट | crate क्रेट | jug जग
deposit डिपॉज़िट डिपॉजिट | stand स्टैंड | manual मैनुअल | cube क्यूब | cubes क्यूब्स | slab स्लैब | thums थम्स
element एलिमेंट | watt वॉट वाट | ton टन | meter मीटर | stabilizer स्टेबलाइज़र स्टेबलाइजर | relay रिले | valve वाल्व
door डोर | indoor इनडोर | outdoor आउटडोर | refill रिफिल | general जनरल | universal यूनिवर्सल | cement सीमेंट
screw स्क्रू | hammer हैमर | primer प्राइमर | emulsion इमल्शन | enamel इनेमल | sandpaper सैंडपेपर | plywood प्लाईवुड
hinge हिंज | handle हैंडल | basin बेसिन | shower शावर | tank टैंक | clutch क्लच | brake ब्रेक | shoe शू | engine इंजन
headlight हेडलाइट | indicator इंडिकेटर | puncture पंचर | silencer साइलेंसर | activa एक्टिवा | pulsar पल्सर
bike बाइक | capsule कैप्सूल | syrup सिरप | inhaler इनहेलर | bandage बैंडेज | thermometer थर्मामीटर
sanitizer सैनिटाइज़र सैनिटाइजर | cotton कॉटन | glucose ग्लूकोज | calcium कैल्शियम | paracetamol पैरासिटामोल
digene डाइजीन | eno ईनो | conditioner कंडीशनर | tempered टेम्पर्ड | earphone ईयरफोन | headphone हेडफोन
charging चार्जिंग | touch टच | jack जैक | pendrive पेनड्राइव | rubber रबर | envelope एनवेलप | lamination लेमिनेशन
xerox ज़ेरॉक्स जेरॉक्स | fertilizer फर्टिलाइज़र | urea यूरिया | sprayer स्प्रेयर | hybrid हाइब्रिड | toned टोन्ड
yogurt योगर्ट | wafers वेफर्स | cornflakes कॉर्नफ्लेक्स | mayonnaise मेयोनीज़ मेयोनीज | baking बेकिंग
vermicelli वर्मीसेली | induction इंडक्शन | purifier प्यूरीफायर | membrane मेम्ब्रेन | carbon कार्बन
tubelight ट्यूबलाइट | decorative डेकोरेटिव | garbage गार्बेज | dustbin डस्टबिन | bucket बकेट | mug मग | ariel एरियल
comfort कम्फर्ट | allout ऑलआउट | mortein मॉर्टीन | balloon बैलून | cap कैप | shirt शर्ट | size साइज़ साइज | blue ब्लू
original ओरिजिनल | company कंपनी | premium प्रीमियम | baby बेबी | diapers डायपर्स | wipes वाइप्स
multigrain मल्टीग्रेन | ginger जिंजर | cardamom कार्डमम | cutting कटिंग | table टेबल | coupon कूपन | colour color कलर
labour labor लेबर | tablet tablets टैबलेट्स टैबलेट | cup cups कप्स कप | cookie cookies कुकीज़ कुकीज कुकी | वॉटर वाटर
tyre tire टायर | tayyar tayar तैयार
"""


def _read(spellings: str) -> Iterator[tuple[str, str]]:
    for entry in filter(None, map(str.split, re.split(r"[|\n]", re.sub(r"(?m)^#.*", "", spellings)))):
        sound = romanise(clean(entry[-1]))
        for spelling in map(clean, entry[:-1]):
            yield (romanise(spelling) if is_devanagari(spelling) else spelling), sound


LOANWORDS: dict[str, str] = dict(_read(_SPELLINGS))
