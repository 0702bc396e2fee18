// What the demo's groups want instead, what it takes in their own countries, and what the exchange in plenary said of it.

/// A group's desired situation for its issue.
struct DemoVision: Sendable, Equatable {
    let group: Int
    let text: String
}

struct DemoIntervention: Sendable, Equatable {
    let key: String
    let group: Int
    /// ISO 3166-1 alpha-2.
    let country: String
    let what: String
    let lead: String
    let sectors: [String]
    /// planning, organisation, equipment, training or exercise.
    let element: String
    let difficulty: Int
    let impact: Int
    /// short, medium or long.
    let horizon: String
    let needs: String
    /// `DemoAspect.key` of the blockers that it removes.
    let removes: [String]
}

enum DemoVisions {
    static let all: [DemoVision] = [
        DemoVision(
            group: 1,
            text:
                "Within two hours every sector holds a text of half a page that it may use and pass on. Who wrote it, and when the next one comes, stands on it. A clearance is needed only for what lies behind it."
        ),
        DemoVision(
            group: 2,
            text:
                "A doctor who is asked for patient data knows within minutes what may be given, to whom, and who answers for it. What was given is written down once."
        ),
        DemoVision(
            group: 3,
            text:
                "Hospitals know of an incident before the first patient arrives, even if nothing is confirmed yet. They say in one word whether they are open."
        ),
        DemoVision(
            group: 4,
            text:
                "Everybody can say who leads at this moment, because the lead follows the phase and its hand-over is spoken aloud. There is one crisis room."
        ),
        DemoVision(
            group: 5,
            text:
                "What one plan expects of another service has been read and signed by that service. A hospital entrance is secured within fifteen minutes."
        ),
        DemoVision(
            group: 6,
            text: "Companies know their part, have agreed to it and are paid for it. One call at night is enough."),
        DemoVision(
            group: 7,
            text:
                "The police write for others from the first hour on. A liaison officer of the health sector sees what is written, and asks for what is missing."
        ),
        DemoVision(
            group: 8,
            text:
                "A minimum data set is agreed for all hospitals. Beyond it, one function that can be reached day and night decides."
        ),
        DemoVision(
            group: 9,
            text:
                "The warning leaves the control room together with the first vehicle, also towards hospitals across the border."
        ),
    ]

