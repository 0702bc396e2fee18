// Topics of the demo workshop, and which of its issues truly say the same. The groups were written together with the
// issues, so they are the known answer that the suggestion of merges is tested against.

struct DemoTopic: Sendable, Equatable {
    /// 1 to 5.
    let number: Int
    let title: String
    /// What the facilitator asks the room.
    let question: String
}

/// The five topics of the Zagreb workshop (29 and 30 November 2023), also the default taxonomy.
enum DemoTopics {
    static let all: [DemoTopic] = [
        DemoTopic(
            number: 1,
            title: "Surveillance systems, shared threat detection and joint risk assessment",
            question: """
                What gets in the way, in your country, when the sectors should notice a threat early \
                and judge it together?
                """),
        DemoTopic(
            number: 2,
            title: "Cross-sectoral emergency planning (including strategic stockpiling) & governance",
            question: """
                What makes it hard, in your country, to plan together, to keep stocks together and \
                to know who leads?
                """),
        DemoTopic(
            number: 3,
            title: "Cross-sectoral information sharing and flow in preparedness and response",
            question: "What stops the right information, in your country, from reaching the other sectors in time?"),
        DemoTopic(
            number: 4,
            title: "Cross-sectoral capacity building, human resources, training and exercise",
            question: """
                What keeps people of different sectors, in your country, from learning and \
                practising together?
                """),
        DemoTopic(
            number: 5,
            title: "Post-incident joint evaluation, recovery and corrective measures",
            question: """
                What prevents your country from learning together after an event, and from \
                recovering together?
                """),
    ]
}

/// Titles, exactly as in `DemoIssues`, that word the same matter. Some groups cross languages: a method that compares
/// letters or words can find only their members of one language; `DemoIssue.language` tells which these are.
/// Every title that is in no group here stands for a matter of its own.
enum DemoDuplicates {
    static let groups: [[String]] = topic1 + topic2 + topic3 + topic4 + topic5

    static let topic1: [[String]] = [
        [
            "Les signaux sanitaires et les signaux de police ne se croisent jamais au niveau national",
            "Health surveillance signals and police intelligence never meet in one place",
            "There is no single place where police intelligence and health surveillance signals are compared",
            "Gesundheitsüberwachung und polizeiliche Lageerkenntnisse werden nirgends zusammengeführt",
        ],
        [
            "Each sector uses its own risk assessment method, so our results cannot be compared",
            "No common method for joint risk assessment between health, police and civil protection",
            "Ne postoji zajednička metoda procjene rizika za zdravstvo, policiju i civilnu zaštitu",
        ],
        [
            "It is not agreed from which threshold health must alert the police, or the police must alert health",
            "No agreed thresholds for when one sector must alert the others",
            "No hay umbrales acordados para avisar a los demás sectores ante un suceso inusual",
        ],
        [
            "Laboratory results go back only to whoever asked for them, not to the other sectors",
            "Results of laboratories under different ministries are not shared between sectors",
        ],
        [
            "Outside office hours nobody knows whom to call in the other sectors with an early suspicion",
            "Вне рабочего времени неизвестно, кому в других секторах сообщить о раннем подозрении",
        ],
    ]

    static let topic2: [[String]] = [
        [
            "Nije jasno tko vodi kad je događaj istodobno mjesto zločina i zdravstvena kriza",
            "It is unclear who leads when an event is a crime scene and a health emergency at once",
            "Who is in charge changes with the law you read: police, health or civil protection",
            "On ne sait pas qui dirige lorsque l'événement est à la fois une enquête et une urgence sanitaire",
        ],
        [
            "Nobody has written down who may release the strategic stockpile and who pays for it afterwards",
            "Release of stockpiled medicines needs too many signatures from several ministries",
            "Não está definido quem autoriza a saída da reserva estratégica nem quem suporta os custos",
        ],
        [
            "Die Einsatzpläne der Sektoren werden getrennt geschrieben und nie gemeinsam gelesen",
            "Each sector writes its own emergency plan and never reads the plans of the others",
            "Sector emergency plans are written separately and do not fit together",
        ],
        [
            "There is no common inventory of what is stockpiled by which sector, and what expires when",
            "No existe un inventario común de las reservas de cada sector ni de sus fechas de caducidad",
        ],
        [
            "No permanent cross-sector body has a mandate for preparedness between crises",
            "We lack a standing cross-sectoral committee with a clear mandate and a small secretariat",
        ],
    ]

