"""In which state a pincode is, as far as its first digits say it for sure. Pure."""

# Where a border runs through a postal region (Punjab and Chandigarh, Goa, the north-east), longer beginnings decide.
STATES = {
    "11": "DL", "12": "HR", "13": "HR", "140": "PB", "141": "PB", "142": "PB", "143": "PB", "144": "PB", "145": "PB",
    "146": "PB", "147": "PB", "148": "PB", "15": "PB", "160": "CH", "17": "HP", "180": "JK", "181": "JK", "182": "JK",
    "190": "JK", "191": "JK", "192": "JK", "193": "JK", "194": "LA", "201": "UP", "202": "UP", "203": "UP", "204": "UP",
    "205": "UP", "206": "UP", "207": "UP", "208": "UP", "209": "UP", "21": "UP", "22": "UP", "23": "UP", "241": "UP",
    "242": "UP", "243": "UP", "248": "UK", "249": "UK", "263": "UK", "27": "UP", "28": "UP", "30": "RJ", "31": "RJ",
    "32": "RJ", "33": "RJ", "34": "RJ", "36": "GJ", "37": "GJ", "38": "GJ", "390": "GJ", "391": "GJ", "392": "GJ",
    "393": "GJ", "394": "GJ", "395": "GJ", "400": "MH", "401": "MH", "402": "MH", "403": "GA", "404": "MH", "41": "MH",
    "42": "MH", "43": "MH", "44": "MH", "45": "MP", "46": "MP", "47": "MP", "48": "MP", "49": "CG", "50": "TS",
    "51": "AP", "52": "AP", "53": "AP", "56": "KA", "57": "KA", "58": "KA", "59": "KA", "60": "TN", "61": "TN",
    "62": "TN", "63": "TN", "64": "TN", "67": "KL", "68": "KL", "69": "KL", "70": "WB", "71": "WB", "72": "WB",
    "73": "WB", "737": "SK", "744": "AN", "75": "OD", "76": "OD", "77": "OD", "78": "AS", "800": "BR", "801": "BR",
    "802": "BR", "803": "BR", "804": "BR", "84": "BR", "85": "BR", "825": "JH", "826": "JH", "827": "JH", "828": "JH",
    "829": "JH", "83": "JH", "605": None,
}  # fmt: skip
LONGEST = 3


def state_of(pincode: str | None, else_: str) -> str:
    """The state in two letters; `else_` where the pincode leaves it open, as the shop knows its own surroundings."""
    for length in range(LONGEST, 1, -1):
        beginning = (pincode or "")[:length]
        if beginning in STATES:
            return STATES[beginning] or else_
    return else_