    static let interventions: [DemoIntervention] = [
        DemoIntervention(
            key: "form-ie", group: 1, country: "IE",
            what:
                "Bring the half-page form for a releasable version into the joint procedure, with a time limit of two hours",
            lead: "Police, crisis management branch", sectors: ["security", "health"], element: "planning",
            difficulty: 2, impact: 5, horizon: "short", needs: "The form of those who use one already",
            removes: ["nobody-writes", "no-request"]),
        DemoIntervention(
            key: "writer-hr", group: 1, country: "HR",
            what: "Name a writer for others in each investigation team, and train twenty of them",
            lead: "Police academy", sectors: ["security"], element: "training", difficulty: 2, impact: 4,
            horizon: "short", needs: "Examples of good versions from other countries", removes: ["nobody-writes"]),
        DemoIntervention(
            key: "clearance-be", group: 1, country: "BE",
            what: "Tie clearances to duty functions in public health, so that they do not end with a person",
            lead: "National security authority", sectors: ["security", "health"], element: "organisation",
            difficulty: 5, impact: 3, horizon: "long", needs: "Comparison of the rules of several countries",
            removes: ["clearance-year"]),
        DemoIntervention(
            key: "card-be", group: 2, country: "BE",
            what:
                "One card for wards: what may be given to investigators at once, what only after a decision, and whose",
            lead: "Ministry of health with the prosecutors' office", sectors: ["health", "security"],
            element: "planning", difficulty: 3, impact: 5, horizon: "short",
            needs: "Legal opinion of the data protection authority", removes: ["three-laws", "fear"]),
        DemoIntervention(
            key: "log-es", group: 2, country: "ES",
            what: "Keep a log of data given, shared by the prosecutor and the health authority",
            lead: "Regional health authority", sectors: ["health", "security"], element: "organisation", difficulty: 3,
            impact: 3, horizon: "medium", needs: "", removes: ["no-log"]),
        DemoIntervention(
            key: "warning-es", group: 3, country: "ES",
            what: "Send a warning of three lines to all hospitals at deployment, without waiting for confirmation",
            lead: "Emergency number 112", sectors: ["civil-protection", "health"], element: "planning", difficulty: 2,
            impact: 5, horizon: "short", needs: "The text used by those who do it already",
            removes: ["wait-confirm", "no-owner"]),
        DemoIntervention(
            key: "owner-at", group: 3, country: "AT",
            what: "Write the first call to hospitals into the dispatch protocol, with a named function that owns it",
            lead: "Regional dispatch centres", sectors: ["civil-protection"], element: "organisation", difficulty: 2,
            impact: 4, horizon: "short", needs: "", removes: ["no-owner"]),
        DemoIntervention(
            key: "sheet-fr", group: 4, country: "FR",
            what: "Agree on a single sheet of phases: who leads, who supports, which words hand the lead over",
            lead: "Prefecture with prosecutor and health agency", sectors: ["security", "health", "civil-protection"],
            element: "planning", difficulty: 3, impact: 5, horizon: "short",
            needs: "Sheets of other countries to compare", removes: ["law-conflict", "forty-minutes"]),
        DemoIntervention(
            key: "room-no", group: 4, country: "NO",
            what: "One crisis room for the first day, with a desk for each sector and one log",
            lead: "Directorate for civil protection", sectors: ["security", "health", "civil-protection"],
            element: "organisation", difficulty: 4, impact: 4, horizon: "medium", needs: "", removes: ["two-rooms"]),
        DemoIntervention(
            key: "handover-hr", group: 4, country: "HR",
            what: "Exercise nothing but the hand-over of the lead, twice a year, in ninety minutes",
            lead: "Civil protection directorate", sectors: ["security", "health", "civil-protection"],
            element: "exercise", difficulty: 1, impact: 4, horizon: "short", needs: "Scenario cards that can be shared",
            removes: ["forty-minutes"]),
        DemoIntervention(
            key: "signature-pl", group: 5, country: "PL",
            what: "Each plan lists what it expects of others, and the others sign that list once a year",
            lead: "Provincial crisis management", sectors: ["security", "health", "civil-protection"],
            element: "planning", difficulty: 2, impact: 4, horizon: "short", needs: "", removes: ["assumption"]),
        DemoIntervention(
            key: "patrol-no", group: 5, country: "NO",
            what: "Name a police station and a second one for each emergency hospital, and drill it",
            lead: "Police districts", sectors: ["security", "health"], element: "planning", difficulty: 3, impact: 4,
            horizon: "short", needs: "", removes: ["no-patrol"]),
        DemoIntervention(
            key: "guards-pt", group: 5, country: "PT",
            what: "Settle by decree what hospital guards may do until the police come, and train them for it",
            lead: "Ministry of the interior", sectors: ["security", "health"], element: "training", difficulty: 4,
            impact: 3, horizon: "medium", needs: "Wording of those who have settled it", removes: ["guard-role"]),
        DemoIntervention(
            key: "contract-lv", group: 6, country: "LV",
            what: "Sign framework contracts with two transport companies: prices, drivers, insurance, duty telephone",
            lead: "State fire and rescue service", sectors: ["civil-protection"], element: "organisation",
            difficulty: 3, impact: 5, horizon: "short", needs: "The text of a contract that has been used",
            removes: ["never-asked", "liability", "night-contact"]),
        DemoIntervention(
            key: "seat-it", group: 6, country: "IT",
            what: "Invite operators to the yearly exercise and to the reading of the plan",
            lead: "Regional civil protection", sectors: ["civil-protection", "security"], element: "exercise",
            difficulty: 1, impact: 3, horizon: "short", needs: "", removes: ["never-asked"]),
        DemoIntervention(
            key: "liaison-fi", group: 7, country: "FI",
            what: "Send a health liaison officer to the police situation room for large events, with deputy and access",
            lead: "Institute for health security with the police", sectors: ["health", "security"],
            element: "organisation", difficulty: 3, impact: 4, horizon: "medium", needs: "", removes: ["long-clearance"]
        ),
        DemoIntervention(
            key: "minimum-fr", group: 7, country: "FR",
            what: "Ajouter au plan une phrase : en cas de doute, dire le minimum utile, puis le reste",
            lead: "Secrétariat général", sectors: ["security", "health"], element: "planning", difficulty: 2, impact: 3,
            horizon: "short", needs: "", removes: ["habit"]),
        DemoIntervention(
            key: "dataset-hu", group: 8, country: "HU",
            what: "Agree on a minimum data set with the data protection authority, for all hospitals",
            lead: "Ministry of health", sectors: ["health", "security"], element: "planning", difficulty: 3, impact: 5,
            horizon: "medium", needs: "Data sets of other countries", removes: ["who-decides"]),
        DemoIntervention(
            key: "function-it", group: 8, country: "IT",
            what: "Name one function that decides on patient data day and night, with a deputy",
            lead: "Regional health authority with the prosecutor", sectors: ["health", "security"],
            element: "organisation", difficulty: 2, impact: 4, horizon: "short", needs: "",
            removes: ["who-decides", "trust"]),
        DemoIntervention(
            key: "parallel-pl", group: 9, country: "PL",
            what: "Let the dispatch system warn hospitals in parallel with the fire service",
            lead: "Emergency medical dispatch", sectors: ["civil-protection", "health"], element: "equipment",
            difficulty: 3, impact: 5, horizon: "medium", needs: "", removes: ["unconfirmed", "news-first"]),
        DemoIntervention(
            key: "border-hu", group: 9, country: "HU",
            what: "Permit dispatch centres on both sides of a border to call each other directly",
            lead: "Disaster management directorate", sectors: ["civil-protection", "health"], element: "organisation",
            difficulty: 3, impact: 4, horizon: "short", needs: "The same permission on the other side",
            removes: ["border-calls"]),
    ]
}

