import Domain
import Web

/// A city of the story: real, with an invented contact.
struct DemoCity: Sendable {
    let name: String
    let localName: String
    let country: String
    let locode: String
    let timeZone: String
    /// A partial date.
    let since: String
    let role: MemberRole
    /// Of its contact.
    let given: String
    let language: String

    init(
        _ name: String, _ locode: String, _ timeZone: String, local: String = "", since: String,
        _ role: MemberRole = .member, contact given: String, _ language: String = "en"
    ) {
        self.name = name
        localName = local.isEmpty ? name : local
        country = String(locode.prefix(2))
        self.locode = locode
        self.timeZone = timeZone
        self.since = since
        self.role = role
        self.given = given
        self.language = language
    }

    /// The name of its contact's address.
    var mail: String { locode.lowercased() }
}

/// Who is in the network of cities. Cities and partners are real and take no part in this; all people are made up.
enum CitiesPeople {
    static let london = "GBLON"
    static let washington = "USWAS"

    static let cities: [DemoCity] = [
        DemoCity("London", "GBLON", "Europe/London", since: "2018", .founding, contact: "Ada"),
        DemoCity("Manchester", "GBMNC", "Europe/London", since: "2018", .founding, contact: "Bela"),
        DemoCity("Paris", "FRPAR", "Europe/Paris", since: "2018", .founding, contact: "Claire", "fr"),
        DemoCity("Rotterdam", "NLRTM", "Europe/Amsterdam", since: "2018", .founding, contact: "Daan", "nl"),
        DemoCity("Barcelona", "ESBCN", "Europe/Madrid", since: "2018", .founding, contact: "Elena", "es"),
        DemoCity("Stockholm", "SESTO", "Europe/Stockholm", since: "2018", .founding, contact: "Freja", "sv"),
        DemoCity("New York", "USNYC", "America/New_York", since: "2019-04", contact: "Grace"),
        DemoCity("Boston", "USBOS", "America/New_York", since: "2019-04", contact: "Hugo"),
        DemoCity("Washington", "USWAS", "America/New_York", since: "2019-10", contact: "Iris"),
        DemoCity("Montreal", "CAMTR", "America/Toronto", local: "Montréal", since: "2019-10", contact: "Jules", "fr"),
        DemoCity("Munich", "DEMUC", "Europe/Berlin", local: "München", since: "2020-02", contact: "Klara", "de"),
        DemoCity("Dublin", "IEDUB", "Europe/Dublin", local: "Baile Átha Cliath", since: "2020-06", contact: "Liam"),
        DemoCity(
            "Copenhagen", "DKCPH", "Europe/Copenhagen", local: "København", since: "2020-11", contact: "Maja", "da"),
    ]

    /// Strategic partners, with the country of their seat.
    static let partners: [(name: String, country: String)] = [
        ("International police organisation (Interpol)", "FR"), ("European police office (Europol)", "NL"),
        ("Royal United Services Institute (RUSI)", "GB"),
    ]

    /// Given names and subjects of the cities' experts.
    static let experts = ["Noor", "Oscar", "Pia", "Quentin", "Rosa", "Sami", "Tilde", "Ugo", "Vera", "Wim", "Yara"]
    static let words = [
        "crowded places", "first call between services", "biological threats", "strategic communication",
        "evacuation by rail", "hospitals in an attack", "cyber attacks on city services",
    ]

    static let sectors = ["security", "civil-protection", "health"]
}
