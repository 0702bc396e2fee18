// What the nine groups of the demo wrote at their tables: facilitating and blocking aspects, each on a case or on none.

/// One card of an analysis.
struct DemoAspect: Sendable, Equatable {
    /// Stable name used by the other demo tables.
    let key: String
    /// 1 to 9.
    let group: Int
    /// Whether it helps (facilitating) or stands in the way (blocking).
    let helps: Bool
    /// 1 to 5.
    let weight: Int
    /// Nil if all sectors are concerned alike.
    let sector: String?
    let text: String
    /// `DemoCase.key`; empty: the group said that it rests on no case.
    let cases: [String]
    /// ISO 639-1.
    let language: String

    init(
        _ key: String, _ group: Int, helps: Bool, _ weight: Int, _ sector: String?, _ text: String,
        _ cases: [String] = [],
        language: String = "en"
    ) {
        self.key = key
        self.group = group
        self.helps = helps
        self.weight = weight
        self.sector = sector
        self.text = text
        self.cases = cases
        self.language = language
    }

    /// `DemoPriorities.Choice.key`
    var issue: String { DemoPriorities.byGroup[group - 1] }
}

enum DemoAnalysis {
    static let all: [DemoAspect] = information + leadership

    private static let information: [DemoAspect] = [
        DemoAspect(
            "half-page", 1, helps: true, 5, "security",
            "A form for a releasable version of half a page lies ready at the police, so that writing it takes minutes",
            ["letters"]),
        DemoAspect(
            "two-deputies", 1, helps: true, 3, "health",
            "Two people in each health institute hold a clearance and are deputies of each other", ["letters"]),
        DemoAspect(
            "clearance-year", 1, helps: false, 5, "health",
            "A clearance takes nine to fourteen months and ends when a person changes the post", []),
        DemoAspect(
            "nobody-writes", 1, helps: false, 4, "security",
            "Nobody in the investigation has the task of writing what others may know", ["closed-review"]),
        DemoAspect(
            "no-request", 1, helps: false, 2, "civil-protection",
            "Civil protection does not know whom to ask for a version that may be passed on", ["lantern"]),
        DemoAspect(
            "joint-lawyers", 2, helps: true, 5, nil,
            "Lawyers of the prosecutor and of the health authority can be reached in the same hour and answer together",
            ["school"]),
        DemoAspect(
            "one-request", 2, helps: true, 3, "security", "Investigators send one written request through one office",
            ["school"]),
        DemoAspect(
            "three-laws", 2, helps: false, 5, "health",
            "Three laws are quoted for the same request, and each names another authority that decides", ["market-hall"]
        ),
        DemoAspect(
            "fear", 2, helps: false, 4, "health", "Doctors fear a personal penalty, so they wait or refuse",
            ["market-hall"]),
        DemoAspect(
            "no-log", 2, helps: false, 2, nil,
            "Nobody keeps a list of what was given to whom, so the same data are asked for again", ["market-hall"]),
        DemoAspect(
            "three-lines", 3, helps: true, 5, "health",
            "A warning of three lines goes to all hospitals at the moment of deployment, even if it is incomplete",
            ["winter-ward"]),
        DemoAspect(
            "group-call", 3, helps: true, 3, "civil-protection",
            "The emergency number can reach all hospital duty officers with one group call", ["winter-ward"]),
        DemoAspect(
            "wait-confirm", 3, helps: false, 5, "civil-protection",
            "Control rooms wait for a confirmed picture before they warn anybody", ["concert"]),
        DemoAspect(
            "no-owner", 3, helps: false, 4, nil,
            "The first call to hospitals belongs to no plan, so it depends on who is on duty", ["concert"]),
        DemoAspect("false-alarm", 3, helps: false, 2, "health", "After two false alarms hospitals stop reacting", []),
        DemoAspect(
            "written-version", 7, helps: true, 4, "security",
            "A ready form lets the police write a version that may be released within the hour", ["letters"]),
        DemoAspect(
            "liaison-desk", 7, helps: true, 4, nil,
            "A health liaison officer sits in the police situation room during large events", ["lantern"]),
        DemoAspect(
            "long-clearance", 7, helps: false, 4, "health",
            "Vetting for a clearance lasts about a year, and the number of places is limited", []),
        DemoAspect(
            "originator", 7, helps: false, 3, "security",
            "The originator of a foreign report must agree to each release, and cannot be reached at night",
            ["closed-review"]),
        DemoAspect(
            "habit", 7, helps: false, 3, nil,
            "On a tous l'habitude de ne rien dire plutôt que de dire le minimum utile", [], language: "fr"),
        DemoAspect(
            "minimum-set", 8, helps: true, 4, "health",
            "A minimum data set, agreed with the data protection authority, says what may be given without a new decision",
            []),
        DemoAspect(
            "same-room", 8, helps: true, 4, nil, "Prosecutor and health authority sit in one room for the first day",
            ["school"]),
        DemoAspect(
            "who-decides", 8, helps: false, 5, nil, "No single function decides on patient data outside office hours",
            ["market-hall"]),
        DemoAspect(
            "paper-only", 8, helps: false, 3, "health",
            "Ward lists are on paper, so what was lawful to give cannot be given in time", []),
        DemoAspect(
            "trust", 8, helps: false, 2, "security",
            "Investigators do not learn why a request was refused and ask for more the next time", ["market-hall"]),
        DemoAspect(
            "parallel-warning", 9, helps: true, 5, nil,
            "The dispatch system warns hospitals in parallel with the fire service, without a decision in between",
            ["winter-ward"]),
        DemoAspect(
            "feedback", 9, helps: true, 2, "health", "Hospitals report back in one word whether their plan is open",
            ["winter-ward"]),
        DemoAspect(
            "news-first", 9, helps: false, 4, "health", "The news and private cars are faster than any official call",
            ["concert"]),
        DemoAspect(
            "unconfirmed", 9, helps: false, 4, "civil-protection",
            "The control room may only pass on what is confirmed, and nobody has told it otherwise", ["concert"]),
        DemoAspect(
            "border-calls", 9, helps: false, 3, nil, "A hospital across the border is called through two capitals",
            ["river-bridge"]),
    ]

