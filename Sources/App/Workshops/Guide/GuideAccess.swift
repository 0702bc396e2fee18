import Domain
import Markup
import Storage
import Web

/// What every page of the guide needs to know of who looks.
struct GuideAccess {
    let event: EventRecord
    let mayWrite: Bool
    let runsTheRoom: Bool
    private let visit: Visit

    init(_ id: Event.ID, visit: Visit, _ reading: any Reading) throws {
        event = try EventStore(reading).event(id)
        let roles = try visit.membership(in: id, reading).roles
        mayWrite = Policy.allows(.writeGuide, visitor: visit.visitor, roles: roles)
        runsTheRoom = roles.contains { $0.runsTheRoom }
        self.visit = visit
    }

    func layout(_ title: Message, path: String, marking: String?, crumbs: [Layout.Crumb] = []) -> Layout {
        var layout = Layout(.desk, title, path: path)
        layout.tools = visit.visitor.account == nil ? .empty : DeskMenu.html(visit)
        let back = runsTheRoom ? Paths.console(event.id) : Paths.room(event.code)
        layout.crumbs = [.init(.verbatim(event.title), back)] + crumbs + [.init(title, nil)]
        layout.marking = marking ?? event.marking
        layout.styles = ["guide"]
        return layout
    }
}

extension EvidenceKind {
    /// What a group of them is called.
    var label: Message {
        switch self {
        case .issue: L("Issues")
        case .quote: L("Quotes")
        case .round: L("Tallies")
        case .aspect: L("Facilitating and blocking aspects")
        case .case: L("Cases")
        case .situation: L("Desired situations")
        case .intervention: L("Interventions")
        }
    }
}

extension GuideSectionKind {
    var label: Message {
        switch self {
        case .front: L("Front matter")
        case .text: L("Section")
        case .recommendation: L("Recommendation")
        }
    }
}

extension GuideState {
    var label: Message {
        switch self {
        case .writing: L("being written")
        case .review: L("in review")
        case .final: L("final")
        }
    }
}
