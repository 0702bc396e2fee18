import Markup
import Web

/// What a feature tells of one of its screens to whoever asks for help there. From these are made the help of each screen (`?` on a desk
/// page opens it) and the guide of each role.
struct HelpEntry: Sendable {
    /// In the address: `/help/screens/event-people`.
    let key: String
    /// In a guide, which follows the way of an event.
    let order: Int
    let title: Message
    /// The addresses of the screen, as the routes have them.
    let screens: [String]
    /// What the screen is for and how it is used: a few short sentences, each a paragraph.
    let text: [Message]
    /// In whose guides it is.
    var guides: Set<HelpGuide> = []
}

/// Who a guide is for.
enum HelpGuide: String, CaseIterable, Sendable {
    case organiser, facilitator, participant, administrator
    case focalPoint = "focal-point"
}

/// A feature with screens that can be explained.
protocol HelpFeature: Feature {
    static var help: [HelpEntry] { get }
}

enum Help {
    static let entries: [HelpEntry] =
        Features.all { $0 as? any HelpFeature.Type }.flatMap { $0.help }.sorted { $0.order < $1.order }

    static let page = FixedPath("/help")
    static let screen = PathPattern<String>("/help/screens/:screen")
    static let guide = PathPattern<String>("/help/guides/:guide")

    static func named(_ key: String) -> HelpEntry? { entries.first { $0.key == key } }

    /// The help of the screen at an address; the help page where the screen has none of its own.
    static func address(at path: String) -> String {
        let segments = path.prefix { $0 != "?" && $0 != "#" }.split(separator: "/")
        var best: (key: String, likeness: Int)?
        for entry in patterns where entry.segments.count == segments.count {
            guard let likeness = likeness(entry.segments, segments), likeness > best?.likeness ?? -1 else { continue }
            best = (entry.key, likeness)
        }
        return best.map { screen($0.key) } ?? page()
    }

    private static let patterns: [(key: String, segments: [Substring])] = entries.flatMap { entry in
        entry.screens.map { (entry.key, $0.split(separator: "/")) }
    }

    /// How many parts of the address are named by the pattern; nothing where it is another address.
    private static func likeness(_ pattern: [Substring], _ segments: [Substring]) -> Int? {
        var named = 0
        for (part, segment) in zip(pattern, segments) where !part.hasPrefix(":") {
            guard part == segment else { return nil }
            named += 1
        }
        return named
    }
}
