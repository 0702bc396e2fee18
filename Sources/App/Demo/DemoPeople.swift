// The people of the demo workshop. All are invented, and meant to be recognised as invented: surnames are the everyday
// word for "example", "sample" or "draft" in a language of the country, organisations say so in their name.

/// One invented expert.
struct DemoPerson: Sendable, Equatable {
    /// Stable name used by the other demo tables, for example "hr-primjer".
    let key: String
    let givenName: String
    let familyName: String
    /// ISO 3166-1 alpha-2.
    let country: String
    /// "health", "security" or "civil-protection".
    let sector: String
    let organisation: String
    /// ISO 639-1 codes, the strongest first.
    let languages: [String]
    let expertise: [String]
}

/// Somebody who serves the workshop and does not vote.
struct DemoOfficer: Sendable, Equatable {
    let person: DemoPerson
    /// "facilitator", "rapporteur", "observer" or "organiser".
    let role: String
    /// Always at example.org, which RFC 2606 keeps free of real mailboxes.
    let email: String
}

/// The 45 experts of 13 delegations and 3 sectors (16 health, 15 security, 14 civil protection), and four officers.
enum DemoPeople {
    static let experts: [DemoPerson] = austriaToFinland + franceToHungary + irelandToLatvia + norwayToPortugal

    static let officers: [DemoOfficer] = [facilitator, rapporteur, observer, organiser]

    static let facilitator = DemoOfficer(
        person: DemoPerson(
            key: "facilitator", givenName: "Vera", familyName: "Vorlage", country: "DE", sector: "civil-protection",
            organisation: "Demo Academy for Crisis Management, Bonn (invented)",
            languages: ["de", "en", "fr"], expertise: ["facilitation", "crisis staff work"]
        ),
        role: "facilitator", email: "vera.vorlage@example.org"
    )

    static let rapporteur = DemoOfficer(
        person: DemoPerson(
            key: "rapporteur", givenName: "Tess", familyName: "Testcase", country: "NL", sector: "health",
            organisation: "Demo Institute for Preparedness, Utrecht (invented)",
            languages: ["nl", "en"], expertise: ["reporting", "public health"]
        ),
        role: "rapporteur", email: "tess.testcase@example.org"
    )

    static let observer = DemoOfficer(
        person: DemoPerson(
            key: "observer", givenName: "Oskar", familyName: "Exempel", country: "SE", sector: "security",
            organisation: "Demo Network of Cities, Stockholm (invented)",
            languages: ["sv", "en"], expertise: ["international cooperation"]
        ),
        role: "observer", email: "oskar.exempel@example.org"
    )

    static let organiser = DemoOfficer(
        person: DemoPerson(
            key: "organiser", givenName: "Nina", familyName: "Nacrtić", country: "HR", sector: "health",
            organisation: "Demo Project Office for Joint Actions, Zagreb (invented)",
            languages: ["hr", "en"], expertise: ["project management"]
        ),
        role: "organiser", email: "nina.nacrtic@example.org"
    )

