"""Words that Hindi chats about orders, leave, bills and repairs are full of; what shortens one of them is
known."""

CHAT_WORDS = """
aaj kal parso narso abhi subah dopahar shaam raat baad pehle jaldi turant fatafat roz hafta hafte mahina
mahine saal din
dino ghanta ghante minute samay waqt agle agla pichla pichle pichli baje kabhi hamesha tab jab tak somvar
mangalvar
budhvar guruvar shukravar shanivar ravivar itvar
mujhe mujhko mera meri mere hamara hamari hamare humko hamein tumhara tumhari tumhe aapka aapki aapke aapko
uska uski
uske usko iska iski iske isko unka unki unke unko inka inki inke inko kiska kiski kiske kisko kisi apna apni
apne koi
kuch kaun kahan kaise kaisa kaisi kitna kitne kitni kyunki kyun jitna jitne itna itne itni utna utne jaise
jaisa waise aise aisa
lekin magar agar phir fir bhi sirf bas wala wale wali saath bina liye taraf wajah karan matlab
hai hain tha thi the nahi haan theek thik accha acche acchi sahi galat bilkul zaroor zaroorat zaroori shayad
pakka
bahut zyada thoda thodi thode kam aur bada badi bade chhota chhoti chhote naya nayi naye purana purani purane
sab sabhi saara saari dono poora poori aadha aadhi baaki alag dusra dusri dusre pehla pehli teesra
chahiye chahie chahta chahti chahte chahunga chahenge hoga hogi honge hona hota hoti hote hua hui hue
kar karo karna karni karne karta karti karte karke karega karegi karenge karunga karungi karwa karwao karwana
karwani karwaya
kiya kiye kijiye kijiyega kardo kardena kardijiye
bhej bhejo bhejna bhejni bhejne bhejiye bheja bheji bhejta bhejenge bhejega bhejunga bhejwa bhejwao bhejwana
bhijwa bhijwao
bhijwana bhijwaiye bhejdo bhejdena bhejdijiye bhijwado
dena deni dene dete deta dega degi denge dunga dungi dijiye dijiyega diya diye dedo dila dilao dilwao
lena leni lene lete leta lega lenge lunga lungi lijiye liya laana laao laya laye layega layenge lekar
milega milegi milenge mila mile mili milta milti milte milna milne
aana aane aata aati aate aaya aaye aayi aayega aayegi aayenge aaunga aaungi aakar
jaana jaane jaani jaata jaati jaate jaunga jaungi jayega jayegi jayenge jaldi gaya gaye gayi
raha rahe rahi rehna rehne rahega rahegi rahenge rahunga rahungi rehta rehti
sakta sakti sakte sakenge sakega sakunga sakungi paunga paungi payega payenge payi paya
batao bataiye batana batado bataya bata dikhao dikhana dikhaiye dikha dekho dekhna dekhiye dekha dekhte
dekhkar
bolo bolna bola boliye kaho kehna kaha kehte kahta suno sunna suniye suna samajh samjha samjhao samjhe
likho likhna likhiye likha likhlo likhdo likhwa likhwao padho padhna
rakho rakhna rakhiye rakha rakhdo rakhte rakhwa hatao hatana hatado hataiye hata hataya
badlo badal badalna badla badaldo badhao badhana badhado badha ghatao ghatana ghatado ghata
lagao lagana lagado lagaiye laga lagta lagti lagega lagi lage lagwa lagwao lagwana
mangwao mangwana mangwani mangwaya mangwa mangaya mangana manga mango
nikalo nikal nikalna nikaldo nikala daalo daalna daaldo dala dalwana jodo jodna joddo jod
chalu chalta chalti chalte chalega chalegi chalna chalo chalao chal chala band khola kholo khulta khulti
khulega khula
roko rokna ruko rukna chhodo chhodna chhoddo
pahuncha pahunche pahunchi pahunchega pahunchegi pahunchna pahunchao pahunchado pahunchana pahunchunga
karaya karana karao banao banana banado banaya banwao banwana banta banti bante bana bane bani
kharab kharabi kharida kharidna kharidi toota tooti toote tut gir girne gira jal jalta bujh
chuka chuki chuke diwali holi rakhi chutti chhutti chhuttiyan chhuttiyon
bimar beemar bimari bukhar tabiyat tabiyet sardi khansi dard pet sir doctor hospital aspatal dawai dawa
shaadi shadi gaon ghar gharwale parivar bachcha bachche beti beta papa mummy mata pita maa behan bhai patni
pati
bhaiya didi uncle sahab malik seth chacha dost bhabhi janab bandhu
kaam kaamwala naukri office dukan dukaan dukandar grahak customer karigar mistri mechanic
paisa paise rupaye rupaya rupye hazar hazaar sau lakh udhar udhaar khata khate khaata bakaya hisaab hisab jama
bhugtan
kharcha kharche kharch kiraya petrol safar yatra mazdoori tankhwah pagar vetan advance
bhav daam keemat kimat rate sasta mehnga mahanga mufta
bikri bikra bika biki bechna becha galla galle kamai munafa nagad nakad
maal saman samaan samaaan rashan kirana order bill rasid raseed parchi chalan
khatam khatm bhara bharna pada padi ginti gina
shikayat shikayet samasya dikkat taklif pareshani gadbad kharabi khrab marammat theek garam thanda thandi awaz
awaaz paani
bijli batti tanki nal machine pankha motor
manzoor manjoor mana inkar ijazat anumati sweekar aswikar mat
dhanyavad dhanyawad shukriya namaste namaskar pranam maaf maafi kripya meherbani swagat
pata bhasha hindi angrezi naam number insaan aadmi log logon baat baatein jawab sawal madad sahayata jaankari
suchna
khaana khana peena nashta chai doodh dahi ghee tel namak cheeni chini shakkar aata chawal daal sabzi sabji
aalu aloo pyaz pyaaz tamatar mirch mirchi haldi dhaniya jeera adrak lahsun lehsun nimbu palak gobhi matar
paneer
ande anda murga machhli makkhan malai besan maida sooji rajma chana chane moong masoor toor urad poha
sabun shampoo manjan jhadu agarbatti machis mombatti
packet kilo gram litre darjan dabba dibba bori bottle botal thaili
ek do teen chaar paanch chhah saat aath nau das gyarah barah bees tees chalis pachas saath sattar assi nabbe
dedh dhai sava paune sadhe
kuchh achha achhi achhe theek bekar badhiya badiya behtareen ganda gandi mast
yaad bhool galti gussa der deri jaldi dheere shuru khul
aapne maine tumne usne unhone hamne humne isne kisne jisne sabne
wapas waapas vapas wapis phirse dobara dubara
upar neeche andar bahar bahaar paas door samne peeche aage udhar idhar
khul khushi khush pareshan pasand
"""

