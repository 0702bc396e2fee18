// The issues that the 45 invented experts bring to topics 1 and 2; the other topics are in the sibling files.
// Coordination and governance only. Each topic holds five groups of near-duplicates, on purpose: see DemoDuplicates.

/// One contribution of the collect stage, in its author's words and language.
struct DemoIssue: Sendable, Equatable {
    /// 1 to 5, the number in `DemoTopics`.
    let topic: Int
    /// `DemoPerson.key`.
    let author: String
    /// ISO 639-1.
    let language: String
    /// One sentence, at most 120 characters.
    let title: String
    let explanation: String?
}

enum DemoIssues {
    /// The 100 issues of the five topics, twenty each.
    static var all: [DemoIssue] { topic1 + topic2 + topic3 + topic4 + topic5 }

    static let topic1: [DemoIssue] = [
        DemoIssue(
            topic: 1, author: "fr-modele", language: "fr",
            title: "Les signaux sanitaires et les signaux de police ne se croisent jamais au niveau national",
            explanation: """
                Chaque ministère dispose d'une bonne veille, mais personne n'est chargé de les lire \
                ensemble. Nous découvrons le lien après coup.
                """),
        DemoIssue(
            topic: 1, author: "ie-sample", language: "en",
            title: "Health surveillance signals and police intelligence never meet in one place",
            explanation: """
                We each see half of a picture. There is no desk, no meeting and no mandate where an \
                unusual cluster of patients is compared with what the police already know.
                """),
        DemoIssue(
            topic: 1, author: "no-monster", language: "en",
            title: "There is no single place where police intelligence and health surveillance signals are compared",
            explanation: "A weekly call exists for influenza, none for unusual events."),
        DemoIssue(
            topic: 1, author: "at-beispiel", language: "de",
            title: "Gesundheitsüberwachung und polizeiliche Lageerkenntnisse werden nirgends zusammengeführt",
            explanation: """
                Beide Seiten melden nach oben, niemand liest quer. Eine gemeinsame Lagebesprechung \
                gibt es erst nach dem Ereignis.
                """),
        DemoIssue(
            topic: 1, author: "it-prova", language: "en",
            title: "Each sector uses its own risk assessment method, so our results cannot be compared",
            explanation: """
                We rate likelihood and impact, health rates severity and spread, civil protection \
                rates needed resources. At the table nobody knows whether a "high" means the same.
                """),
        DemoIssue(
            topic: 1, author: "be-voorbeeld", language: "en",
            title: "No common method for joint risk assessment between health, police and civil protection",
            explanation: "Every joint assessment starts with an hour of discussion on scales and words."),
        DemoIssue(
            topic: 1, author: "hr-ogled", language: "hr",
            title: "Ne postoji zajednička metoda procjene rizika za zdravstvo, policiju i civilnu zaštitu",
            explanation: "Svaki sektor ima svoju ljestvicu pa se procjene ne mogu usporediti."),
        DemoIssue(
            topic: 1, author: "pl-przyklad", language: "en",
            title: """
                It is not agreed from which threshold health must alert the police, or the police \
                must alert health
                """,
            explanation: """
                Colleagues call when they have a bad feeling. Two hospitals with the same findings \
                would act differently.
                """),
        DemoIssue(
            topic: 1, author: "fi-malli", language: "en",
            title: "No agreed thresholds for when one sector must alert the others",
            explanation: """
                We have internal alert levels but they say nothing about who outside our service has \
                to be told.
                """),
        DemoIssue(
            topic: 1, author: "es-ejemplo", language: "es",
            title: "No hay umbrales acordados para avisar a los demás sectores ante un suceso inusual",
            explanation: "El aviso depende de la persona de guardia y de a quién conoce."),
        DemoIssue(
            topic: 1, author: "hr-primjer", language: "en",
            title: "Laboratory results go back only to whoever asked for them, not to the other sectors",
            explanation: """
                The same sample may be of interest to public health, the prosecutor and the incident \
                commander, but each has to ask separately and often does not know that a result \
                exists.
                """),
        DemoIssue(
            topic: 1, author: "it-esempio", language: "en",
            title: "Results of laboratories under different ministries are not shared between sectors",
            explanation: "Civil, veterinary, military and forensic laboratories each keep their own register."),
        DemoIssue(
            topic: 1, author: "at-probe", language: "en",
            title: "Outside office hours nobody knows whom to call in the other sectors with an early suspicion",
            explanation: "Duty officers exist everywhere, but the numbers are known only inside the sector."),
        DemoIssue(
            topic: 1, author: "lv-piemers", language: "ru",
            title: "Вне рабочего времени неизвестно, кому в других секторах сообщить о раннем подозрении",
            explanation: "Дежурные есть во всех ведомствах, но единого контактного пункта нет."),
        DemoIssue(
            topic: 1, author: "fr-exemple", language: "en",
            title: "Poison centre calls are a fast signal but are not part of the national alert system",
            explanation: """
                They hear of unusual complaints hours before any statistics do. Their data arrive by \
                weekly report.
                """),
        DemoIssue(
            topic: 1, author: "be-staal", language: "en",
            title: "Clinicians who report something unusual never hear what became of it, so they stop reporting",
            explanation: "A two-line answer after each report would cost little."),
        DemoIssue(
            topic: 1, author: "es-modelo", language: "en",
            title: """
                Detection readings of fire brigades and environment agencies come in formats nobody \
                else can read
                """,
            explanation: """
                The figures are passed on by telephone and photo, and lose their time and place on \
                the way.
                """),
        DemoIssue(
            topic: 1, author: "hu-pelda", language: "en",
            title: "Animal health and food safety are missing when the joint threat picture is made",
            explanation: "They have their own early warning networks and would often see an event first."),
        DemoIssue(
            topic: 1, author: "ie-example", language: "en",
            title: "Too many false alarms make duty officers tired, and there is no joint review of past alerts",
            explanation: "We need to learn together which alerts were worth a call."),
        DemoIssue(
            topic: 1, author: "no-prove", language: "en",
            title: "Joint risk assessment is done once a year on paper and not updated when the situation changes",
            explanation: """
                In an event we would need a short joint assessment within two hours and a named \
                owner for it.
                """),
    ]

