import Storage
import Web

/// What a feature says of mail of its own kinds at the moment at which it is to go out, so long after it was written: whether it still may,
/// and how it ends.
protocol MailKindFeature: Feature {
    static var mailKinds: Set<String> { get }
    static func going(_ mail: OutgoingMailRecord, _ settings: Settings, now: Int64, _ reading: any Reading) throws
        -> MailGoing
    /// Below all that the house itself adds.
    static func lastLine(of mail: OutgoingMailRecord) -> String
}

enum MailGoing: Sendable, Hashable {
    case now
    /// - Parameter isForAll: whether all mail of this kind and event waits as long.
    case later(until: Int64, isForAll: Bool)
    /// It never goes; why.
    case never(String)
}

enum MailKinds {
    private static let features: [any MailKindFeature.Type] = Features.all { $0 as? any MailKindFeature.Type }

    private static func feature(of kind: String) -> (any MailKindFeature.Type)? {
        features.first { $0.mailKinds.contains(kind) }
    }

    /// Mail of its own kind stands on a page of its own: who reads the outbox of an event may have no business with its subjects.
    static func hasPage(_ kind: String) -> Bool { feature(of: kind) != nil }

    static func going(_ mail: OutgoingMailRecord, _ settings: Settings, now: Int64, _ reading: any Reading) throws
        -> MailGoing
    {
        try feature(of: mail.kind)?.going(mail, settings, now: now, reading) ?? .now
    }

    static func lastLine(of mail: OutgoingMailRecord) -> String {
        feature(of: mail.kind).map { "\n\($0.lastLine(of: mail))\n" } ?? ""
    }
}
