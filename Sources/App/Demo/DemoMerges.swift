// What the demo's organiser has already joined before the room votes: topics 2 and 3. Twenty issues become eleven on
// each ballot (five merged, six as they came). Topics 1, 4 and 5 are left for the newcomer to merge.

struct DemoMerge: Sendable, Equatable {
    /// Titles of the parents, exactly as in `DemoIssues`, all of one topic.
    let titles: [String]
    /// The title of the merged issue, in English.
    let wording: String
}

enum DemoMerges {
    static let all: [DemoMerge] = topic2 + topic3

    static let topic2: [DemoMerge] = [
        DemoMerge(
            titles: [
                "Nije jasno tko vodi kad je događaj istodobno mjesto zločina i zdravstvena kriza",
                "It is unclear who leads when an event is a crime scene and a health emergency at once",
                "Who is in charge changes with the law you read: police, health or civil protection",
                "On ne sait pas qui dirige lorsque l'événement est à la fois une enquête et une urgence sanitaire",
            ],
            wording: "It is not settled who leads when an event is a crime scene and a health emergency at once"),
        DemoMerge(
            titles: [
                "Nobody has written down who may release the strategic stockpile and who pays for it afterwards",
                "Release of stockpiled medicines needs too many signatures from several ministries",
                "Não está definido quem autoriza a saída da reserva estratégica nem quem suporta os custos",
            ],
            wording: "Nobody has defined who may release the strategic stockpile, how fast, and who pays for it"),
        DemoMerge(
            titles: [
                "Die Einsatzpläne der Sektoren werden getrennt geschrieben und nie gemeinsam gelesen",
                "Each sector writes its own emergency plan and never reads the plans of the others",
                "Sector emergency plans are written separately and do not fit together",
            ],
            wording: """
                Sector emergency plans are written separately, rest on untested assumptions and do \
                not fit together
                """),
        DemoMerge(
            titles: [
                "There is no common inventory of what is stockpiled by which sector, and what expires when",
                "No existe un inventario común de las reservas de cada sector ni de sus fechas de caducidad",
            ],
            wording: "There is no common inventory of the stocks of all sectors with their expiry dates"),
        DemoMerge(
            titles: [
                "No permanent cross-sector body has a mandate for preparedness between crises",
                "We lack a standing cross-sectoral committee with a clear mandate and a small secretariat",
            ],
            wording: """
                No permanent cross-sector body with a mandate and a secretariat keeps preparedness \
                alive between crises
                """),
    ]

    static let topic3: [DemoMerge] = [
        DemoMerge(
            titles: [
                "Health experts without a security clearance cannot be told what the police know",
                "Classified information cannot be shared with health and civil protection when they need it",
                "Too few people in public health hold a security clearance to receive police information",
                "Faute d'habilitation, les acteurs de santé ne reçoivent pas les informations utiles de la police",
            ],
            wording: """
                Health and civil protection cannot receive what the police know: too few clearances, \
                no releasable version
                """),
        DemoMerge(
            titles: [
                "Nemamo zajedničku sliku stanja: svaki sektor vodi svoj sustav i svoj dnevnik",
                "There is no shared operational picture, because every service keeps its own system and log",
                "Each service has its own information system and they do not exchange data during an incident",
            ],
            wording: "There is no shared operational picture, because each service keeps its own system and log"),
        DemoMerge(
            titles: [
                "Kontaktlisten der anderen Sektoren sind veraltet und werden von niemandem gepflegt",
                "Contact lists of the other sectors are out of date and nobody is responsible for them",
                "We do not keep a common, up-to-date list of contact points in all three sectors",
            ],
            wording: "No one maintains and tests a common list of duty contact points of the three sectors"),
        DemoMerge(
            titles: [
                "Ministries give contradictory messages to the public in the first hours",
                "Los mensajes al público de los distintos ministerios se contradicen en las primeras horas",
            ],
            wording: "Ministries give the public contradictory messages in the first hours"),
        DemoMerge(
            titles: [
                "It is unclear which patient data may lawfully be given to investigators, and by whom",
                "Неясно, какие данные о пациентах можно законно передавать следователям и кто это решает",
            ],
            wording: "It is unclear which patient data may lawfully go to investigators, and who decides"),
    ]
}
