// What `roundtable simulate` says while it plays the other people in the room.

/// A short issue that a simulated participant writes live.
package struct DemoVoice: Sendable, Equatable {
    /// 1 to 5, the number in `DemoTopics`.
    package let topic: Int
    /// ISO 639-1.
    package let language: String
    package let title: String
}

package enum DemoVoices {
    /// Sixty late issues, twelve a topic; those listed in `echoes` repeat an issue that is already there.
    package static var late: [DemoVoice] { late1 + late2 + late3 + late4 + late5 }

    private static let late1: [DemoVoice] = [
        DemoVoice(
            topic: 1, language: "en",
            title: "Police and health early warnings are never looked at together"),
        DemoVoice(
            topic: 1, language: "en",
            title: "When exactly must I alert the other sectors? It is written nowhere"),
        DemoVoice(
            topic: 1, language: "fr",
            title: "Pas de méthode commune d'évaluation des risques entre les secteurs"),
        DemoVoice(
            topic: 1, language: "en",
            title: "No one to call in the other sectors at night or at weekends"),
        DemoVoice(
            topic: 1, language: "en",
            title: "Ambulance dispatch data would show a cluster early, but nobody analyses them"),
        DemoVoice(
            topic: 1, language: "en",
            title: "School and workplace absence figures are not used as a signal"),
        DemoVoice(
            topic: 1, language: "de",
            title: "Grenznahe Ereignisse sehen wir zu spät, weil nur national gemeldet wird"),
        DemoVoice(
            topic: 1, language: "en",
            title: "Customs has information on unusual shipments that never reaches health"),
        DemoVoice(
            topic: 1, language: "en",
            title: "We lack people who can explain a technical reading to decision makers"),
        DemoVoice(
            topic: 1, language: "es",
            title: "Las alertas de las redes sociales no se verifican de forma conjunta"),
        DemoVoice(
            topic: 1, language: "en",
            title: "Risk assessments say nothing about how sure we are"),
        DemoVoice(
            topic: 1, language: "hr",
            title: "Mali laboratoriji ne znaju kamo poslati neuobičajen uzorak"),
    ]

    private static let late2: [DemoVoice] = [
        DemoVoice(
            topic: 2, language: "en",
            title: "Nobody knows who is in charge in the first hour"),
        DemoVoice(
            topic: 2, language: "de",
            title: "Wer führt, wenn Tatort und Gesundheitskrise zusammenfallen, ist ungeklärt"),
        DemoVoice(
            topic: 2, language: "en",
            title: "Too many ministries must sign before the stockpile can be opened"),
        DemoVoice(
            topic: 2, language: "en",
            title: "Our emergency plans contradict the plans of the other sectors"),
        DemoVoice(
            topic: 2, language: "en",
            title: "Stockpiles are in the capital, transport to the regions is not planned"),
        DemoVoice(
            topic: 2, language: "en",
            title: "Neighbouring countries could share a reserve, but there is no legal basis"),
        DemoVoice(
            topic: 2, language: "fr",
            title: "Les plans ne sont pas relus après un changement de gouvernement ou d'organisation"),
        DemoVoice(
            topic: 2, language: "en",
            title: "Plans for mass events are made by the police alone"),
        DemoVoice(
            topic: 2, language: "pt",
            title: "Os planos não têm versão curta para quem está de serviço"),
        DemoVoice(
            topic: 2, language: "en",
            title: "The prosecutor is not part of any planning group"),
        DemoVoice(
            topic: 2, language: "ru",
            title: "Планы не учитывают нехватку персонала в отпускной период"),
        DemoVoice(
            topic: 2, language: "en",
            title: "No agreement on which services stay open and which may pause"),
    ]

    private static let late3: [DemoVoice] = [
        DemoVoice(
            topic: 3, language: "en",
            title: "Security clearance stops information from reaching hospitals"),
        DemoVoice(
            topic: 3, language: "en",
            title: "No common operational picture for all services"),
        DemoVoice(
            topic: 3, language: "fr",
            title: "Les listes de contacts des autres secteurs ne sont pas à jour"),
        DemoVoice(
            topic: 3, language: "en",
            title: "Every ministry tells the public something different"),
        DemoVoice(
            topic: 3, language: "en",
            title: "Radio systems of rescue services and hospitals are not connected"),
        DemoVoice(
            topic: 3, language: "en",
            title: "Rumours spread faster than our answers, and no one watches them for all sectors"),
        DemoVoice(
            topic: 3, language: "hr",
            title: "Nema dogovorenog prvog izvješća od deset redaka za sve sektore"),
        DemoVoice(
            topic: 3, language: "en",
            title: "Video meetings of the crisis staff have no minutes and no decisions list"),
        DemoVoice(
            topic: 3, language: "de",
            title: "Der Datenschutz wird als Ausrede benutzt, weil niemand die Regeln kennt"),
        DemoVoice(
            topic: 3, language: "en",
            title: "International notifications are sent without telling national partners"),
        DemoVoice(
            topic: 3, language: "es",
            title: "Los centros de emergencia no reciben la información de vuelta"),
        DemoVoice(
            topic: 3, language: "en",
            title: "Staff use private messengers because official channels are too slow"),
    ]

    private static let late4: [DemoVoice] = [
        DemoVoice(
            topic: 4, language: "en",
            title: "We should exercise together far more often"),
        DemoVoice(
            topic: 4, language: "en",
            title: "People rotate too fast and the knowledge is gone"),
        DemoVoice(
            topic: 4, language: "de",
            title: "Es fehlt eine gemeinsame Grundausbildung für alle drei Sektoren"),
        DemoVoice(
            topic: 4, language: "en",
            title: "No replacement on duty, so frontline staff miss the training"),
        DemoVoice(
            topic: 4, language: "en",
            title: "Interpreters and cultural mediators are not trained for emergencies"),
        DemoVoice(
            topic: 4, language: "en",
            title: "Call takers get no training on unusual symptoms reported by several callers"),
        DemoVoice(
            topic: 4, language: "fr",
            title: "Les hôpitaux privés ne participent jamais aux exercices"),
        DemoVoice(
            topic: 4, language: "en",
            title: "Evaluators come from the same sector as the players"),
        DemoVoice(
            topic: 4, language: "en",
            title: "Laboratory surge staff are not trained to work with police chain of custody"),
        DemoVoice(
            topic: 4, language: "ru",
            title: "Нет обмена наблюдателями на учениях между странами"),
        DemoVoice(
            topic: 4, language: "en",
            title: "Training is online only, and nobody meets the other sectors"),
        DemoVoice(
            topic: 4, language: "es",
            title: "Faltan formadores que conozcan los tres sectores"),
    ]

    private static let late5: [DemoVoice] = [
        DemoVoice(
            topic: 5, language: "en",
            title: "Lessons are written down and then nobody follows them up"),
        DemoVoice(
            topic: 5, language: "fr",
            title: "Chaque secteur fait son bilan sans les autres"),
        DemoVoice(
            topic: 5, language: "en",
            title: "People are afraid to say openly what went wrong"),
        DemoVoice(
            topic: 5, language: "en",
            title: "Who decides that people may go back home?"),
        DemoVoice(
            topic: 5, language: "en",
            title: "Support for affected businesses is decided without civil protection"),
        DemoVoice(
            topic: 5, language: "en",
            title: "Mental health care ends after a few weeks, the need does not"),
        DemoVoice(
            topic: 5, language: "de",
            title: "Aufräumarbeiten sind nicht finanziert und nicht zugeordnet"),
        DemoVoice(
            topic: 5, language: "en",
            title: "Responders never get a thank you or a debriefing across sectors"),
        DemoVoice(
            topic: 5, language: "hr",
            title: "Lokalna zajednica nije uključena u plan oporavka"),
        DemoVoice(
            topic: 5, language: "en",
            title: "Evaluation starts when memories have already faded"),
        DemoVoice(
            topic: 5, language: "pt",
            title: "Não há prazo para repetir o exercício e verificar as correcções"),
        DemoVoice(
            topic: 5, language: "en",
            title: "Data collected during the event are deleted before anyone can learn from them"),
    ]

    /// Late title → one title of `DemoIssues` that says the same.
    static let echoes: [String: String] = [
        "Police and health early warnings are never looked at together":
            "Health surveillance signals and police intelligence never meet in one place",
        "When exactly must I alert the other sectors? It is written nowhere":
            "It is not agreed from which threshold health must alert the police, or the police must alert health",
        "Pas de méthode commune d'évaluation des risques entre les secteurs":
            "Each sector uses its own risk assessment method, so our results cannot be compared",
        "No one to call in the other sectors at night or at weekends":
            "Outside office hours nobody knows whom to call in the other sectors with an early suspicion",
        "Nobody knows who is in charge in the first hour":
            "It is unclear who leads when an event is a crime scene and a health emergency at once",
        "Wer führt, wenn Tatort und Gesundheitskrise zusammenfallen, ist ungeklärt":
            "Nije jasno tko vodi kad je događaj istodobno mjesto zločina i zdravstvena kriza",
        "Too many ministries must sign before the stockpile can be opened":
            "Nobody has written down who may release the strategic stockpile and who pays for it afterwards",
        "Our emergency plans contradict the plans of the other sectors":
            "Each sector writes its own emergency plan and never reads the plans of the others",
        "Security clearance stops information from reaching hospitals":
            "Health experts without a security clearance cannot be told what the police know",
        "No common operational picture for all services":
            "There is no shared operational picture, because every service keeps its own system and log",
        "Les listes de contacts des autres secteurs ne sont pas à jour":
            "Kontaktlisten der anderen Sektoren sind veraltet und werden von niemandem gepflegt",
        "Every ministry tells the public something different":
            "Ministries give contradictory messages to the public in the first hours",
        "We should exercise together far more often":
            "Joint exercises of all three sectors are too rare, everyone trains alone",
        "People rotate too fast and the knowledge is gone":
            "Trained people change posts every two or three years and the knowledge leaves with them",
        "Es fehlt eine gemeinsame Grundausbildung für alle drei Sektoren":
            "There is no common minimum training for people of different sectors who will work side by side",
        "No replacement on duty, so frontline staff miss the training":
            "Frontline staff cannot attend training because nobody replaces them on duty",
        "Lessons are written down and then nobody follows them up":
            "Recommendations of after-action reports have no owner and nobody follows them up",
        "Chaque secteur fait son bilan sans les autres":
            "After an event each sector evaluates itself and there is no joint evaluation",
        "People are afraid to say openly what went wrong":
            "Fear of blame and of court cases stops people from speaking openly in evaluations",
        "Who decides that people may go back home?":
            "It is not defined who declares a place safe for people to return, and on which advice",
    ]
}