# What looks like a common word with letters left out, and is a word itself.
STANDING_WORDS = """
today tode todi kata katta kate kana gata makan set but boot bhoot kul cool cola bara sade jadu jar snow dry
baby bday
sms str shri sno batan button samaj ang ada adi giga krida manjar dekar kho kha dad free pre try tri price
play bra pro
plot truck brand class blow bus boss bas bat bad bit bet bed bag big bug beg cut cat cap cup car card code
cold call
dal dam date data dead deal desk dish dose dot due gas get girl give glass go god gold good green grey group
guest gun
hot hit hat hut job join joint just key kid kind kit lab lack lamp land last law lead left less lid link lip
list live
load lock long lost lot love luck lunch mat map mark meal mean meat met mid mix mood more most move much must
neck need
net new next note now nut old open own pen pet pick pin pot put raw red rent rest rich ride ring road rock
role roof
room root rope row rule run sad safe same sand save say sea seat sec see self sell sick side sign silk sit six
size
skin sky sleep slip slow soft sold some song soon sort spot star start stay step still stone stop such sun
sure swap
talk tape task tax tell test text that them then there they thin thing this thus till tip tire told tone took
tool top
torn touch tour town toy tree trip true tub tune turn type use used user very view visit wait walk wall want
war warm
was water way we weak wear web week well went were wet what when where which while who whom why wide wife will
win
wind wire wish with wood word work worst wrap yard year yes yet you zip isn isnt kin kan khan ban bar bhar
sami pto sport monako mlk prayog kram krm pran pran
praman tel tola
barf garb kasar kamar kamra karz marz darja
"""