/// The exchange in plenary.
enum DemoExchange {
    /// What delegations said of a blocking aspect: that they have it too, or that they have solved it.
    static let standings: [(aspect: String, country: String, isSolved: Bool, note: String)] = [
        ("nobody-writes", "HR", false, ""), ("nobody-writes", "BE", false, ""), ("nobody-writes", "ES", false, ""),
        ("nobody-writes", "PT", false, ""), ("nobody-writes", "PL", false, ""), ("nobody-writes", "LV", false, ""),
        ("nobody-writes", "HU", false, ""),
        ("nobody-writes", "IE", true, "A form of half a page, in use for four years"),
        ("nobody-writes", "FI", true, "The situation room writes it"),
        ("three-laws", "BE", false, ""), ("three-laws", "FR", false, ""), ("three-laws", "AT", false, ""),
        ("three-laws", "ES", false, ""), ("three-laws", "IT", true, "Lawyers of both sides on call together"),
        ("wait-confirm", "ES", false, ""), ("wait-confirm", "AT", false, ""), ("wait-confirm", "HR", false, ""),
        ("wait-confirm", "LV", false, ""), ("wait-confirm", "FR", false, ""),
        ("wait-confirm", "PL", true, "A warning of three lines at deployment"),
        ("law-conflict", "HR", false, ""), ("law-conflict", "NO", false, ""), ("law-conflict", "IT", false, ""),
        ("law-conflict", "BE", false, ""), ("law-conflict", "FR", true, "A single sheet of phases in one region"),
        ("never-asked", "LV", false, ""), ("never-asked", "IT", false, ""), ("never-asked", "FI", false, ""),
        ("never-asked", "HU", true, "Framework contracts since 2021"),
        ("no-patrol", "NO", false, ""), ("no-patrol", "PL", false, ""), ("no-patrol", "IE", false, ""),
    ]

