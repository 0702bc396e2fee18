import Domain
import Storage
import Web

/// A file of nominations while it is taken: in parts, so that whoever else writes waits for one of them only. A part that is refused stops it:
/// what was taken before stays, and the rest is left out with the reason.
struct NominationTaking: Sendable {
    typealias Line = FieldImport<NominationRow>.Line

    /// Rows of one transaction.
    static let part = 500

    private let behalf: Behalf?
    private let isTrial: Bool
    private let lines: [Line]
    private var done = 0
    private var added = 0
    private var leftOut: [NominationCounts.LeftOut] = []
    private var emails: Set<String> = []

    /// - Parameter behalf: who nominates; nothing: the country of each row.
    init(_ file: FieldImport<NominationRow>, behalf: Behalf?, isTrial: Bool) {
        (self.behalf, self.isTrial) = (behalf, isTrial)
        lines = Self.ordered(file.lines)
    }

    /// As they are ranked; of a file of several parts all that stand first with their country, then all that stand second: no part gives seats
    /// to the later ones of one before the first of another.
    private static func ordered(_ all: [Line]) -> [Line] {
        let ranked = all.enumerated().sorted {
            ($0.element.fields.rank ?? .max, $0.offset) < ($1.element.fields.rank ?? .max, $1.offset)
        }.map(\.element)
        guard ranked.count > part else { return ranked }
        var counts: [String: Int] = [:]
        var placed: [(line: Line, place: Int)] = []
        for line in ranked {
            let country = line.fields.told.country ?? ""
            let place = (counts[country] ?? 0) + 1
            counts[country] = place
            placed.append((line: line, place: place))
        }
        return placed.enumerated().sorted {
            ($0.element.place, $0.offset) < ($1.element.place, $1.offset)
        }.map(\.element.line)
    }

    var isDone: Bool { done >= lines.count }

    var counts: NominationCounts {
        NominationCounts(added: added, leftOut: leftOut.sorted { $0.row < $1.row })
    }

    /// - Parameter part: takes the next part in a transaction of its own.
    static func whole(
        _ start: NominationTaking, _ part: (NominationTaking) async throws -> NominationTaking
    ) async throws -> NominationCounts {
        var taking = try await part(start)
        while !taking.isDone {
            do {
                taking = try await part(taking)
            } catch let refusal as Refusal {
                return taking.stopped(refusal).counts
            }
        }
        return taking.counts
    }

    private func stopped(_ refusal: Refusal) -> NominationTaking {
        var stopped = self
        stopped.leftOut += lines[done...].map {
            NominationCounts.LeftOut(row: $0.number, reason: refusal.title.string())
        }
        stopped.done = lines.count
        return stopped
    }

    /// The next rows.
    func next(_ desk: RegistrationDesk, by right: RegistrationRight) throws -> NominationTaking {
        var taking = self
        let regions = try RegionStore(desk.tx).regions()
        let rows = lines[done..<min(done + Self.part, lines.count)]
        var new: [RegistrationRecord] = []
        for line in rows {
            if let record = try taking.take(line, desk, regions, by: right) { new.append(record) }
        }
        taking.done = rows.endIndex
        try desk.place(new, isDecided: !right.isBoundByDates)
        return taking
    }

    /// - Returns: nothing where the row is left out, or only looked at.
    private mutating func take(
        _ line: Line, _ desk: RegistrationDesk, _ regions: [RegionRecord], by right: RegistrationRight
    ) throws -> RegistrationRecord? {
        let told = line.fields.told
        guard let named = behalf ?? told.country.map({ Behalf.country($0) }) else {
            leave(line, L("No country is given."))
            return nil
        }
        let region = regions.first { Self.matches($0, line.fields.region) }
        if let reason = try reason(against: told, named, in: region, desk, by: right) {
            leave(line, reason)
            return nil
        }
        added += 1
        guard !isTrial else { return nil }
        let id = try desk.nominate(named, told, by: right)
        if let region { try NominationStore.set(region: region.id, of: id, desk.tx) }
        return try desk.submit(id, by: right, placing: false)
    }

    /// Why a row is left out.
    private mutating func reason(
        against told: NominationFields, _ named: Behalf, in region: RegionRecord?, _ desk: RegistrationDesk,
        by right: RegistrationRight
    ) throws -> Message? {
        if let own = behalf?.country, let country = told.country, country != own {
            return L("You nominate for another country.")
        }
        if let email = told.email, !emails.insert(email).inserted {
            return L("The same e-mail stands in an earlier row.")
        }
        if try desk.isRegistered(told) { return L("This person is already registered.") }
        if let region, try !desk.counts(named, in: region.id, by: right) {
            return L("The country does not count in this region.")
        }
        return nil
    }

    private mutating func leave(_ line: Line, _ reason: Message) {
        leftOut.append(.init(row: line.number, reason: reason.string()))
    }

    private static func matches(_ region: RegionRecord, _ text: String) -> Bool {
        !text.isEmpty && [region.code, region.name].contains { Folded.text($0) == Folded.text(text) }
    }
}
