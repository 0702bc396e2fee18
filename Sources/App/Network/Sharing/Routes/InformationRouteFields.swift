import Domain
import Storage
import Web

/// How the authorities of a country tell each other of something.
struct InformationRouteFields: FieldRecord {
    /// Of what is told: routes of the same title are compared.
    var title = ""
    var note = ""
    /// BCP 47.
    var language = "en"

    static let isSentWithKey = true

    static let fields: [Field<InformationRouteFields>] = [
        .line(
            "title", \.title, L("What is told?"),
            hint: L("As others call it, so that the routes stand side by side: a suspicious parcel at a port."),
            limit: 200,
            isRequired: true),
        .lines("note", \.note, L("What must be known to read it"), limit: 1_000),
        .choice(
            "language", \.language, L("Written in"), .language, options: { ContributionLanguage.options },
            fault: ContributionLanguage.fault),
    ]
}

/// Who tells whom, by what, within how long.
struct RouteStep: Sendable, Hashable, Codable {
    var teller = ""
    var told = ""
    var means = ""
    /// Nothing where nobody has said.
    var minutes: Int?

    static let most = 12
    static let textLimit = 120
    static let minuteRange = 0...43_200

    var isEmpty: Bool { teller.isEmpty && told.isEmpty && means.isEmpty && minutes == nil }

    /// As a form brings them; rows that are empty are left out.
    static func read(_ values: FormValues, _ check: inout FieldCheck) -> [RouteStep] {
        (1...most).compactMap { number in
            var step = RouteStep()
            step.teller = values["teller-\(number)"] ?? ""
            step.told = values["told-\(number)"] ?? ""
            step.means = values["means-\(number)"] ?? ""
            let minutes = values.text("minutes-\(number)")
            if !minutes.isEmpty {
                step.minutes = WholeText.read(minutes, in: minuteRange)
                if step.minutes == nil { check.fail("steps", WholeText.words(minuteRange)) }
            }
            return step.isEmpty ? nil : step
        }
    }

    /// Cleaned, with what is wrong.
    static func cleaned(_ steps: [RouteStep], _ check: inout FieldCheck) -> [RouteStep] {
        var cleaned: [RouteStep] = []
        for var step in steps {
            step.teller = check.line("steps", step.teller, limit: textLimit)
            step.told = check.line("steps", step.told, limit: textLimit)
            step.means = check.line("steps", step.means, limit: textLimit)
            if let minutes = step.minutes, !minuteRange.contains(minutes) {
                check.fail("steps", WholeText.words(minuteRange))
            }
            guard !step.isEmpty else { continue }
            if step.teller.isEmpty || step.told.isEmpty { check.fail("steps", L("Say of each step who tells whom.")) }
            cleaned.append(step)
        }
        if cleaned.count > most { check.fail("steps", L("At most \(most) steps.")) }
        return cleaned
    }
}

/// How long it takes until the last one knows.
struct RouteTime: Sendable, Hashable {
    /// Of the steps of which it is said.
    let minutes: Int
    /// Whether it is said of every step.
    let isComplete: Bool

    init(_ steps: some Sequence<RouteStep>) {
        let times = steps.map(\.minutes)
        minutes = times.reduce(0) { $0 + ($1 ?? 0) }
        isComplete = !times.contains(nil)
    }

    /// `1 h 30 min`.
    static func words(_ minutes: Int) -> Message {
        let (hours, rest) = (minutes / 60, minutes % 60)
        if hours == 0 { return L("\(rest) min") }
        return rest == 0 ? L("\(hours) h") : L("\(hours) h \(rest) min")
    }

    var words: Message {
        isComplete ? Self.words(minutes) : L("\(Self.words(minutes)), and steps of which nobody has said")
    }
}
