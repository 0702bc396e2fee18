import Domain
import Storage
import Web

/// A publication with what decides who reads it.
struct SeenPublication: Sendable {
    let record: PublicationRecord
    let leads: [PublicationLead]
    let audience: RecordAudience
    /// The accounts in its writing room whose place holds today: they act for a lead, or were let in by name.
    let writers: Set<Account.ID>
    /// Who acts for its leads today.
    let speakers: Set<PublicationSpeaker>
    /// Who planned it, as long as they act for one of its leads, write it, or organise its programme.
    let owner: Account.ID?

    /// Whoever asks: for the program itself, which shows it to nobody.
    static func known(_ id: Publication.ID, now: Int64, _ reading: any Reading) throws -> SeenPublication {
        let record = try PublicationStore(reading).publication(id)
        guard let known = try all([record], now: now, reading).first else { throw Refusal.notFound }
        return known
    }

    /// In the same order.
    static func all(_ records: [PublicationRecord], now: Int64, _ reading: any Reading) throws -> [SeenPublication] {
        guard !records.isEmpty else { return [] }
        let (store, ids) = (PublicationStore(reading), records.map(\.id))
        let leads = try store.leads(of: ids)
        let audiences = try AudienceStore(reading).audiences(of: .publication, ids.map(\.description))
        let acting = try store.speakers(of: ids, on: CalendarDate.today(now))
        let places = try store.places(in: records.compactMap(\.event))
        var organised: [Account.ID: Set<Programme.ID>] = [:]
        return try records.map { record in
            let speakers = acting[record.id] ?? []
            let speaking = Set(speakers.filter(\.speaks).map(\.account))
            let held = (record.event.flatMap { places[$0] } ?? []).filter {
                $0.isLetIn || speaking.contains($0.account)
            }
            let writers = Set(held.map(\.account))
            var owner = record.owner
            if let planner = owner, !writers.contains(planner), !speakers.contains(where: { $0.account == planner }) {
                let own = try organised[planner] ?? SeenProgrammesStore(reading).organised(by: planner)
                organised[planner] = own
                if !own.contains(record.programme) { owner = nil }
            }
            return SeenPublication(
                record: record, leads: leads[record.id] ?? [],
                audience: audiences[record.id.description] ?? .programme, writers: writers, speakers: speakers,
                owner: owner)
        }
    }

    var members: Set<MemberRef> { Set(leads.map(\.member)) }
    /// Who is named for a lead and acts for it, and who writes it.
    var named: Set<Account.ID> { writers.union(speakers.filter(\.isNamed).map(\.account)) }

    /// Of what leads have said, what counts today: of a lead, by who still speaks for it.
    func counting(_ words: [PublicationWord]) -> [PublicationWord] {
        let said = Set(speakers.filter(\.speaks).map { Speaking(member: $0.member, account: $0.account) })
        return words.filter { said.contains(Speaking(member: $0.member, account: $0.account)) }
    }

    private struct Speaking: Hashable {
        let member: MemberRef
        let account: Account.ID
    }

    /// What ``mayRead`` is asked. Before it is released what is CLEAR is for the programme's people; what is RED is for those who are
    /// named: by its audience, as a lead's person, or because they write it.
    var readable: Readable { readable(isReleased: record.isReleased) }

    /// - Parameter isReleased: as it is, or as it will be.
    func readable(isReleased: Bool) -> Readable {
        let isPublic = record.marking == Marking.clear.rawValue && isReleased
        let named = audience.accounts.union(self.named)
        let reached: RecordAudience =
            switch audience {
            case .accounts: .accounts(named)
            case .programme, .members: record.isRed ? .accounts(named) : audience
            }
        return Readable(
            marking: record.marking == Marking.clear.rawValue && !isPublic ? Marking.green.rawValue : record.marking,
            programme: record.programme, audience: reached, originators: members, owner: owner)
    }
}

/// Who reads publications, their titles and their texts: asked by pages, lists, counts, search, files, the API and Today alike.
struct PublicationSight {
    let visitor: Visitor
    let roster: NetworkRoster
    let reading: any Reading
    let now: Int64

