import Domain
import Storage
import Web

/// Envision: sheets begin, and countries publish theirs.
enum SheetOperations {
    /// Whose sheets the event has. Changing it later keeps what is written.
    static func setEnvisionBy(_ visit: Visit, _ event: Event.ID, _ by: EnvisionBy) async throws {
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            try setEnvisionByIn(Work(tx, visit), event, by)
        }
    }

    static func setEnvisionByIn(_ work: Work, _ event: Event.ID, _ by: EnvisionBy) throws {
        guard try SheetStore(work.tx).envisionBy(event) != by else { return }
        try SheetStore.setEnvisionBy(event, by, work.tx)
        try work.record(.event(event), "event:\(event)", "event.envision-by", ["by": .text(by.rawValue)])
    }

    /// Begins the visitor's own sheet, or finds it: the group's or the delegation's, as the event has them.
    /// - Parameter group: for those who run the room and rapporteurs; nothing for one's own.
    static func begin(_ visit: Visit, _ event: Event.ID, group wished: BreakoutGroup.ID? = nil) async throws
        -> SheetRecord
    {
        try await visit.database.write { tx in
            try visit.require(.attend, in: event, tx)
            let viewer = try SheetViewer(visit, in: event, tx)
            let store = SheetStore(tx)
            let owner = try owner(wished, viewer, visit, event, tx)
            switch owner {
            case .group(let group): if let sheet = try store.sheet(of: group) { return sheet }
            case .country(let country): if let sheet = try store.sheet(of: country, in: event) { return sheet }
            }
            guard try SheetAccess.isOpen(event, tx) || viewer.runsTheRoom else { throw Refusal.sheetClosed }
            return try store.sheet(try beginIn(Work(tx, visit), event, owner), in: event)
        }
    }

    enum Owner: Sendable, Hashable {
        case group(BreakoutGroup.ID)
        case country(String)
    }

    /// - Returns: the sheet that is there already, or a new one: a group's is open to the room, a country's private.
    static func beginIn(_ work: Work, _ event: Event.ID, _ owner: Owner) throws -> EnvisionSheet.ID {
        let store = SheetStore(work.tx)
        let id: EnvisionSheet.ID = work.environment.id()
        switch owner {
        case .group(let group):
            if let sheet = try store.sheet(of: group) { return sheet.id }
            _ = try GroupStore(work.tx).group(group, in: event)
            try SheetStore.insert(id, in: event, group: group, country: nil, .named, now: work.now, work.tx)
        case .country(let country):
            if let sheet = try store.sheet(of: country, in: event) { return sheet.id }
            try SheetStore.insert(id, in: event, group: nil, country: country, .private, now: work.now, work.tx)
        }
        try work.record(.part(event, .sheet(id)), "sheet:\(id)", "sheet.beginning")
        return id
    }

    private static func owner(
        _ wished: BreakoutGroup.ID?, _ viewer: SheetViewer, _ visit: Visit, _ event: Event.ID, _ tx: Transaction
    ) throws -> Owner {
        if let wished {
            _ = try GroupStore(tx).group(wished, in: event)
            let mayWrite = viewer.runsTheRoom || viewer.roles.contains(.rapporteur) || viewer.groups.contains(wished)
            guard mayWrite else { throw Refusal.notYourSheet }
            return .group(wished)
        }
        let seat = try visit.seat(in: event)
        switch try SheetStore(tx).envisionBy(event) {
        case .group:
            guard let group = try GroupStore(tx).group(of: seat.id, in: event), viewer.groups.contains(group.id) else {
                throw Refusal.noSheetForYou
            }
            return .group(group.id)
        case .country:
            guard let country = seat.country, viewer.countries.contains(country) else {
                if seat.country != nil, seat.role.contributes, !seat.isKnown { throw Refusal.notKnownYet }
                throw viewer.roles == [.observer] ? Refusal.observersLookOn : Refusal.noSheetForYou
            }
            return .country(country)
        }
    }

    // MARK: Publishing

    /// Shows a country's sheet to the room, or takes it back: an act of the head of its delegation.
    ///
    /// From private to anonymous to named. Back to private as long as nobody else rests on it (endorsement, decision, evidence);
    /// never from named to anonymous, since the room has read the name.
    static func publish(_ visit: Visit, _ event: Event.ID, _ id: EnvisionSheet.ID, _ publication: SheetPublication)
        async throws -> SheetRecord
    {
        try await visit.database.write { tx in
            let sheet = try writable(visit, event, id, tx)
            guard let country = sheet.country else { throw Refusal.groupSheetsAreOpen }
            let viewer = try SheetViewer(visit, in: event, tx)
            let head = try SpeakerStore(tx).head(of: country, in: event)
            let own =
                head.flatMap { viewer.seats.contains($0.participant) ? $0.participant : nil } ?? viewer.seats.first
            guard let own else { throw Refusal.notYourSheet }
            try SpeakerOperations.requireHead(try EventStore(tx).participant(own), country, event, tx)
            try publishIn(Work(tx, visit.environment, actor: "participant:\(own)"), sheet, publication)
            return try SheetStore(tx).sheet(id, in: event)
        }
    }

    static func publishIn(_ work: Work, _ sheet: SheetRecord, _ publication: SheetPublication) throws {
        guard sheet.country != nil else { throw Refusal.groupSheetsAreOpen }
        guard publication != sheet.publication else { return }
        let store = SheetStore(work.tx)
        switch publication {
        case .private: guard try !store.isReliedOn(sheet) else { throw Refusal.sheetIsRelied }
        case .anonymous: guard sheet.publication != .named else { throw Refusal.sheetIsNamed }
        case .named: break
        }
        if publication != .private {
            let counts = try store.counts(of: sheet.event)[sheet.id] ?? SheetCounts()
            guard counts.hasBegun else { throw Refusal.sheetIsEmpty }
        }
        try SheetStore.publish(sheet.id, publication, by: work.actor, now: work.now, work.tx)
        try work.record(
            sheet.scope, "sheet:\(sheet.id)", "sheet.publication",
            ["as": "head", "publication": .text(publication.rawValue)])
    }

    /// A sheet that the visitor may write now.
    static func writable(_ visit: Visit, _ event: Event.ID, _ id: EnvisionSheet.ID, _ tx: Transaction) throws
        -> SheetRecord
    {
        try visit.require(.attend, in: event, tx)
        let sheet = try SheetStore(tx).sheet(id, in: event)
        try SheetAccess.requireWriting(sheet, try SheetViewer(visit, in: event, tx), tx)
        return sheet
    }
}

