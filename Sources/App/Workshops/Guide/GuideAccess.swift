import Domain
import Markup
import Storage
import Web

/// What every page of the guide needs to know of who looks.
struct GuideAccess {
    let event: EventRecord
    let mayWrite: Bool
    let runsTheRoom: Bool
    private let frame: EventFrame

    init(_ id: Event.ID, visit: Visit, _ reading: any Reading) throws {
        frame = try EventFrame(visit, id, reading)
        event = frame.event
        mayWrite = frame.allows(.writeGuide)
        runsTheRoom = frame.allows(.facilitate)
    }

    func layout(_ title: Message, path: String, marking: String?, crumbs: [Layout.Crumb] = []) -> Layout {
        var layout = frame.layout(title, path: path, tab: EventTab.guideID, between: crumbs)
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
        case .event: L("Events")
        case .publication: L("Publications")
        case .consultation: L("Consultations")
        case .material: L("Materials")
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