    private static let austriaToFinland: [DemoPerson] = [
        DemoPerson(
            key: "at-mustermann", givenName: "Erika", familyName: "Mustermann", country: "AT", sector: "health",
            organisation: "Demo Agency for Health Protection, Vienna (invented)",
            languages: ["de", "en"], expertise: ["epidemiology", "hospital preparedness"]
        ),
        DemoPerson(
            key: "at-beispiel", givenName: "Max", familyName: "Beispiel", country: "AT", sector: "security",
            organisation: "Demo Federal Criminal Office, Graz (invented)",
            languages: ["de", "en"], expertise: ["investigation", "situation analysis"]
        ),
        DemoPerson(
            key: "at-probe", givenName: "Lena", familyName: "Probe", country: "AT", sector: "civil-protection",
            organisation: "Demo Civil Protection Directorate, Linz (invented)",
            languages: ["de", "en"], expertise: ["alerting", "crisis staff work"]
        ),
        DemoPerson(
            key: "be-voorbeeld", givenName: "Pieter", familyName: "Voorbeeld", country: "BE", sector: "health",
            organisation: "Demo Public Health Institute, Ghent (invented)",
            languages: ["nl", "en", "fr"], expertise: ["surveillance", "data protection"]
        ),
        DemoPerson(
            key: "be-staal", givenName: "Claire", familyName: "Staal", country: "BE", sector: "health",
            organisation: "Demo Hospital Federation, Brussels (invented)",
            languages: ["fr", "nl", "en"], expertise: ["emergency medicine", "stockpile governance"]
        ),
        DemoPerson(
            key: "be-proefstuk", givenName: "Joris", familyName: "Proefstuk", country: "BE", sector: "security",
            organisation: "Demo Federal Police Academy, Antwerp (invented)",
            languages: ["nl", "fr", "en"], expertise: ["counter-terrorism coordination"]
        ),
        DemoPerson(
            key: "be-gabarit", givenName: "Anne", familyName: "Gabarit", country: "BE", sector: "civil-protection",
            organisation: "Demo Provincial Crisis Centre, Liège (invented)",
            languages: ["fr", "de", "en"], expertise: ["exercises", "emergency planning"]
        ),
        DemoPerson(
            key: "es-ejemplo", givenName: "Lucía", familyName: "Ejemplo", country: "ES", sector: "health",
            organisation: "Demo Centre for Health Alerts, Madrid (invented)",
            languages: ["es", "en"], expertise: ["health alerts", "victim support"]
        ),
        DemoPerson(
            key: "es-muestra", givenName: "Javier", familyName: "Muestra", country: "ES", sector: "security",
            organisation: "Demo Security Secretariat, Seville (invented)",
            languages: ["es", "en"], expertise: ["logistics", "evaluation"]
        ),
        DemoPerson(
            key: "es-prueba", givenName: "Carmen", familyName: "Prueba", country: "ES", sector: "security",
            organisation: "Demo Regional Police, Barcelona (invented)",
            languages: ["es", "ca", "en"], expertise: ["information exchange", "training"]
        ),
        DemoPerson(
            key: "es-modelo", givenName: "Diego", familyName: "Modelo", country: "ES", sector: "civil-protection",
            organisation: "Demo Emergency School, Valencia (invented)",
            languages: ["es", "en"], expertise: ["public warning", "volunteers"]
        ),
        DemoPerson(
            key: "fi-esimerkki", givenName: "Aino", familyName: "Esimerkki", country: "FI", sector: "health",
            organisation: "Demo Institute for Health Security, Helsinki (invented)",
            languages: ["fi", "sv", "en"], expertise: ["governance", "indicators"]
        ),
        DemoPerson(
            key: "fi-malli", givenName: "Ilja", familyName: "Malli", country: "FI", sector: "security",
            organisation: "Demo Police Department, Turku (invented)",
            languages: ["fi", "ru", "en"], expertise: ["threat assessment", "criminal law"]
        ),
        DemoPerson(
            key: "fi-nayte", givenName: "Eero", familyName: "Näyte", country: "FI", sector: "civil-protection",
            organisation: "Demo Rescue College, Oulu (invented)",
            languages: ["fi", "en"], expertise: ["rescue operations", "business continuity"]
        ),
    ]

