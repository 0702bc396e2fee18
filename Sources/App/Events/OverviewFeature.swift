import Markup
import Storage
import Web

/// What a feature puts on the overview of an event and of a programme, which do not know it.
protocol OverviewFeature: Feature {
    /// The kind of part without which an event has no section; nil if every event does.
    static var part: String? { get }
    /// Beside the buttons that lead on from an event, for who runs it.
    static func links(of frame: EventFrame) -> HTML
    /// Before an event, for its organisers: what is still to be done, before all that it tells of itself.
    static func way(to event: Event.ID, _ visit: Visit, _ reading: any Reading) throws -> HTML
    /// How many were asked to events and have a seat, of those that have a registration.
    static func counts(of events: [Event.ID], _ reading: any Reading) throws -> [Event.ID: OverviewCount]
    /// Below what an event tells of itself.
    static func section(of event: Event.ID, _ visit: Visit, _ reading: any Reading) throws -> HTML
    /// Items of the menu of a programme, for its organisers: each an `<li>`.
    static func links(of programme: Programme.ID) -> HTML
    /// Where its section stands beside the events of a programme, from the top: 10, 20 …; 50 by default.
    static var overviewOrder: Int { get }
    /// Beside the events of a programme.
    static func section(of programme: Programme.ID, _ visit: Visit, _ reading: any Reading) throws -> HTML
}

extension OverviewFeature {
    static var part: String? { nil }
    static func links(of frame: EventFrame) -> HTML { .empty }
    static func way(to event: Event.ID, _ visit: Visit, _ reading: any Reading) throws -> HTML { .empty }
    static func counts(of events: [Event.ID], _ reading: any Reading) throws -> [Event.ID: OverviewCount] { [:] }
    static func section(of event: Event.ID, _ visit: Visit, _ reading: any Reading) throws -> HTML { .empty }
    static func links(of programme: Programme.ID) -> HTML { .empty }
    static var overviewOrder: Int { 50 }
    static func section(of programme: Programme.ID, _ visit: Visit, _ reading: any Reading) throws -> HTML { .empty }
}

/// How an event's registration stands, and where it is.
struct OverviewCount: Sendable {
    let words: [Message]
    let path: String
}

enum Overview {
    static let features: [any OverviewFeature.Type] = Features.all { $0 as? any OverviewFeature.Type }

    /// What stands beside the events of a programme: who belongs to it first.
    static func sections(of programme: Programme.ID, _ visit: Visit, _ reading: any Reading) throws -> HTML {
        let ordered = features.enumerated().sorted {
            ($0.element.overviewOrder, $0.offset) < ($1.element.overviewOrder, $1.offset)
        }
        return try ordered.map { try $0.element.section(of: programme, visit, reading) }.html { $0 }
    }

    static func counts(of events: [Event.ID], _ reading: any Reading) throws -> [Event.ID: OverviewCount] {
        try features.reduce(into: [:]) { found, feature in
            found.merge(try feature.counts(of: events, reading)) { first, _ in first }
        }
    }
}
