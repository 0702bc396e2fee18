// Issues on evaluation and recovery (5).

extension DemoIssues {
    static let topic5: [DemoIssue] = [
        DemoIssue(
            topic: 5, author: "fr-exemple", language: "fr",
            title: "Les recommandations des retours d'expérience ne sont ni attribuées ni suivies",
            explanation: "Le rapport est publié, puis rangé. Deux ans plus tard nous écrivons les mêmes phrases."),
        DemoIssue(
            topic: 5, author: "no-prove", language: "en",
            title: "Recommendations of after-action reports have no owner and nobody follows them up",
            explanation: "A list with a name, a date and a yearly look at it would change a lot."),
        DemoIssue(
            topic: 5, author: "it-campione", language: "en",
            title: "Nobody checks whether the recommendations after an exercise or event were carried out",
            explanation: "We find the same lesson in three reports in a row."),
        DemoIssue(
            topic: 5, author: "hr-proba", language: "hr",
            title: "Preporuke nakon događaja i vježbi nemaju nositelja i nitko ne prati provedbu",
            explanation: "Isti zaključak ponavlja se iz izvješća u izvješće."),
        DemoIssue(
            topic: 5, author: "at-mustermann", language: "en",
            title: "After an event each sector evaluates itself and there is no joint evaluation",
            explanation: "The gaps are between the services, and no single evaluation looks there."),
        DemoIssue(
            topic: 5, author: "be-gabarit", language: "de",
            title: "Jeder Sektor wertet den Einsatz für sich aus, eine gemeinsame Auswertung fehlt",
            explanation: "Die Schnittstellen sieht so niemand an."),
        DemoIssue(
            topic: 5, author: "pl-proba", language: "en",
            title: "There is no joint after-action review of police, health and civil protection",
            explanation: "Three reports are written, with three time lines that contradict each other."),
        DemoIssue(
            topic: 5, author: "be-proefstuk", language: "en",
            title: "Fear of blame and of court cases stops people from speaking openly in evaluations",
            explanation: "While an investigation is running, lawyers advise everyone to be silent."),
        DemoIssue(
            topic: 5, author: "ie-sample", language: "en",
            title: "Staff do not speak openly in reviews because what they say may be used against them",
            explanation: "We need a protected way of learning, clearly separated from the judicial inquiry."),
        DemoIssue(
            topic: 5, author: "es-muestra", language: "es",
            title: "El miedo a la culpa y a los tribunales impide hablar con franqueza en las evaluaciones",
            explanation: "Hace falta un espacio protegido para aprender."),
        DemoIssue(
            topic: 5, author: "be-voorbeeld", language: "en",
            title: "Exposed people and responders are not registered in common, so long-term follow-up is impossible",
            explanation: "Hospitals, police and employers each have a part of the list."),
        DemoIssue(
            topic: 5, author: "fr-specimen", language: "fr",
            title: """
                Sans registre commun, le suivi à long terme des personnes exposées et des \
                intervenants est impossible
                """,
            explanation: "Les listes sont dispersées entre l'hôpital, la police et les employeurs."),
        DemoIssue(
            topic: 5, author: "hr-primjer", language: "en",
            title: "It is not defined who declares a place safe for people to return, and on which advice",
            explanation: "Environment, health and the mayor each wait for the others to sign."),
        DemoIssue(
            topic: 5, author: "pt-ensaio", language: "pt",
            title: "Não está definido quem declara que um local é seguro para o regresso das pessoas",
            explanation: "Cada entidade espera pela assinatura da outra."),
        DemoIssue(
            topic: 5, author: "lv-paraugs", language: "ru",
            title: "Опыт соседних стран до нас не доходит: отчёты не переводятся и ими не обмениваются",
            explanation: "Достаточно было бы двух страниц общих выводов на каждое событие или учение."),
        DemoIssue(
            topic: 5, author: "it-modello", language: "en",
            title: "The needs of the investigation and the wish to reopen quickly collide, and no one arbitrates",
            explanation: "Shops and schools ask each day, and each service gives another date."),
        DemoIssue(
            topic: 5, author: "es-ejemplo", language: "en",
            title: "Families and victims have to repeat their story to each authority after an event",
            explanation: "One contact point for all sectors would spare them a great deal."),
        DemoIssue(
            topic: 5, author: "fi-esimerkki", language: "en",
            title: """
                We have no indicators to tell whether cross-sectoral cooperation became better since \
                the last event
                """,
            explanation: "We count meetings, not results."),
        DemoIssue(
            topic: 5, author: "pl-wzor", language: "en",
            title: "Who pays for the recovery of stocks, equipment and overtime remains open for years",
            explanation: "In the meantime services are less prepared than before the event."),
        DemoIssue(
            topic: 5, author: "ie-template", language: "en",
            title: "Recovery planning starts after the response ends, instead of beside it from the first day",
            explanation: "A small recovery cell should sit in the staff from the beginning."),
    ]
}