    private static let franceToHungary: [DemoPerson] = [
        DemoPerson(
            key: "fr-exemple", givenName: "Jean", familyName: "Exemple", country: "FR", sector: "health",
            organisation: "Demo Agence de santé, Lyon (invented)",
            languages: ["fr", "en"], expertise: ["poison centres", "after-action review"]
        ),
        DemoPerson(
            key: "fr-modele", givenName: "Sophie", familyName: "Modèle", country: "FR", sector: "security",
            organisation: "Demo Direction de la sûreté, Paris (invented)",
            languages: ["fr", "en"], expertise: ["early warning", "exercises"]
        ),
        DemoPerson(
            key: "fr-essai", givenName: "Karim", familyName: "Essai", country: "FR", sector: "security",
            organisation: "Demo Préfecture de police, Lille (invented)",
            languages: ["fr", "ar", "en"], expertise: ["local authorities", "crisis leadership"]
        ),
        DemoPerson(
            key: "fr-specimen", givenName: "Hélène", familyName: "Spécimen", country: "FR", sector: "civil-protection",
            organisation: "Demo Service d'incendie et de secours, Nantes (invented)",
            languages: ["fr", "en"], expertise: ["liaison", "long-term follow-up"]
        ),
        DemoPerson(
            key: "hr-primjer", givenName: "Ana", familyName: "Primjer", country: "HR", sector: "health",
            organisation: "Demo Institute of Public Health, Zagreb (invented)",
            languages: ["hr", "en"], expertise: ["laboratory networks", "recovery"]
        ),
        DemoPerson(
            key: "hr-uzorak", givenName: "Ivan", familyName: "Uzorak", country: "HR", sector: "health",
            organisation: "Demo Clinical Hospital, Rijeka (invented)",
            languages: ["hr", "en", "it"], expertise: ["hospital preparedness", "curricula"]
        ),
        DemoPerson(
            key: "hr-ogled", givenName: "Marko", familyName: "Ogled", country: "HR", sector: "security",
            organisation: "Demo Police Directorate, Split (invented)",
            languages: ["hr", "en"], expertise: ["risk assessment"]
        ),
        DemoPerson(
            key: "hr-proba", givenName: "Petra", familyName: "Proba", country: "HR", sector: "civil-protection",
            organisation: "Demo Civil Protection Directorate, Zagreb (invented)",
            languages: ["hr", "en", "de"], expertise: ["operational picture", "lessons"]
        ),
        DemoPerson(
            key: "hr-nacrt", givenName: "Luka", familyName: "Nacrt", country: "HR", sector: "civil-protection",
            organisation: "Demo Fire Brigade Association, Osijek (invented)",
            languages: ["hr", "en"], expertise: ["incident command", "training"]
        ),
        DemoPerson(
            key: "hu-pelda", givenName: "Anna", familyName: "Példa", country: "HU", sector: "health",
            organisation: "Demo Food and Health Chain Office, Budapest (invented)",
            languages: ["hu", "en"], expertise: ["one health", "food safety"]
        ),
        DemoPerson(
            key: "hu-minta", givenName: "Gábor", familyName: "Minta", country: "HU", sector: "security",
            organisation: "Demo Counter-Terrorism Centre, Debrecen (invented)",
            languages: ["hu", "en"], expertise: ["programme funding"]
        ),
        DemoPerson(
            key: "hu-proba", givenName: "Zsófia", familyName: "Próba", country: "HU", sector: "civil-protection",
            organisation: "Demo Disaster Management School, Szeged (invented)",
            languages: ["hu", "en"], expertise: ["cross-border cooperation"]
        ),
    ]

    private static let irelandToLatvia: [DemoPerson] = [
        DemoPerson(
            key: "ie-sample", givenName: "Aoife", familyName: "Sample", country: "IE", sector: "health",
            organisation: "Demo Health Protection Office, Dublin (invented)",
            languages: ["en", "ga"], expertise: ["surveillance", "staff welfare"]
        ),
        DemoPerson(
            key: "ie-example", givenName: "Sean", familyName: "Example", country: "IE", sector: "security",
            organisation: "Demo Policing College, Cork (invented)",
            languages: ["en"], expertise: ["duty officers", "knowledge transfer"]
        ),
        DemoPerson(
            key: "ie-template", givenName: "Niamh", familyName: "Template", country: "IE", sector: "civil-protection",
            organisation: "Demo Civil Defence Office, Galway (invented)",
            languages: ["en", "ga"], expertise: ["planning", "public communication"]
        ),
        DemoPerson(
            key: "it-esempio", givenName: "Giulia", familyName: "Esempio", country: "IT", sector: "health",
            organisation: "Demo Istituto di sanità, Rome (invented)",
            languages: ["it", "en"], expertise: ["laboratories", "minimum training"]
        ),
        DemoPerson(
            key: "it-modello", givenName: "Marco", familyName: "Modello", country: "IT", sector: "security",
            organisation: "Demo Questura, Turin (invented)",
            languages: ["it", "en", "fr"], expertise: ["crime scene management", "governance"]
        ),
        DemoPerson(
            key: "it-prova", givenName: "Elena", familyName: "Prova", country: "IT", sector: "security",
            organisation: "Demo Forensic Service, Bologna (invented)",
            languages: ["it", "en"], expertise: ["evidence", "joint risk assessment"]
        ),
        DemoPerson(
            key: "it-campione", givenName: "Paolo", familyName: "Campione", country: "IT", sector: "civil-protection",
            organisation: "Demo Protezione civile, Naples (invented)",
            languages: ["it", "en"], expertise: ["inclusive planning", "evaluation"]
        ),
        DemoPerson(
            key: "lv-piemers", givenName: "Irina", familyName: "Piemērs", country: "LV", sector: "health",
            organisation: "Demo Disease Prevention Centre, Riga (invented)",
            languages: ["lv", "ru", "en"], expertise: ["early warning"]
        ),
        DemoPerson(
            key: "lv-paraugs", givenName: "Andrejs", familyName: "Paraugs", country: "LV", sector: "civil-protection",
            organisation: "Demo Fire and Rescue Service, Daugavpils (invented)",
            languages: ["lv", "ru", "en"], expertise: ["lessons exchange"]
        ),
    ]

