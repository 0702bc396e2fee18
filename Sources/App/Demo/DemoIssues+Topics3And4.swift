// Issues on information sharing (3) and on capacity building (4).

extension DemoIssues {
    static let topic3: [DemoIssue] = [
        DemoIssue(
            topic: 3, author: "es-prueba", language: "en",
            title: "Health experts without a security clearance cannot be told what the police know",
            explanation: """
                So they prepare for the wrong thing, or too late. A short unclassified summary would \
                often be enough.
                """),
        DemoIssue(
            topic: 3, author: "be-proefstuk", language: "en",
            title: "Classified information cannot be shared with health and civil protection when they need it",
            explanation: "We have no routine for writing a version that may be released."),
        DemoIssue(
            topic: 3, author: "ie-sample", language: "en",
            title: "Too few people in public health hold a security clearance to receive police information",
            explanation: "In my institute there are two, and one is on leave."),
        DemoIssue(
            topic: 3, author: "fr-exemple", language: "fr",
            title: "Faute d'habilitation, les acteurs de santé ne reçoivent pas les informations utiles de la police",
            explanation: "Une note courte et non classifiée, prévue à l'avance, suffirait souvent."),
        DemoIssue(
            topic: 3, author: "hr-proba", language: "hr",
            title: "Nemamo zajedničku sliku stanja: svaki sektor vodi svoj sustav i svoj dnevnik",
            explanation: "Podaci se prepisuju telefonom i kasne."),
        DemoIssue(
            topic: 3, author: "no-prove", language: "en",
            title: "There is no shared operational picture, because every service keeps its own system and log",
            explanation: "Four maps on four walls, each with another number of people affected."),
        DemoIssue(
            topic: 3, author: "pl-proba", language: "en",
            title: "Each service has its own information system and they do not exchange data during an incident",
            explanation: "Liaison officers type the same figures several times."),
        DemoIssue(
            topic: 3, author: "at-probe", language: "de",
            title: "Kontaktlisten der anderen Sektoren sind veraltet und werden von niemandem gepflegt",
            explanation: "Beim letzten Probealarm stimmte ein Drittel der Nummern nicht mehr."),
        DemoIssue(
            topic: 3, author: "it-campione", language: "en",
            title: "Contact lists of the other sectors are out of date and nobody is responsible for them",
            explanation: "Names instead of functions: after each reorganisation the list is useless."),
        DemoIssue(
            topic: 3, author: "fi-nayte", language: "en",
            title: "We do not keep a common, up-to-date list of contact points in all three sectors",
            explanation: "It should list duty functions, not persons, and be tested every quarter."),
        DemoIssue(
            topic: 3, author: "ie-template", language: "en",
            title: "Ministries give contradictory messages to the public in the first hours",
            explanation: "Each press office publishes alone because there is no agreed joint text to start from."),
        DemoIssue(
            topic: 3, author: "es-modelo", language: "es",
            title: "Los mensajes al público de los distintos ministerios se contradicen en las primeras horas",
            explanation: "No hay un portavoz común ni textos preparados de antemano."),
        DemoIssue(
            topic: 3, author: "be-voorbeeld", language: "en",
            title: "It is unclear which patient data may lawfully be given to investigators, and by whom",
            explanation: "Doctors refuse everything out of caution or give too much under pressure. Both are bad."),
        DemoIssue(
            topic: 3, author: "fi-malli", language: "ru",
            title: "Неясно, какие данные о пациентах можно законно передавать следователям и кто это решает",
            explanation: "Врачи боятся нарушить закон, следователи теряют время."),
        DemoIssue(
            topic: 3, author: "pl-przyklad", language: "en",
            title: "The same word means different things in each sector: alert, incident, zone, contaminated",
            explanation: "A shared glossary of thirty words on one page would already help."),
        DemoIssue(
            topic: 3, author: "it-modello", language: "en",
            title: "Information goes up to the ministries but does not come back down to those who sent it",
            explanation: "Field units report every hour and hear the result on television."),
        DemoIssue(
            topic: 3, author: "hr-primjer", language: "en",
            title: "Hospitals learn of an incident from arriving patients or the news before any official call",
            explanation: """
                A first short warning, even if incomplete, should go to hospitals in parallel with \
                the deployment.
                """),
        DemoIssue(
            topic: 3, author: "fr-specimen", language: "en",
            title: "Liaison officers are sent without a mandate, without access and without a deputy",
            explanation: "After twelve hours nobody replaces them."),
        DemoIssue(
            topic: 3, author: "at-beispiel", language: "en",
            title: "So many situation reports arrive that the important change is overlooked",
            explanation: "Nobody marks what is new since the last report."),
        DemoIssue(
            topic: 3, author: "hu-proba", language: "en",
            title: "Neighbouring regions across the border are informed late, because only capitals are in contact",
            explanation: "Local services know each other but have no permission to talk officially."),
    ]

