"""What people write around the things they order: politeness, verbs, places, times."""

from munshi_spelling import key
from munshi_spelling.script import clean

from nlu.phrases import Phrases
from nlu.reading import Word


def keys(words: str) -> frozenset[str]:
    """The phonetic keys of words."""
    return frozenset(key(word) for word in words.split())


def spelt(words: str) -> frozenset[str]:
    """Words by their exact spelling, where their key would also be that of a product."""
    return frozenset(clean(word) for word in words.split())


# Never part of a name. A name ends where one of them stands.
FILLER_KEYS = keys("""
bhaiya bhai bhaisahab bhaisaab bhaijaan ji uncle aunty auntie ankal sir madam sahab yaar yar bro boss dost beta kaka chacha didi dada
bhabhi are arre oye suno sunna suniye sunno namaste namaskar hello hi hey pranam
mujhe hame hamein humein hamko humko mere mera meri mujhko apna apne apni hamare hamara hamari aap aapke yahan wahan main hum
please kripya krpya zara thoda thodi thode jaldi turant fatafat abhi aaj kal parso subah shaam raat dopahar roz
chahiye chahta chahti chahenge chahunga
bhej bhejo bhejna bhejiye bhejiyega bhejdo bhejdena bhejde bhijwa bhijwao bhijwana bhijwani bhijwado bhijwaiye bhijwadena bhijwayiye
bhijvadijiye bheja bhejwa bhejwao bhijao
dedo dena dijiye dijiyega dedena dilwa dilwao dila dilado
pahuncha pahunchao pahunchado pahunchana pahuchao pahucha pahunchaiye
lao laao lana laado ladena leaao lena lenge lijiye lelo
mangwana mangwani mangwane mangana mangani mangane mangwao mangwaiye mangwado mangwa mangaya mangwaya manga mangta
laga lagao lagado lagana lagaiye likh likho likhlo likhiye likhna likhwa likhwao likhwana jodo jod jodna joddo jodiye dalo dalna dalwa
dalwana rakho rakh rakhna rakhiye rakhwa rakhdo nikaal
karo kar kardo karna karni karne kardena karde karke kijiye kijiyega karwa karwao karwana karwani karao karvado
pack parcel order orders send sand get give bring buy purchase pls deliver delivery put want wanna need needed would could can may
like kindly asap today tomorrow quick quickly now urgent urgently some also just only too i we you me my our us u am im id there
have it them this those these is are was any all thanks thank thanku shukriya dhanyavad hai hain hu hoon kya bhi bas sab
list saman saaman samaan rashan ration grocery groceries items item things stuff milega milegi mil jaye jaaye sakte sakta sakti ho
accha acha ok haan theek iss isme ismein usme isko usko woh wo ye yeh jo phir fir tak hata hatao hatado htado htao hataiye hatana hatadena hatakar hatake nikal nikalo nikaldo nikalna nikaliye remove delete drop minus scratch
cancel कैंसल radd rehne rahne rehnedo badha badhao badhado badhana badhaiye ghata ghatao kam increase reduce update change edit instead replace should less matra quantity jagah
badle mat nahi nahin not dont clear empty everything saara sara sari saari hatwa keep leave out off actually mistake galti pehle to toh lets let then hence
sath saath following follows below neeche niche upar sirf tol taul raha rahe rahi keval
dekho dekhna batao bolo bola boli maine humne apun
""")
FILLER_SPELLINGS = spelt(
    "the tha thi थी था थे de दे le ले do दो la ला so par pe पे पर me mein में ko को se से n bhej भेज hu add make गया गए sa si se सा सी से here dear na ना chij chijen cheezein cheezen चीज़ चीज़ें चीजें jldi jaldi aao आओ i'd i'll i'm don't no khali खाली be take from with दिए दिया diya diye mangao मँगाओ मंगाओ am"
)
# Between the words of a name they belong to it; at its ends they do not.
JOINTS = spelt("ka ki ke wala wale wali vala of का की के वाला वाले वाली a an the kaa")
WALA = keys("wala wale wali wla wli vale vaale")
# What a name never is, by itself.
EMPTY = keys("wala wale wali full half chota choti chote bada badi bade ka ki ke of aur and a an the")

BREAK_SIGNS = frozenset(",;\n&+/|।!?()[]{}")
AND = keys("and tatha evam") | spelt("aur और or n nd ore aor aur औऱ ओर तथा व एवं & and")
TIMES = keys("x") | frozenset("x*×")
EACH = keys("each har sab dono donon teeno teenon sabhi charo")
ARTICLES = frozenset({"a", "an"})

