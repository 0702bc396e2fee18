import Domain

/// What the network asks its countries: five pillars, those of a workshop in Zagreb, with three indicators each. All texts are our own.
enum SecretariatsFramework {
    static let code = "DEMO"
    static let title = "Demo capacities"

    static let pillars: [(title: String, indicators: [(code: String, capacity: String, text: String)])] = [
        (
            "Surveillance, detection and joint risk assessment",
            [
                ("1.1", "Detection", "Services of health and security see unusual reports of each other the same day."),
                ("1.2", "Risk", "A joint assessment of risk can be called at any hour, and has been."),
                ("1.3", "Detection", "Laboratories across sectors know who confirms what, and how fast."),
            ]
        ),
        (
            "Planning across sectors, stockpiles and governance",
            [
                ("2.1", "Plans", "One plan names who leads, who supports and who decides in between."),
                ("2.2", "Stockpiles", "It is known what is stored where, and who may open it at night."),
                ("2.3", "Governance", "Somebody is responsible for cooperation across sectors, by office."),
            ]
        ),
        (
            "Information sharing and flow",
            [
                ("3.1", "First notice", "A first notice reaches the other sectors within the hour."),
                ("3.2", "Languages", "Neighbouring countries can be told in words that they understand."),
                ("3.3", "The public", "The public hears one message from all services."),
            ]
        ),
        (
            "People, training and exercises",
            [
                ("4.1", "Training", "Police, civil protection and health are trained together."),
                ("4.2", "Exercises", "An exercise across sectors is held every year, and evaluated."),
                ("4.3", "People", "There are enough trained people for a second and a third shift."),
            ]
        ),
        (
            "Evaluation, recovery and corrective measures",
            [
                ("5.1", "Evaluation", "After an event all sectors look at it together."),
                ("5.2", "Recovery", "It is agreed who says that a place may be used again, and on what grounds."),
                ("5.3", "Corrective measures", "What was learned has an owner and a day, and is tested again."),
            ]
        ),
    ]

    static let codes: [String] = pillars.flatMap { $0.indicators.map(\.code) }

    /// What levels 1 to 5 mean, of any of them.
    private static let levels: [String] = [
        "It depends on people who happen to know each other.", "It is written down.",
        "It is done in the capital, or in one service.", "It is done everywhere.",
        "It is done everywhere, tested every year, and made better.",
    ]

    static var content: FrameworkContent {
        FrameworkContent(
            pillars.flatMap { pillar in
                pillar.indicators.map { one in
                    FrameworkIndicator(
                        pillar: pillar.title, capacity: one.capacity,
                        question: Question(one.code, .scale, LocalWords(["en": one.text])),
                        levels: levels.map { LocalWords(["en": $0]) })
                }
            })
    }
}