    private static let norwayToPortugal: [DemoPerson] = [
        DemoPerson(
            key: "no-eksempel", givenName: "Ingrid", familyName: "Eksempel", country: "NO", sector: "health",
            organisation: "Demo Directorate of Health, Oslo (invented)",
            languages: ["no", "en"], expertise: ["risk assessment", "host-nation support"]
        ),
        DemoPerson(
            key: "no-monster", givenName: "Lars", familyName: "Mønster", country: "NO", sector: "security",
            organisation: "Demo Police Security Unit, Bergen (invented)",
            languages: ["no", "en"], expertise: ["intelligence cooperation", "exercise design"]
        ),
        DemoPerson(
            key: "no-prove", givenName: "Kari", familyName: "Prøve", country: "NO", sector: "civil-protection",
            organisation: "Demo Directorate for Preparedness, Tromsø (invented)",
            languages: ["no", "en"], expertise: ["command structures", "follow-up"]
        ),
        DemoPerson(
            key: "pl-przyklad", givenName: "Zofia", familyName: "Przykład", country: "PL", sector: "health",
            organisation: "Demo Sanitary Inspectorate, Warsaw (invented)",
            languages: ["pl", "en"], expertise: ["alert thresholds", "terminology"]
        ),
        DemoPerson(
            key: "pl-wzor", givenName: "Piotr", familyName: "Wzór", country: "PL", sector: "health",
            organisation: "Demo University Hospital, Kraków (invented)",
            languages: ["pl", "en", "de"], expertise: ["hospital planning", "financing"]
        ),
        DemoPerson(
            key: "pl-proba", givenName: "Marta", familyName: "Próba", country: "PL", sector: "security",
            organisation: "Demo Police Headquarters, Poznań (invented)",
            languages: ["pl", "en"], expertise: ["information systems", "review"]
        ),
        DemoPerson(
            key: "pl-szablon", givenName: "Tomasz", familyName: "Szablon", country: "PL", sector: "civil-protection",
            organisation: "Demo State Fire School, Gdańsk (invented)",
            languages: ["pl", "en"], expertise: ["planning", "joint drills"]
        ),
        DemoPerson(
            key: "pt-exemplo", givenName: "Maria", familyName: "Exemplo", country: "PT", sector: "health",
            organisation: "Demo Direção da Saúde, Lisbon (invented)",
            languages: ["pt", "en"], expertise: ["medical logistics"]
        ),
        DemoPerson(
            key: "pt-amostra", givenName: "Rui", familyName: "Amostra", country: "PT", sector: "security",
            organisation: "Demo Polícia de Segurança, Porto (invented)",
            languages: ["pt", "en"], expertise: ["training"]
        ),
        DemoPerson(
            key: "pt-ensaio", givenName: "Inês", familyName: "Ensaio", country: "PT", sector: "civil-protection",
            organisation: "Demo Proteção Civil, Coimbra (invented)",
            languages: ["pt", "es", "en"], expertise: ["recovery"]
        ),
    ]
}