# Verbs that a *do* (give) follows, which is then no number.
STEMS = keys("""
bhej bhijwa bhejwa de kar karwa kr dila dilwa pahuncha la laga likh likhwa jod dalwa dal rakh rakhwa mangwa nikal nikaal hata htaa
badha ghata pack parcel order cancel add remove delete rehne rahne reh chhod jane jaane bana bna rok update change set confirm krr
radd minus kam zyada jyada badal
""")
GIVING = keys(
    "chahiye dena dijiye bhejo bhejna bhej bhejiye de lao la bhijwa bhijwana kar kardo karo kijiye likho likh lagao hi"
)

# Places, times, prices and greetings; none of their words is part of a name.
NOISE = Phrases("""
flat/फ्लैट/makan/house/room/gali/sector/block/plot/apartment/floor/ward # me/mein/pe/par/ko?
to/at/in flat/house/room/sector/block/plot/floor/ward #
subah/shaam/raat/dopahar/kal/aaj subah/shaam/raat/dopahar? # baje tak/se/ko/pe/ke? pehle/baad/andar?
# baje tak/se/ko/pe/ke? pehle/baad/andar?
by/at/before/after/till/around/within/in # am/pm/baje/minutes/mins/min/hour/hours/ghante/o'clock
# am/pm
# minute/minutes/mins/min/ghante/ghanta/hour/hours me/mein/ke/tak? andar?
ghar/dukan/hotel/होटल/office/ऑफिस/station/स्टेशन/dhabe/dhaba/station/mandir/school/hostel/society/gate/pate/address/daftar/colony/clinic/shop/godown pe/par/me/mein/ko/tak/ke paas/andar/bahar/liye?
mere/apne/hamare ghar
in/on/to/from/at my/the/our/this/that? cart/order/list/place/home/house/address/office/shop/basket/door/doorstep
cart/list/order/tokri/basket/cart me/mein se?
list/cart/order/tokri se
order/cart/list ke? se/sath
# rupaye/rupees/rupee/rupay/rupya/rs ka/ki/ke/wala/wali/wale?
rs/rupaye # ka/ki/ke/wala/wali/wale?
pack/parcel/पैक/पार्सल kar/karo/karna/karke/karwa/kardo/kijiye/karni/kardena
good morning/evening/afternoon/night
ram ram ji?
kaise/kese ho/hain
kya haal
how are you
jai shree/shri/jinendra/hind/mata ram/krishna/di?
do/can/could/will/would/are/have/if you deliver/please/send/get/have/want?
kya aap/ap log?
if yes then?
yes/haan/ha then/to
that's all
that is all/it
thanks in advance
bas itna hi/he?
itna hi/he
mil jaye/jaaye/sake to?
ho sake to?
thoda/thodi/thode sa/si/se
jaldi se/jaldi
a lot/few/little/bit of?
saath/sath me/mein/hi?
roz wala/wale/wali
my/our/mera/meri list/order for? today/tomorrow?
ek bar/baar/minute/min
order karna/karni/dena/hai/chahiye hai/tha/thi?
aur/or haan/ha/suno/han
yes please
for me
""")
PRICE_SIGN = "₹"
FOR = keys("for")
AWAY = spelt("for at on near outside by before as because since until after")  # begin a place or a purpose
COPULAS = spelt(
    "hai hain h he gaya gaye gayi gye gya raha rahe rahi aaye aye aaya h है हैं गया गए गये गई रहे रहा आए आये हो ho is are was here hu हूँ"
)
LIYE = keys("liye lie lia")
TIMES_OF_DAY = keys("kal aaj subah shaam raat dopahar parso")
REST = keys("baki baaki rest")
# Sold under a name that begins with a number.
NUMBERED_NAMES = Phrases("""
7/seven up
5/five star
50 50
24 mantra
3/three roses
""")

# Lentils are dal; a dal after any other name is the verb (put).
LENTILS = keys("toor tur tuvar tuar arhar moong chana urad masoor mix kali pili dhuli chilka panchratna")
OF = spelt("ka ki ke का की के")
TO_SOMEBODY = spelt("ko को")
PUTTING = keys("do de dena dijiye dijiyega dedo diya")
PUT = spelt("dal daal dall डाल")


def is_filler(word: Word) -> bool:
    """Whether a word is never part of a name."""
    return word.plain in FILLER_SPELLINGS or word.key in FILLER_KEYS