    static let topic2: [DemoIssue] = [
        DemoIssue(
            topic: 2, author: "hr-nacrt", language: "hr",
            title: "Nije jasno tko vodi kad je događaj istodobno mjesto zločina i zdravstvena kriza",
            explanation: "Svaki zakon određuje drugog voditelja, a o prijelazu vodstva ne govori nijedan."),
        DemoIssue(
            topic: 2, author: "it-modello", language: "en",
            title: "It is unclear who leads when an event is a crime scene and a health emergency at once",
            explanation: """
                Three laws name three different lead authorities. The hand-over of the lead between \
                phases is written nowhere.
                """),
        DemoIssue(
            topic: 2, author: "no-prove", language: "en",
            title: "Who is in charge changes with the law you read: police, health or civil protection",
            explanation: "In each exercise the first forty minutes go into this question."),
        DemoIssue(
            topic: 2, author: "fr-specimen", language: "fr",
            title: "On ne sait pas qui dirige lorsque l'événement est à la fois une enquête et une urgence sanitaire",
            explanation: """
                Le préfet coordonne, le procureur enquête, la santé soigne : le passage de relais \
                n'est pas écrit.
                """),
        DemoIssue(
            topic: 2, author: "es-ejemplo", language: "en",
            title: "Nobody has written down who may release the strategic stockpile and who pays for it afterwards",
            explanation: """
                The keeper waits for a signature from the ministry, and the ministry asks which \
                budget it is.
                """),
        DemoIssue(
            topic: 2, author: "be-staal", language: "en",
            title: "Release of stockpiled medicines needs too many signatures from several ministries",
            explanation: "At a weekend the chain of approval cannot be completed in time."),
        DemoIssue(
            topic: 2, author: "pt-exemplo", language: "pt",
            title: "Não está definido quem autoriza a saída da reserva estratégica nem quem suporta os custos",
            explanation: "A decisão fica parada entre dois ministérios."),
        DemoIssue(
            topic: 2, author: "at-mustermann", language: "de",
            title: "Die Einsatzpläne der Sektoren werden getrennt geschrieben und nie gemeinsam gelesen",
            explanation: """
                Erst in der Übung fällt auf, dass zwei Pläne dieselbe Halle und dieselben Fahrzeuge \
                vorsehen.
                """),
        DemoIssue(
            topic: 2, author: "ie-template", language: "en",
            title: "Each sector writes its own emergency plan and never reads the plans of the others",
            explanation: "Two plans count on the same sports hall and the same buses."),
        DemoIssue(
            topic: 2, author: "pl-szablon", language: "en",
            title: "Sector emergency plans are written separately and do not fit together",
            explanation: "Annexes refer to documents that the other services have never received."),
        DemoIssue(
            topic: 2, author: "be-gabarit", language: "en",
            title: "There is no common inventory of what is stockpiled by which sector, and what expires when",
            explanation: """
                Health, the armed forces and the fire services each buy and discard on their own \
                calendar.
                """),
        DemoIssue(
            topic: 2, author: "es-muestra", language: "es",
            title: "No existe un inventario común de las reservas de cada sector ni de sus fechas de caducidad",
            explanation: "Compramos lo mismo dos veces y descubrimos tarde lo que ha caducado."),
        DemoIssue(
            topic: 2, author: "fi-esimerkki", language: "en",
            title: "No permanent cross-sector body has a mandate for preparedness between crises",
            explanation: "Committees are created after an event and fade within two years."),
        DemoIssue(
            topic: 2, author: "hr-primjer", language: "en",
            title: "We lack a standing cross-sectoral committee with a clear mandate and a small secretariat",
            explanation: """
                Cooperation depends on personal goodwill. When a person leaves, it starts again from \
                nothing.
                """),
        DemoIssue(
            topic: 2, author: "pl-wzor", language: "en",
            title: "Hospital plans assume that the police will secure the entrance, police plans do not mention it",
            explanation: "Nobody checks the assumptions that one plan makes about another service."),
        DemoIssue(
            topic: 2, author: "it-campione", language: "en",
            title: """
                Plans hardly consider children, people with disabilities and people who do not speak \
                our language
                """,
            explanation: "They are mentioned in the introduction and forgotten in the procedures."),
        DemoIssue(
            topic: 2, author: "no-eksempel", language: "en",
            title: """
                Receiving help from neighbouring countries is not planned: who requests, who hosts, \
                who is liable
                """,
            explanation: "Agreements exist on paper, but duty officers have never used the forms."),
        DemoIssue(
            topic: 2, author: "hu-minta", language: "en",
            title: "Funding for preparedness is cut by sector and by year, so joint investments never find a budget",
            explanation: "A shared capability belongs to everyone and is therefore financed by nobody."),
        DemoIssue(
            topic: 2, author: "fi-nayte", language: "en",
            title: "Private operators and transport companies are in our plans, but were never asked",
            explanation: "They learn of their role on the day."),
        DemoIssue(
            topic: 2, author: "fr-essai", language: "en",
            title: "Local authorities receive national plans without the means or the advice to apply them",
            explanation: "A small municipality cannot turn two hundred pages into a duty roster."),
    ]
}