/// The private vote of a delegation or a group on difficulty and impact: docs/decisions/0011-delegation-votes.md.
enum SheetVoteOperations {
    /// Opens the vote on all interventions of a sheet; what they have now stays until it closes.
    static func open(_ visit: Visit, _ event: Event.ID, _ id: EnvisionSheet.ID) async throws {
        try await visit.database.write { tx in
            let sheet = try SheetOperations.writable(visit, event, id, tx)
            guard !sheet.isVoteOpen else { return }
            guard try !InterventionStore(tx).interventions(of: id).isEmpty else { throw Refusal.nothingToVoteOn }
            try InterventionStore.openVote(id, now: visit.now, tx)
            try visit.record(tx, scope: sheet.scope, subject: "sheet:\(id)", kind: "sheet.vote-opening")
        }
    }

    /// Stores one person's ratings; the last ones count. An intervention that is left out keeps what was said of it before.
    /// - Parameter ratings: nothing takes a rating back.
    static func rate(
        _ visit: Visit, _ event: Event.ID, _ id: EnvisionSheet.ID, _ ratings: [Intervention.ID: DelegationVote.Rating?]
    ) async throws {
        let seat = try visit.seat(in: event)
        try await visit.database.write { tx in
            try visit.require(.attend, in: event, tx)
            let viewer = try SheetViewer(visit, in: event, tx)
            let (sheet, _) = try SheetAccess.seen(id, in: event, by: viewer, tx)
            guard SheetAccess.isMember(of: sheet, viewer), try EventStore(tx).participant(seat.id).role.contributes
            else {
                throw Refusal.onlyMembersVote
            }
            guard sheet.isVoteOpen else { throw Refusal.sheetVoteNotOpen }
            try StepStore(tx).requireTime(in: event)
            let known = Set(try InterventionStore(tx).interventions(of: id).map(\.id))
            var errors: [String: Message] = [:]
            for (intervention, rating) in ratings {
                if !known.contains(intervention) {
                    errors["\(intervention)"] = L("This intervention is no longer on the sheet.")
                } else if let rating, !rating.isOnScale {
                    errors["\(intervention)"] = L("Enter difficulty and impact from 1 to 5.")
                }
            }
            guard errors.isEmpty else { throw Refusal.invalid(errors) }
            for (intervention, rating) in ratings {
                try InterventionStore.setVote(rating, on: intervention, of: seat.id, tx)
            }
            // Not who: the journal stays.
            try tx.append(
                JournalEntry(
                    time: visit.now, actor: nil, scope: sheet.scope.description, subject: "sheet:\(id)",
                    kind: "sheet.vote"))
        }
    }

    /// Keeps the medians of what at least three people rated, and deletes the single votes.
    static func close(_ visit: Visit, _ event: Event.ID, _ id: EnvisionSheet.ID) async throws {
        try await visit.database.write { tx in
            let sheet = try SheetOperations.writable(visit, event, id, tx)
            guard sheet.isVoteOpen else { return }
            try closeIn(Work(tx, visit), sheet)
        }
    }

    static func closeIn(_ work: Work, _ sheet: SheetRecord) throws {
        for (intervention, votes) in try InterventionStore.votes(on: sheet.id, work.tx) {
            guard let result = DelegationVote.result(votes) else { continue }
            try InterventionStore.setResult(result, votes: votes.count, of: intervention, now: work.now, work.tx)
        }
        try InterventionStore.endVote(sheet.id, now: work.now, work.tx)
        try work.record(sheet.scope, "sheet:\(sheet.id)", "sheet.vote-closing")
    }
}
