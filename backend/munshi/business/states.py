"""The states and union territories of India: their postal codes (ISO 3166-2:IN), and how GST numbers them."""

GST_CODES: dict[str, str] = {
    "JK": "01", "HP": "02", "PB": "03", "CH": "04", "UK": "05", "HR": "06", "DL": "07", "RJ": "08", "UP": "09",
    "BR": "10", "SK": "11", "AR": "12", "NL": "13", "MN": "14", "MZ": "15", "TR": "16", "ML": "17", "AS": "18",
    "WB": "19", "JH": "20", "OD": "21", "CG": "22", "MP": "23", "GJ": "24", "DH": "26", "MH": "27", "KA": "29",
    "GA": "30", "LD": "31", "KL": "32", "TN": "33", "PY": "34", "AN": "35", "TS": "36", "AP": "37", "LA": "38",
}  # fmt: skip
OTHERWISE = {"TG": "TS"}  # a code in use beside the one here: Telangana on vehicles, and in ISO since 2023