    static let topic4: [DemoIssue] = [
        DemoIssue(
            topic: 4, author: "fr-modele", language: "fr",
            title: "Les exercices conjoints sont trop rares : chaque secteur s'entraîne de son côté",
            explanation: "Nous nous rencontrons pour la première fois le jour de l'événement."),
        DemoIssue(
            topic: 4, author: "be-gabarit", language: "en",
            title: "Joint exercises of all three sectors are too rare, everyone trains alone",
            explanation: "The last one in my province was six years ago."),
        DemoIssue(
            topic: 4, author: "pl-szablon", language: "en",
            title: "Every sector trains on its own and we exercise together far too seldom",
            explanation: "Small and frequent joint drills would bring more than one large show."),
        DemoIssue(
            topic: 4, author: "es-prueba", language: "es",
            title: "Los ejercicios conjuntos son muy poco frecuentes y cada sector entrena por separado",
            explanation: "Haría falta un calendario común de ejercicios pequeños."),
        DemoIssue(
            topic: 4, author: "at-mustermann", language: "de",
            title: "Durch Personalwechsel geht das Wissen über die Zusammenarbeit immer wieder verloren",
            explanation: "Nach zwei Jahren kennt niemand mehr die Absprachen."),
        DemoIssue(
            topic: 4, author: "ie-example", language: "en",
            title: "Trained people change posts every two or three years and the knowledge leaves with them",
            explanation: "There is no hand-over file and no duty to train the successor."),
        DemoIssue(
            topic: 4, author: "no-eksempel", language: "en",
            title: "High staff turnover means that cross-sector knowledge is lost again and again",
            explanation: "We depend on three experienced persons who will retire soon."),
        DemoIssue(
            topic: 4, author: "it-esempio", language: "en",
            title: "There is no common minimum training for people of different sectors who will work side by side",
            explanation: "Two days on roles, words and the limits of the others would be enough as a base."),
        DemoIssue(
            topic: 4, author: "hr-uzorak", language: "en",
            title: "We lack a shared basic curriculum on CBRN cooperation for health, police and civil protection",
            explanation: "Every academy invents its own course."),
        DemoIssue(
            topic: 4, author: "pt-amostra", language: "pt",
            title: "Falta um programa de formação mínimo comum para os três sectores",
            explanation: "Cada academia ensina procedimentos diferentes."),
        DemoIssue(
            topic: 4, author: "hr-nacrt", language: "hr",
            title: "Osoblje s prve crte ne može na vježbe jer nema tko raditi umjesto njega",
            explanation: "Bez zamjene dolaze uvijek isti ljudi iz uprave."),
        DemoIssue(
            topic: 4, author: "be-staal", language: "en",
            title: "Frontline staff cannot attend training because nobody replaces them on duty",
            explanation: "The same managers come to each exercise, the night shift never does."),
        DemoIssue(
            topic: 4, author: "pl-wzor", language: "en",
            title: "Hospital staff seldom practise with protective equipment and then never with the rescue services",
            explanation: "The hand-over of patients at the hospital door is where procedures differ most."),
        DemoIssue(
            topic: 4, author: "fi-esimerkki", language: "en",
            title: """
                Hospitals and rescue services use protective equipment differently and never train \
                with it together
                """,
            explanation: "Each follows its own manual, and nobody has laid the two side by side."),
        DemoIssue(
            topic: 4, author: "no-monster", language: "en",
            title: "Exercises are written to succeed, so the hard decisions between sectors are never practised",
            explanation: "Nobody wants to fail in front of the minister."),
        DemoIssue(
            topic: 4, author: "fr-essai", language: "en",
            title: """
                Senior decision makers send a deputy to exercises and take their first joint \
                decision in a real crisis
                """,
            explanation: "A two-hour table-top made for them would find room in a diary."),
        DemoIssue(
            topic: 4, author: "it-prova", language: "en",
            title: "Investigators and rescuers do not learn how to protect evidence and save people at the same time",
            explanation: "Both tasks can be reconciled if they are practised together."),
        DemoIssue(
            topic: 4, author: "es-modelo", language: "en",
            title: "Volunteers and private ambulance services are never included in training",
            explanation: "They will be there in the first hour."),
        DemoIssue(
            topic: 4, author: "fi-nayte", language: "en",
            title: "Exercises last four hours on a weekday morning, never overnight with a change of shift",
            explanation: "Hand-over between shifts and between sectors is where we lose information."),
        DemoIssue(
            topic: 4, author: "ie-sample", language: "en",
            title: "Psychological support for responders of all sectors is not part of training or rosters",
            explanation: "People must know before an event what help there will be after it."),
    ]
}
