import Domain
import Storage
import Web

/// How somebody sees a sheet.
enum SheetVisibility: String, Sendable, Codable, ChoiceType, CaseIterable {
    /// As one of those who write it.
    case own
    /// With the name of its group or country.
    case named
    /// As "a country": without name and code, without authors, and in an order that tells nothing.
    case anonymous
    /// Not at all.
    case hidden
}

/// Who looks at the sheets of an event: everything that the rule needs, read once.
struct SheetViewer: Sendable {
    let roles: Set<Role>
    /// The countries for whose delegation the viewer contributes; usually one. Not one that somebody who is not known chose at the door.
    let countries: Set<String>
    /// The groups in which the viewer sits, whatever the plan, or which the viewer leads.
    let groups: Set<BreakoutGroup.ID>
    /// The seats of the viewer in the event.
    let seats: Set<Participant.ID>

    /// Whether somebody has said that they know the viewer, where a country was chosen at the door.
    func isKnown(from country: String?) -> Bool { country.map(countries.contains) ?? true }

    /// Everybody in the room and nobody in particular: the projector, files for all.
    static let room = SheetViewer(roles: [.observer], countries: [], groups: [], seats: [])

    init(roles: Set<Role>, countries: Set<String>, groups: Set<BreakoutGroup.ID>, seats: Set<Participant.ID>) {
        self.roles = roles
        self.countries = countries
        self.groups = groups
        self.seats = seats
    }

    init(_ membership: Membership, _ reading: any Reading) throws {
        let own = membership.present.map(\.seat)
        self.init(
            roles: membership.roles, countries: membership.delegations,
            groups: try SheetViewerStore(reading).groups(of: own, in: membership.event), seats: Set(own))
    }

    init(_ visitor: Visitor, in event: Event.ID, _ reading: any Reading) throws {
        try self.init(MembershipStore(reading).membership(of: visitor, in: event), reading)
    }

    init(_ visit: Visit, in event: Event.ID, _ reading: any Reading) throws {
        try self.init(visit.membership(in: event, reading), reading)
    }

    var runsTheRoom: Bool { roles.contains { $0.runsTheRoom } }
}

/// Who sees and who writes a sheet. **The only place that says so**: pages, exchange, thread, guide, exports and API all ask here.
enum SheetAccess {
    /// A group's sheet is everybody's in the room. A country's is its delegation's until that publishes it; who runs the room
    /// sees no more of it than anybody else.
    static func visible(_ sheet: SheetRecord, to viewer: SheetViewer) -> SheetVisibility {
        guard !viewer.roles.isEmpty else { return .hidden }
        if let country = sheet.country {
            if viewer.countries.contains(country) { return .own }
            switch sheet.publication {
            case .private: return .hidden
            case .anonymous: return .anonymous
            case .named: return .named
            }
        }
        // An anonymous sheet that came in with a file in which its country was left out.
        guard sheet.group != nil else { return .anonymous }
        return isMember(of: sheet, viewer) || viewer.runsTheRoom || viewer.roles.contains(.rapporteur) ? .own : .named
    }

    /// Of the group or the delegation itself: who votes on it, and whose endorsement it does not need.
    static func isMember(of sheet: SheetRecord, _ viewer: SheetViewer) -> Bool {
        if let country = sheet.country { return viewer.countries.contains(country) }
        return sheet.group.map { viewer.groups.contains($0) } ?? false
    }

    /// Whose sheet it is, in the words that the viewer may know.
    static func label(_ sheet: SheetRecord, as visibility: SheetVisibility, _ names: DirectoryNames) -> Message {
        visibility == .anonymous || visibility == .hidden ? L("A country") : sheet.ownName(names)
    }

    /// The country code where the viewer may know it.
    static func country(_ sheet: SheetRecord, as visibility: SheetVisibility) -> String? {
        visibility == .anonymous || visibility == .hidden ? nil : sheet.country
    }

    /// What a viewer sees, in the order of the gallery: groups by number, countries by name, and those without a name last, by the
    /// random part of their ids. (The whole id begins with the time at which it was made, which would tell something.)
    static func gallery(_ sheets: [SheetRecord], for viewer: SheetViewer, _ names: DirectoryNames)
        -> [(sheet: SheetRecord, visibility: SheetVisibility)]
    {
        // A delegation finds its own unnamed sheet where everybody else finds it.
        let seen = sheets.map { (sheet: $0, visibility: visible($0, to: viewer)) }.filter { $0.visibility != .hidden }
        func key(_ sheet: SheetRecord) -> (Int, Int, String) {
            if let number = sheet.groupNumber { return (0, number, sheet.id.description) }
            if sheet.publication == .anonymous || sheet.country == nil {
                return (2, 0, String(sheet.id.description.suffix(12)))
            }
            return (1, 0, names.country(sheet.country) ?? sheet.country ?? "")
        }
        return seen.sorted { key($0.sheet) < key($1.sheet) }
    }

    /// A sheet that the viewer may see.
    /// - Throws: ``Refusal/notFound``: a hidden sheet does not exist for others.
    static func seen(_ id: EnvisionSheet.ID, in event: Event.ID, by viewer: SheetViewer, _ reading: any Reading) throws
        -> (sheet: SheetRecord, visibility: SheetVisibility)
    {
        let sheet = try SheetStore(reading).sheet(id, in: event)
        let visibility = visible(sheet, to: viewer)
        guard visibility != .hidden else { throw Refusal.notFound }
        return (sheet, visibility)
    }

    /// - Throws: the refusal in words where the visitor may not write the sheet now.
    static func requireWriting(_ sheet: SheetRecord, _ viewer: SheetViewer, _ reading: any Reading) throws {
        guard visible(sheet, to: viewer) != .hidden else { throw Refusal.notFound }
        guard visible(sheet, to: viewer) == .own else {
            throw viewer.roles == [.observer] ? Refusal.observersLookOn : Refusal.notYourSheet
        }
        if viewer.runsTheRoom && sheet.group != nil { return }
        try StepStore(reading).requireTime(in: sheet.event)
        guard try isOpen(sheet.event, reading) else { throw Refusal.sheetClosed }
    }

    static func mayWrite(_ sheet: SheetRecord, _ viewer: SheetViewer, _ reading: any Reading) throws -> Bool {
        guard visible(sheet, to: viewer) == .own else { return false }
        // As the live pages, which know no difference between those who write a sheet.
        return try isOpen(sheet.event, reading)
    }

    /// Members write from the analysis to the end, except where the time of the present step is over.
    static func isOpen(_ event: Event.ID, _ reading: any Reading) throws -> Bool {
        guard try EventStore(reading).event(event).stage.map({ $0 >= .analyse }) ?? false else { return false }
        return try !StepStore(reading).isOver(in: event)
    }
}

/// In which groups somebody sits.
private struct SheetViewerStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    func groups(of seats: [Participant.ID], in event: Event.ID) throws -> Set<BreakoutGroup.ID> {
        guard !seats.isEmpty else { return [] }
        let rows = try reading.all(
            """
            SELECT m.group_id FROM group_member m JOIN participant p ON p.id = m.participant_id
            WHERE m.participant_id IN \(in: seats) AND p.role <> 'observer'
            UNION SELECT g.id FROM breakout_group g WHERE g.event_id = \(event)
                AND (g.facilitator_id IN \(in: seats) OR g.rapporteur_id IN \(in: seats))
            """)
        return Set(try rows.map { try $0.get("group_id") })
    }
}