    init(_ visit: Visit, _ reading: any Reading) throws {
        try self.init(visit.visitor, now: visit.now, reading)
    }

    init(_ visitor: Visitor, now: Int64, _ reading: any Reading) throws {
        self.visitor = visitor
        self.now = now
        self.reading = reading
        roster = try NetworkRoster.read(visitor, reading, now: now)
    }

    /// Whether the publication may be known at all: its title, its leads, its day; and its text once that is released.
    func sees(_ publication: SeenPublication) -> Bool {
        if let account = visitor.account?.id, publication.writers.contains(account) { return true }
        return mayRead(publication.readable, visitor, roster, now: now).isAllowed
    }

    /// - Throws: ``Refusal/notFound`` also where it may not be known; a guest is asked to sign in.
    func publication(_ id: Publication.ID) throws -> SeenPublication {
        let record: PublicationRecord
        do {
            record = try PublicationStore(reading).publication(id)
        } catch let refusal as Refusal where visitor.account == nil && refusal.status == .notFound {
            throw Refusal.signInNeeded
        }
        guard let seen = try seen([record]).first else {
            throw visitor.account == nil ? Refusal.signInNeeded : Refusal.notFound
        }
        return seen
    }

    /// Those of them that the visitor may know of, in the same order.
    func seen(_ records: [PublicationRecord]) throws -> [SeenPublication] {
        try SeenPublication.all(records, now: now, reading).filter(sees)
    }

    /// Of a programme, in the order of the board.
    func publications(of programme: Programme.ID) throws -> [SeenPublication] {
        try seen(PublicationStore(reading).publications(of: [programme]))
    }

    // MARK: What may be done

    /// The mandate under which the visitor may act for a member in a programme today.
    func mandate(for member: MemberRef, in programme: Programme.ID) -> ActiveMandate? {
        guard roster.belongs[programme]?.contains(member) ?? false else { return nil }
        return visitor.mandates.first {
            $0.mayAct && $0.role.speaks && MemberRef($0.holder) == member && $0.holds(in: programme)
        }
    }

    /// Plans what members write: organisers, and whoever acts for a member.
    func mayPlan(in programme: Programme.ID) -> Bool {
        roster.organises.contains(programme) || !own(in: programme).isEmpty
    }

    /// The members for whom the visitor may act.
    func own(in programme: Programme.ID) -> Set<MemberRef> {
        (roster.belongs[programme] ?? []).filter { mandate(for: $0, in: programme) != nil }
    }

    /// The leads of whom the visitor may speak. Where a person is named for a member, nobody else does.
    func speaks(in publication: SeenPublication) -> [PublicationLead] {
        guard let account = visitor.account?.id else { return [] }
        // As it is stored now: a write may have waited since the visitor was found.
        let own = Set(publication.speakers.filter { $0.speaks && $0.account == account }.map(\.member))
        return publication.leads.filter { own.contains($0.member) }
    }

    /// The members with which the visitor may join those who write it: while it is planned, and not where it is for named readers.
    func mayJoin(_ publication: SeenPublication) -> Set<MemberRef> {
        guard publication.record.state == .planned, publication.audience.isProgramme, !publication.record.isRed else {
            return []
        }
        return own(in: publication.record.programme).subtracting(publication.members)
    }

    /// Changes its plan, leads, writers and stages. What is RED its organisers do not know of.
    func manages(_ publication: SeenPublication) -> Bool {
        guard sees(publication) else { return false }
        if !speaks(in: publication).isEmpty { return true }
        guard roster.organises.contains(publication.record.programme) else { return false }
        return !publication.record.isRed || mayRead(publication.readable, visitor, roster, now: now).isAllowed
    }

    /// Whether the writing room is open to them.
    func writes(_ publication: SeenPublication) throws -> Bool {
        guard let event = publication.record.event else { return false }
        return try !MembershipStore(reading).membership(of: visitor, in: event).isStranger
    }
}
