/// Issues as experts write them, labelled by hand: texts in one group say nearly the same, singles say something else
/// although they share words. Invented for this test; coordination matters only.
enum LabelledIssues {
    static let groups: [[String]] = [
        [
            "No shared contact list of duty officers across sectors",
            "There is no common list of duty officer contacts shared between the sectors",
        ],
        [
            "Joint exercises are held too rarely",
            "Joint cross-sector exercises are too rare",
            "We exercise jointly too rarely",
        ],
        [
            "Unclear who leads the response in the first hour",
            "It is not clear who has the lead during the first hour of a response",
        ],
        [
            "Hospitals receive alerts from the police too late",
            "Police alerts reach hospitals too late",
        ],
        [
            "Different terminology in health and law enforcement",
            "Health and law enforcement use different terms",
        ],
        [
            "No legal basis for sharing patient data with investigators",
            "Legal basis for sharing data on patients with investigators is missing",
        ],
        [
            "Radio systems of fire service and ambulance are not interoperable",
            "Ambulance and fire services have radios that are not interoperable",
        ],
        [
            "Stockpiles of protective equipment are not known to the other sectors",
            "Other sectors do not know what protective equipment is stockpiled",
        ],
        [
            "Lessons identified after exercises are not followed up",
            "No follow-up of lessons identified in exercises",
            "Nobody follows up the lessons that exercises identify",
        ],
        [
            "Cross-border notification depends on personal contacts",
            "Notifying across borders relies on personal contacts",
        ],
        [
            "No common platform for situational awareness",
            "Missing a common situational awareness platform",
        ],
        [
            "Volunteers are not included in emergency plans",
            "Emergency plans do not include volunteers",
        ],
        [
            "Public communication is not coordinated between ministries",
            "Ministries do not coordinate their communication to the public",
        ],
        [
            "Laboratory results are shared too slowly with civil protection",
            "Slow sharing of laboratory results with civil protection",
        ],
        [
            "Staff turnover means that trained people are lost",
            "Trained people are lost because of high staff turnover",
        ],
        [
            "Decontamination responsibilities between fire service and hospitals are unclear",
            "Unclear responsibility for decontamination between hospitals and the fire service",
        ],
        [
            "Risk assessments are made by each sector separately",
            "Each sector makes its own separate risk assessment",
        ],
        [
            "Private operators are not part of planning",
            "Planning happens without private operators",
        ],
        [
            "No budget for joint training of first responders",
            "Joint training for first responders has no budget",
        ],
        [
            "Psychosocial support for responders is forgotten in recovery plans",
            "Recovery plans forget psychosocial support of responders",
        ],
        [
            "Classified information cannot be passed to health authorities",
            "Health authorities cannot receive classified information",
        ],
        [
            "Roles in the joint command post are not defined",
            "Undefined roles in a joint command post",
        ],
        // Harder: the same thing in largely other words.
        [
            "Nobody knows who decides at the start of an incident",
            "Who decides when an incident starts is not settled",
        ],
        [
            "Information is shared informally, through people who know each other",
            "We rely on informal relations to share information",
        ],
        [
            "Border guards are not involved in exercises",
            "Exercises leave out the border guard",
        ],
        [
            "The ministries have never tested the national plan together",
            "National plan untested across ministries",
        ],
        [
            "Feedback from incidents does not reach those who write the plans",
            "Those who plan never hear what was learned in real incidents",
        ],
        [
            "Pas de liste commune des contacts de permanence entre secteurs",
            "Il manque une liste commune de contacts de permanence entre les secteurs",
        ],
        [
            "Les exercices conjoints sont trop rares",
            "Trop peu d'exercices conjoints sont organisés",
        ],
        [
            "La communication au public n'est pas coordonnée entre les ministères",
            "Les ministères ne coordonnent pas leur communication au public",
        ],
        [
            "Нет единого списка контактов дежурных между секторами",
            "Отсутствует единый список контактов дежурных служб разных секторов",
        ],
        [
            "Совместные учения проводятся слишком редко",
            "Совместные учения проходят редко",
        ],
    ]

    static let singles: [String] = [
        "Exercise scenarios are not realistic enough for hospitals",
        "The police have no liaison officer in the health crisis centre",
        "No agreed triggers for activating the national plan",
        "Translation of guidance into minority languages takes weeks",
        "Mutual aid agreements with neighbouring countries are outdated",
        "Insurance of volunteers abroad is not settled",
        "Small municipalities have no one on call at night",
        "Radio frequencies at the border are congested",
        "Training material is only available in English",
        "Public warning messages do not reach tourists",
        "Stockpile rotation is not financed",
        "Laboratory capacity is not sufficient at weekends",
        "First responders are not vaccinated against seasonal influenza",
        "Legal responsibility of the incident commander ends at the hospital door",
        "Debriefing is held only inside each organisation",
        "Data protection rules are read differently by each ministry",
        "Transport operators do not know the reporting channel",
        "The media hear of an alert before the regional authorities",
        "Requests for international assistance take too long to approve",
        "Evaluation after incidents looks for guilt instead of causes",
        "Les laboratoires n'ont pas assez de personnel le week-end",
        "Le cadre juridique du partage de données est incertain",
        "Недостаточно переводчиков для международных учений",
        "Больницы не участвуют в региональном планировании",
    ]

    /// Groups that mean the same in two languages, by their first text: a pair between them is right if it is found
    /// (English and French share many stems), and not missed if it is not.
    static let translations: [(String, String)] = [
        (
            "No shared contact list of duty officers across sectors",
            "Pas de liste commune des contacts de permanence entre secteurs"
        ),
        ("Joint exercises are held too rarely", "Les exercices conjoints sont trop rares"),
        (
            "Public communication is not coordinated between ministries",
            "La communication au public n'est pas coordonnée entre les ministères"
        ),
    ]

    static func areTranslations(_ first: String, _ second: String) -> Bool {
        func group(_ text: String) -> String? { groups.first { $0.contains(text) }?.first }
        return translations.contains { $0.0 == group(first) && $0.1 == group(second) }
    }

    /// All texts, and the pairs that should be found.
    static var all: (texts: [String], pairs: Set<[Int]>) {
        var texts: [String] = []
        var pairs: Set<[Int]> = []
        for group in groups {
            for i in group.indices {
                for j in group.indices.dropFirst(i + 1) { pairs.insert([texts.count + i, texts.count + j]) }
            }
            texts += group
        }
        return (texts + singles, pairs)
    }
}