    static let topic3: [[String]] = [
        [
            "Health experts without a security clearance cannot be told what the police know",
            "Classified information cannot be shared with health and civil protection when they need it",
            "Too few people in public health hold a security clearance to receive police information",
            "Faute d'habilitation, les acteurs de santé ne reçoivent pas les informations utiles de la police",
        ],
        [
            "Nemamo zajedničku sliku stanja: svaki sektor vodi svoj sustav i svoj dnevnik",
            "There is no shared operational picture, because every service keeps its own system and log",
            "Each service has its own information system and they do not exchange data during an incident",
        ],
        [
            "Kontaktlisten der anderen Sektoren sind veraltet und werden von niemandem gepflegt",
            "Contact lists of the other sectors are out of date and nobody is responsible for them",
            "We do not keep a common, up-to-date list of contact points in all three sectors",
        ],
        [
            "Ministries give contradictory messages to the public in the first hours",
            "Los mensajes al público de los distintos ministerios se contradicen en las primeras horas",
        ],
        [
            "It is unclear which patient data may lawfully be given to investigators, and by whom",
            "Неясно, какие данные о пациентах можно законно передавать следователям и кто это решает",
        ],
    ]

    static let topic4: [[String]] = [
        [
            "Les exercices conjoints sont trop rares : chaque secteur s'entraîne de son côté",
            "Joint exercises of all three sectors are too rare, everyone trains alone",
            "Every sector trains on its own and we exercise together far too seldom",
            "Los ejercicios conjuntos son muy poco frecuentes y cada sector entrena por separado",
        ],
        [
            "Durch Personalwechsel geht das Wissen über die Zusammenarbeit immer wieder verloren",
            "Trained people change posts every two or three years and the knowledge leaves with them",
            "High staff turnover means that cross-sector knowledge is lost again and again",
        ],
        [
            "There is no common minimum training for people of different sectors who will work side by side",
            "We lack a shared basic curriculum on CBRN cooperation for health, police and civil protection",
            "Falta um programa de formação mínimo comum para os três sectores",
        ],
        [
            "Osoblje s prve crte ne može na vježbe jer nema tko raditi umjesto njega",
            "Frontline staff cannot attend training because nobody replaces them on duty",
        ],
        [
            "Hospital staff seldom practise with protective equipment and then never with the rescue services",
            "Hospitals and rescue services use protective equipment differently and never train with it together",
        ],
    ]

    static let topic5: [[String]] = [
        [
            "Les recommandations des retours d'expérience ne sont ni attribuées ni suivies",
            "Recommendations of after-action reports have no owner and nobody follows them up",
            "Nobody checks whether the recommendations after an exercise or event were carried out",
            "Preporuke nakon događaja i vježbi nemaju nositelja i nitko ne prati provedbu",
        ],
        [
            "After an event each sector evaluates itself and there is no joint evaluation",
            "Jeder Sektor wertet den Einsatz für sich aus, eine gemeinsame Auswertung fehlt",
            "There is no joint after-action review of police, health and civil protection",
        ],
        [
            "Fear of blame and of court cases stops people from speaking openly in evaluations",
            "Staff do not speak openly in reviews because what they say may be used against them",
            "El miedo a la culpa y a los tribunales impide hablar con franqueza en las evaluaciones",
        ],
        [
            "Exposed people and responders are not registered in common, so long-term follow-up is impossible",
            "Sans registre commun, le suivi à long terme des personnes exposées et des intervenants est impossible",
        ],
        [
            "It is not defined who declares a place safe for people to return, and on which advice",
            "Não está definido quem declara que um local é seguro para o regresso das pessoas",
        ],
    ]
}