    private static let leadership: [DemoAspect] = [
        DemoAspect(
            "phase-sheet", 4, helps: true, 5, nil,
            "A single sheet says who leads in which phase, and how the lead is handed over", ["twin-lead"]),
        DemoAspect(
            "joint-table", 4, helps: true, 4, nil, "The three sectors have sat at one table before the event",
            ["lantern"]),
        DemoAspect(
            "law-conflict", 4, helps: false, 5, nil,
            "Three laws name three lead authorities, and none speaks of the hand-over", ["twin-lead"]),
        DemoAspect("two-rooms", 4, helps: false, 4, nil, "Each authority opens its own crisis room", ["twin-lead"]),
        DemoAspect(
            "forty-minutes", 4, helps: false, 3, "civil-protection",
            "The first forty minutes of each exercise go into the question of who is in charge", ["lantern"]),
        DemoAspect(
            "entrance-drill", 5, helps: true, 3, "health", "Hospitals drill the closing of their entrances each year",
            ["north-gate"]),
        DemoAspect(
            "named-patrol", 5, helps: true, 4, "security",
            "Where a police station is named in the hospital's plan and knows it, a patrol comes at once", []),
        DemoAspect(
            "assumption", 5, helps: false, 5, nil,
            "Plans rest on assumptions about other services that nobody has asked them to confirm", ["north-gate"]),
        DemoAspect(
            "no-patrol", 5, helps: false, 4, "security",
            "On the day all patrols are at the scene, and none is left for hospitals", ["north-gate"]),
        DemoAspect(
            "guard-role", 5, helps: false, 3, "health",
            "It is open what private hospital guards may lawfully do until the police come", ["north-gate"]),
        DemoAspect(
            "framework", 6, helps: true, 5, "civil-protection",
            "A framework contract with prices, drivers, insurance and a duty telephone is signed in quiet times",
            ["depot"]),
        DemoAspect(
            "operator-seat", 6, helps: true, 3, nil, "Operators have a seat at the exercise table", ["ferry-line"]),
        DemoAspect(
            "never-asked", 6, helps: false, 5, nil, "Companies are named in plans that they have never seen",
            ["ferry-line"]),
        DemoAspect(
            "liability", 6, helps: false, 4, "civil-protection",
            "Nobody knows who pays and who is liable when a bus or a driver comes to harm", ["ferry-line"]),
        DemoAspect(
            "night-contact", 6, helps: false, 3, nil, "A company's head office does not answer at night", ["ferry-line"]
        ),
    ]

    /// Pairs that say the same at two tables; the groups have linked the first three.
    static let links: [(first: String, second: String, isLinked: Bool)] = [
        ("half-page", "written-version", true), ("clearance-year", "long-clearance", true),
        ("three-lines", "parallel-warning", true), ("joint-lawyers", "same-room", false),
    ]
}
