/// Words for the people of a country, and for what is theirs, that do not begin like its name: English, French, Russian.
enum CountryPeople {
    static let words: [String: [String]] = [
        "AE": ["Emirati", "émirien"], "BA": ["Bosnia", "bosnien", "босни"], "CH": ["Swiss", "suisse"],
        "CN": ["Chinese", "chinois", "китайц"], "CY": ["Cypriot", "chypriote"], "CZ": ["Czech", "tchèque", "чешск"],
        "DE": ["allemand", "немец", "немк", "немц"], "DK": ["Danish", "Danes", "danois", "датск", "датчан"],
        "EG": ["égyptien"], "ES": ["Spanish", "Spaniard", "espagnol"], "FI": ["Finnish", "Finns", "finland", "финск"],
        "FR": ["French", "français"], "GB": ["British", "Briton", "britannique", "британск"],
        "GR": ["Greek", "grec", "греч", "грек"], "HU": ["hongrois"], "IE": ["Irish", "irlandais", "ирланд"],
        "IT": ["Italian"], "LB": ["Lebanese", "libanais"], "LU": ["luxembourgeois"], "MA": ["Moroccan", "marocain"],
        "ME": ["Montenegrin"], "MK": ["Macedon", "macédon", "македон"], "MT": ["Maltese", "maltais", "мальтийск"],
        "NL": ["Dutch", "néerlandais", "hollandais", "голланд"], "NO": ["Norwegian", "norvégien", "норвеж"],
        "PH": ["Filipino"], "PL": ["Polish", "Poles", "polonais", "поляк"], "PT": ["Portuguese", "portugais"],
        "SA": ["Saudi", "saoudien", "саудов"], "SE": ["Swedish", "Swedes", "suédois", "шведск", "шведы"],
        "SI": ["Slovene", "slovène", "словен"], "SK": ["Slovak", "slovaque", "словацк"], "TH": ["Thai", "thaï"],
        "TR": ["Turkish", "Turks", "turc", "turque", "турец"], "UA": ["Ukrainian", "ukrainien"],
        "US": ["American", "américain"], "VN": ["Vietnamese", "vietnamien"], "XK": ["Kosovar"],
    ]
}
