import Domain
import Storage
import Web

/// A row of the file `nominations`: rank, given-name, family-name, email, organisation, sector, country, region, languages, funding, mode, note.
struct NominationRow: FieldRecord {
    var rank: Int?
    /// In which region the country counts: its code or name.
    var region = ""
    var told = NominationFields()

    static let isNamedByFirst = false

    static let fields: [Field<NominationRow>] = {
        let rank = Field<NominationRow>.number("rank", \.rank, L("Rank"), in: 1...1_000)
        let region = Field<NominationRow>.line("region", \.region, L("Region"), limit: 200)
        let told = NominationFields.fields.map { Self.lifted($0) }
        let at = told.firstIndex { $0.column == "country" }.map { $0 + 1 } ?? told.count
        return [rank] + Array(told[..<at]) + [region] + Array(told[at...])
    }()

    private static func lifted(_ field: Field<NominationFields>) -> Field<NominationRow> {
        var lifted = Field<NominationRow>(
            column: field.column, label: field.label, hint: field.hint, rule: field.rule,
            isRequired: field.isRequired, mayBeNothing: field.mayBeNothing, options: field.options,
            value: { field.value($0.told) }, set: { field.set(&$0.told, $1) })
        lifted.clean = { row, check in field.clean(&row.told, &check) }
        return lifted
    }
}

/// What a file of nominations did, or would do.
struct NominationCounts: Codable, Sendable, Hashable {
    struct LeftOut: Codable, Sendable, Hashable {
        /// Of the file, from 1.
        let row: Int
        let reason: String
    }

    let added: Int
    let leftOut: [LeftOut]
}

/// Nominations out of a file, and into one.
enum NominationFiles {
    static let most = 5_000

    /// For an organiser: each row names the country that nominates.
    static func take(_ visit: Visit, _ event: Event.ID, _ upload: TableUpload) async throws -> NominationCounts {
        let language = Language.current
        let offered = try await visit.read { reading in
            try visit.require(.organise, in: event, reading)
            return try options(reading)
        }
        let file = try await read(visit, upload, offered)
        return try await NominationTaking.whole(
            NominationTaking(file, behalf: nil, isTrial: upload.isTrial)
        ) { taking in
            try await visit.database.write { tx in
                try visit.require(.organise, in: event, tx)
                return try Language.$current.withValue(language) {
                    try taking.next(RegistrationDesk(event, Work(tx, visit)), by: .organiser)
                }
            }
        }
    }

    /// Reads a file, aside from the transaction that takes it.
    static func read(_ visit: Visit, _ upload: TableUpload, _ options: [String: [FieldOption]]) async throws
        -> FieldImport<NominationRow>
    {
        try await visit.services.limits.imports.pass(busy: .importsBusy) {
            try await Stopping.aside { try FieldImport<NominationRow>(upload, options: options, most: most) }
        }
    }

    /// What a cell may say of a country and a sector.
    static func options(_ reading: any Reading) throws -> [String: [FieldOption]] {
        let names = try DirectoryNames(reading)
        return ["sector": names.sectorOptions(), "country": names.countryOptions]
    }

    /// All rows in one transaction.
    /// - Parameter behalf: who nominates; nothing: the country of each row. A row of another country is left out, and so is whoever is
    ///   registered already.
    static func takeIn(
        _ desk: RegistrationDesk, _ file: FieldImport<NominationRow>, behalf: Behalf?, isTrial: Bool,
        by right: RegistrationRight
    ) throws -> NominationCounts {
        var taking = NominationTaking(file, behalf: behalf, isTrial: isTrial)
        repeat { taking = try taking.next(desk, by: right) } while !taking.isDone
        return taking.counts
    }

    static let header = [
        "rank", "given-name", "family-name", "email", "organisation", "sector", "country", "region", "languages",
        "funding", "mode", "note",
    ]

    /// - Parameter behalf: nothing for everybody's.
    static func rows(of event: Event.ID, behalf: Behalf? = nil, _ reading: any Reading) throws -> [[String]] {
        let regions = Dictionary(try RegionStore(reading).regions().map { ($0.id, $0.code) }) { first, _ in first }
        return try NominationStore(reading).nominations(of: event, behalf: behalf).filter(\.isOpen).map { one in
            let told = one.fields
            return [
                String(one.rank), told.givenName, told.familyName, told.email ?? "", told.organisation,
                told.sector ?? "", told.country ?? "", one.region.flatMap { regions[$0] } ?? "", told.languages,
                told.funding, told.mode, told.note,
            ]
        }
    }
}

extension RegistrationDesk {
    /// Whether somebody is in the event's list already, as far as an address tells.
    func isRegistered(_ told: NominationFields) throws -> Bool {
        try store.registrations(of: nil, nil, email: told.email, in: event).contains { $0.isActive && !$0.isUnproven }
    }
}

/// How many days somebody has attended: told by the room that counts them.
protocol AttendedDaysFeature: Feature {
    static func attendedDays(in event: Event.ID, _ reading: any Reading) throws -> [Participant.ID: Int]
}

/// The file `registrations`.
enum RegistrationFile {
    static let header = [
        "number", "state", "class", "rank", "given-name", "family-name", "organisation", "country", "sector", "region",
        "mode", "funding", "submitted-at", "state-since", "offered-until", "place", "blocked-by", "reason", "confirmed",
        "days-attended",
    ]

    static func rows(of event: Event.ID, now: Int64, _ reading: any Reading) throws -> [[String]] {
        let store = RegistrationStore(reading)
        let rule = try store.requireRule(of: event)
        let zone = try EventStore(reading).event(event).timeZone
        let waiting = try SeatStanding.waiting(in: event, rule, now: now, reading)
        let regions = Dictionary(try RegionStore(reading).regions().map { ($0.id, $0.code) }) { first, _ in first }
        let attended = try Features.all { $0 as? any AttendedDaysFeature.Type }
            .reduce(into: [Participant.ID: Int]()) { days, feature in
                days.merge(try feature.attendedDays(in: event, reading)) { max($0, $1) }
            }
        func moment(_ at: Int64?) -> String { at.map { MomentWords(zone).isoWithOffset($0) } ?? "" }
        return try store.registrations(of: event).map { record in
            let why = waiting[record.id]
            return [
                String(record.number), record.isOffered ? "offered" : record.state.rawValue, String(record.class),
                String(record.rank), record.givenName, record.familyName, record.organisation, record.country ?? "",
                record.sector ?? "", record.region.flatMap { regions[$0] } ?? "", record.mode.rawValue,
                record.funding.rawValue, moment(record.submittedAt), moment(record.stateSince),
                moment(record.offeredUntil), (why?.place).map { String($0) } ?? "",
                why?.full.map { $0.string() }.joined(separator: "; ") ?? "", record.reason,
                record.confirmedAt == nil ? "no" : "yes",
                record.participant.flatMap { attended[$0] }.map { String($0) } ?? "",
            ]
        }
    }
}

extension MomentWords {
    /// `2027-03-04T10:00:00+05:00`
    func isoWithOffset(_ milliseconds: Int64) -> String {
        let (shown, seconds) = (wallClock(milliseconds), offset(milliseconds))
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let second = Int((milliseconds / 1000) % 60)
        let (sign, away) = (seconds < 0 ? "-" : "+", abs(seconds) / 60)
        return
            "\(shown.date)T\(two(shown.hour)):\(two(shown.minute)):\(two(max(second, 0)))\(sign)\(two(away / 60)):\(two(away % 60))"
    }
}
