import Domain
import Web

/// An alert of an exercise as CAP 1.2 (OASIS): always `Exercise` and `Private`, with the mark in its note, its headline and its words, and
/// addressed to cells.
struct ExerciseAlert: Sendable {
    static let namespace = "urn:oasis:names:tc:emergency:cap:1.2"
    static let categories = [
        "Geo", "Met", "Safety", "Security", "Rescue", "Fire", "Health", "Env", "Transport", "Infra", "CBRNE", "Other",
    ]
    static let urgencies = ["Immediate", "Expected", "Future", "Past", "Unknown"]
    static let severities = ["Extreme", "Severe", "Moderate", "Minor", "Unknown"]
    static let certainties = ["Observed", "Likely", "Possible", "Unlikely", "Unknown"]

    /// What an alert says that is no text: an inject keeps it among its own columns, where planners read and change it.
    enum Column: String, CaseIterable, Sendable {
        case category = "CAP category"
        case event = "CAP event"
        case urgency = "CAP urgency"
        case severity = "CAP severity"
        case certainty = "CAP certainty"
        case area = "CAP area"
        case polygon = "CAP polygon"
        case circle = "CAP circle"
    }

    struct Info: Sendable {
        let language: String
        let sender: String
        let headline: String
        let description: String
    }

    /// What a correction strikes.
    struct Reference: Sendable {
        let identifier: String
        let sent: String
    }

    let sender: String
    let identifier: String
    let sent: String
    let title: String
    let cells: [String]
    let infos: [Info]
    /// `2027-06-18T08:13:00+02:00`
    let story: String
    let columns: [String: String]
    var corrects: Reference?

    static func identifier(_ code: String, _ paper: Paper.ID) -> String { "exercise-\(code.lowercased())-\(paper)" }
    static func sender(_ code: String, host: String) -> String { "exercise.\(code.lowercased())@\(host)" }

    /// As the standard writes times: to the second, with the offset in hours and minutes, never `Z`.
    static func time(_ moment: Int64, zone: String) -> String {
        let minutes = MomentWords(zone).offset(moment) / 60
        let local = InstantText.write(EpochTime.adding(moment, milliseconds: Int64(minutes) * 60_000)).dropLast()
        let size = abs(minutes)
        // What is at the offset of UTC is written with a minus.
        return "\(local)\(minutes > 0 ? "+" : "-")\(two(size / 60)):\(two(size % 60))"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    // MARK: XML

    var xml: String {
        let mark = ExerciseMark.call
        var lines = [
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<!-- \(mark) -->", "<alert xmlns=\"\(Self.namespace)\">",
            element("identifier", identifier), element("sender", sender), element("sent", sent),
            element("status", "Exercise"), element("msgType", corrects == nil ? "Alert" : "Update"),
            element("scope", "Private"), element("addresses", cells.map(Self.address).joined(separator: " ")),
            element("note", "\(mark) · \(title) · \(identifier)"),
        ]
        if let corrects { lines.append(element("references", "\(sender),\(corrects.identifier),\(corrects.sent)")) }
        lines += infos.flatMap(info) + ["</alert>", "<!-- \(mark) -->"]
        return lines.joined(separator: "\n") + "\n"
    }

    private func info(_ one: Info) -> [String] {
        let text = ExerciseText(
            subject: one.headline, body: one.description, language: Language(rawValue: one.language) ?? .english)
        let event = columns[Column.event.rawValue] ?? ""
        return [
            "<info>", element("language", one.language),
            element("category", word(.category, Self.categories, else: "Other")),
            element("event", event.isEmpty ? one.headline : event),
            element("urgency", word(.urgency, Self.urgencies, else: "Unknown")),
            element("severity", word(.severity, Self.severities, else: "Unknown")),
            element("certainty", word(.certainty, Self.certainties, else: "Unknown")),
        ] + (one.sender.isEmpty ? [] : [element("senderName", one.sender)]) + [
            element("headline", text.markedSubject), element("description", text.markedBody),
            "<parameter>", element("valueName", "storyTime"), element("value", story), "</parameter>",
        ] + area + ["</info>"]
    }

    private var area: [String] {
        let words = columns[Column.area.rawValue] ?? ""
        let polygon = columns[Column.polygon.rawValue].flatMap { AlertShape.polygon($0) }
        let circle = columns[Column.circle.rawValue].flatMap { AlertShape.circle($0) }
        guard !words.isEmpty || polygon != nil || circle != nil else { return [] }
        return ["<area>", element("areaDesc", words.isEmpty ? ExerciseMark.title(title) : words)]
            + (polygon.map { [element("polygon", $0)] } ?? []) + (circle.map { [element("circle", $0)] } ?? [])
            + ["</area>"]
    }

    private func word(_ column: Column, _ known: [String], else other: String) -> String {
        let told = (columns[column.rawValue] ?? "").lowercased()
        return known.first { $0.lowercased() == told } ?? other
    }

    private func element(_ name: String, _ text: String) -> String { "<\(name)>\(Self.escaped(text))</\(name)>" }

    /// One of several, between spaces: a name with spaces stands in quotation marks.
    private static func address(_ name: String) -> String {
        let plain = name.replacing("\"", with: "'")
        return plain.contains(" ") ? "\"\(plain)\"" : plain
    }

    /// Without what XML 1.0 cannot hold.
    static func escaped(_ text: String) -> String {
        var output = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": output += "&amp;"
            case "<": output += "&lt;"
            case ">": output += "&gt;"
            case "\"": output += "&quot;"
            case "'": output += "&#39;"
            case "\t", "\n": output.unicodeScalars.append(scalar)
            case "\r": output += "&#13;"
            default:
                if scalar.value >= 32, scalar.value != 0xFFFE, scalar.value != 0xFFFF {
                    output.unicodeScalars.append(scalar)
                }
            }
        }
        return output
    }
}

/// Places of an alert: degrees of latitude and longitude.
enum AlertShape {
    /// Four pairs at least, the last one the first; nothing where it is none.
    static func polygon(_ text: String) -> String? {
        let words = text.split(whereSeparator: \.isWhitespace)
        guard (4...1_000).contains(words.count), words.first == words.last, words.allSatisfy(isPair) else { return nil }
        return words.joined(separator: " ")
    }

    /// A pair and a radius in kilometres.
    static func circle(_ text: String) -> String? {
        let words = text.split(whereSeparator: \.isWhitespace)
        guard words.count == 2, isPair(words[0]), let radius = number(words[1]), (0...20_000).contains(radius) else {
            return nil
        }
        return words.joined(separator: " ")
    }

    private static func isPair(_ word: Substring) -> Bool {
        let sides = word.split(separator: ",", omittingEmptySubsequences: false)
        guard sides.count == 2, let latitude = number(sides[0]), let longitude = number(sides[1]) else { return false }
        return (-90...90).contains(latitude) && (-180...180).contains(longitude)
    }

    private static func number(_ word: Substring) -> Double? {
        guard (1...20).contains(word.utf8.count),
            word.utf8.allSatisfy({ (48...57).contains($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") })
        else { return nil }
        return Double(word)
    }
}
