"""Which countries there is a row for, which have none and why, and whose names are typed."""

MEMBERS = """
    AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF
    CG CH CI CL CM CN CO CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD
    GE GH GM GN GQ GR GT GW GY HN HR HT HU ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP
    KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN MR MT MU MV MW MX MY
    MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PT PW PY QA RO RS RU RW SA SB SC SD SE SG
    SI SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TZ UA UG US UY UZ VC VE
    VN VU WS YE ZA ZM ZW
""".split()  # noqa: SIM905 - a list of 193 strings would be a page
"""The 193 member states of the United Nations, by ISO 3166-1 alpha-2."""

DISPUTED = {
    "BT": "the north, along the border with China",
    "BZ": "the south, before the International Court of Justice",
    "CN": "Aksai Chin, Arunachal Pradesh, Taiwan",
    "CY": "the north",
    "EG": "Hala'ib, which Sudan counts too",
    "GE": "Abkhazia and South Ossetia",
    "GT": "the south of Belize, before the International Court of Justice",
    "GY": "the Essequibo",
    "IL": "the Golan and East Jerusalem",
    "IN": "Jammu and Kashmir, Aksai Chin, Arunachal Pradesh",
    "JP": "the islands north-east of Hokkaido that Russia holds",
    "KE": "the Ilemi Triangle",
    "KM": "Mayotte",
    "MA": "Western Sahara",
    "MD": "Transnistria",
    "MW": "Lake Malawi",
    "PK": "Kashmir and Gilgit-Baltistan",
    "RS": "Kosovo",
    "RU": "what it holds of Ukraine",
    "SD": "Hala'ib, Abyei",
    "SO": "Somaliland",
    "SR": "Tigri, which Guyana counts too",
    "SS": "Abyei, Kafia Kingi, the Ilemi Triangle",
    "SY": "the Golan, and what others hold in the north",
    "UA": "what Russia holds of it",
    "VE": "the Essequibo",
}
"""Countries whose total depends on a disputed part, and the part; docs/data.md has the rule."""

DOUBTFUL = {
    "AE": 70889,
    "EC": 254874,
    "LY": 1623370,
    "MC": 2,
    "NE": 1182399,
    "OM": 311517,
    "YE": 453107,
}
"""Countries for which GeoNames' total is more than 5 % off Natural Earth's polygon, whose geodesic
km2 stand here, and for which no lakes, small islands or overseas parts explain it; and Monaco,
for which whole km2 are too coarse."""

FAMILIAR = {
    "AL": ("Albania", "Албанія"),
    "AD": ("Andorra", "Андорра"),
    "AT": ("Austria", "Австрія"),
    "BE": ("Belgium", "Бельгія"),
    "BG": ("Bulgaria", "Болгарія"),
    "HR": ("Croatia", "Хорватія"),
    "CU": ("Cuba", "Куба"),
    "CZ": ("Czechia", "Чехія"),
    "DK": ("Denmark (without Greenland)", "Данія (без Гренландії)"),
    "EE": ("Estonia", "Естонія"),
    "DE": ("Germany", "Німеччина"),
    "GR": ("Greece", "Греція"),
    "HU": ("Hungary", "Угорщина"),
    "IS": ("Iceland", "Ісландія"),
    "IE": ("Ireland", "Ірландія"),
    "IT": ("Italy", "Італія"),
    "JO": ("Jordan", "Йорданія"),
    "LV": ("Latvia", "Латвія"),
    "LB": ("Lebanon", "Ліван"),
    "LI": ("Liechtenstein", "Ліхтенштейн"),
    "LT": ("Lithuania", "Литва"),
    "LU": ("Luxembourg", "Люксембург"),
    "MT": ("Malta", "Мальта"),
    "ME": ("Montenegro", "Чорногорія"),
    "NL": ("Netherlands", "Нідерланди"),
    "MK": ("North Macedonia", "Північна Македонія"),
    "PL": ("Poland", "Польща"),
    "PT": ("Portugal", "Португалія"),
    "SG": ("Singapore", "Сінгапур"),
    "SK": ("Slovakia", "Словаччина"),
    "SI": ("Slovenia", "Словенія"),
    "KR": ("South Korea", "Південна Корея"),
    "CH": ("Switzerland", "Швейцарія"),
    "GB": ("United Kingdom", "Велика Британія"),
}
"""Names of the countries among which the nearest match is looked for."""

PARTIAL = {
    "FR": ("France (without its overseas parts)", "Франція (без заморських територій)"),
    "NO": ("Norway (without Svalbard)", "Норвегія (без Шпіцбергену)"),
}
"""Names of further countries whose total leaves a part out, and says so."""