    /// decision: adopt, adapt (how) or decline (why). progress: none, begun or done.
    static let adoptions:
        [(intervention: String, country: String, decision: String, note: String, progress: String, told: String)] = [
            ("form-ie", "IE", "adopt", "", "done", "In the joint procedure since the spring"),
            ("form-ie", "HR", "adopt", "", "begun", "Draft form with the police directorate"),
            ("form-ie", "BE", "adapt", "In two languages, and with the marking in the head", "none", ""),
            ("form-ie", "PT", "adopt", "", "none", ""),
            ("form-ie", "PL", "adopt", "", "begun", "First draft read by both sides"),
            ("form-ie", "FR", "decline", "A national form of another kind is already under discussion", "none", ""),
            ("writer-hr", "HR", "adopt", "", "begun", "First course held"),
            ("writer-hr", "ES", "adapt", "As part of an existing course", "none", ""),
            (
                "clearance-be", "BE", "decline", "The law would have to change, which is not to be expected soon",
                "none", ""
            ),
            ("card-be", "BE", "adopt", "", "begun", "With the data protection authority"),
            ("card-be", "AT", "adopt", "", "none", ""),
            ("card-be", "FR", "adapt", "By region, since the prosecutors are organised that way", "none", ""),
            ("warning-es", "ES", "adopt", "", "done", "In force in two regions"),
            ("warning-es", "AT", "adopt", "", "begun", "Pilot in one dispatch centre"),
            ("warning-es", "HR", "adopt", "", "none", ""), ("warning-es", "LV", "adopt", "", "none", ""),
            ("owner-at", "AT", "adopt", "", "begun", "Function named, protocol not yet changed"),
            ("sheet-fr", "FR", "adopt", "", "done", "Signed by all three"),
            ("sheet-fr", "HR", "adopt", "", "begun", "Draft of phases"),
            (
                "sheet-fr", "NO", "adapt", "Within the principle that the responsible service stays responsible",
                "none", ""
            ),
            ("sheet-fr", "IT", "adopt", "", "none", ""),
            ("room-no", "NO", "adopt", "", "none", ""), ("handover-hr", "HR", "adopt", "", "done", "Held twice"),
            ("handover-hr", "IE", "adopt", "", "none", ""), ("handover-hr", "PT", "adopt", "", "none", ""),
            ("signature-pl", "PL", "adopt", "", "begun", "Two provinces have signed"),
            ("signature-pl", "NO", "adopt", "", "none", ""),
            ("patrol-no", "NO", "adopt", "", "begun", "One district has named its stations"),
            ("contract-lv", "LV", "adopt", "", "begun", "One company has signed"),
            ("contract-lv", "IT", "adapt", "Through the regions", "none", ""),
            ("seat-it", "IT", "adopt", "", "done", "Four operators came to the last exercise"),
            ("liaison-fi", "FI", "adopt", "", "begun", "First officer named"),
            ("dataset-hu", "HU", "adopt", "", "none", ""), ("function-it", "IT", "adopt", "", "begun", "In one region"),
            ("parallel-pl", "PL", "adopt", "", "done", "In the dispatch system since the summer"),
            ("parallel-pl", "ES", "adapt", "Only for the large hospitals at first", "none", ""),
            ("border-hu", "HU", "adopt", "", "begun", "Permission signed on one side"),
        ]

    static let questions: [(group: Int, author: String, text: String)] = [
        (1, "be-staal", "Who signs the half page when the author is off duty?"),
        (3, "hr-primjer", "How many false warnings did you have in the first year?"),
        (4, "no-prove", "What do you say aloud when the lead is handed over?"),
        (6, "fi-nayte", "Does the contract also cover volunteers who drive?"),
    ]
}

/// What the room agreed on before the guide was written.
enum DemoOutline {
    /// part: scope, audience, purpose or structure.
    static let statements: [(part: String, text: String, author: String, isAgreed: Bool)] = [
        (
            "scope",
            "The guide is on cooperation between sectors before and in the first day of a biological or chemical attack; it holds no technical advice on agents.",
            "hr-primjer", true
        ),
        ("scope", "It covers recovery after the first week.", "es-modelo", false),
        (
            "audience",
            "It is written for those who prepare plans in ministries, regions, hospitals, police and civil protection.",
            "fi-esimerkki", true
        ),
        ("purpose", "It helps a country to find its own next steps, and names who has solved what.", "ie-sample", true),
        ("purpose", "Each recommendation can be traced to the issues and votes of the workshop.", "pl-wzor", true),
        ("structure", "Leading together", "fr-specimen", true),
        ("structure", "Sharing what others need to know", "es-prueba", true),
        ("structure", "Warning hospitals first", "no-eksempel", true),
        ("structure", "Plans that hold", "at-mustermann", true),
        ("structure", "What to do next", "it-campione", true),
    ]
}
