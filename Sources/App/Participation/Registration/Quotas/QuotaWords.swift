import Domain
import Storage
import Web

/// Quotas as people say them.
struct QuotaWords {
    let quotas: [SeatQuota]
    private let names: DirectoryNames
    /// Codes with names.
    private let regions: [String: String]
    /// In every language, where a quota of one country may have its name from the program.
    private let everyName: [DirectoryNames]

    /// For whom seats are kept is told to organisers only.
    private let hidesOthers: Bool

    /// - Parameter hidesOthers: for who speaks for one country, and for a person.
    init(
        _ quotas: [QuotaRecord], hidesOthers: Bool = false, language: Language = .current, _ reading: any Reading
    ) throws {
        self.hidesOthers = hidesOthers
        self.quotas = quotas.map(\.quota)
        names = try DirectoryNames(reading, language: language)
        let isOfOne = quotas.contains { $0.quota.attribute == .country && $0.quota.values.count == 1 }
        everyName = isOfOne ? try Language.allCases.map { try DirectoryNames(reading, language: $0) } : []
        regions = Dictionary(try DirectoryNames.regions(reading).map { ($0.code, $0.name) }) { first, _ in first }
    }

    // MARK: Values

    func value(_ attribute: SeatAttribute?, _ value: String) -> Message {
        switch attribute {
        case .country: .verbatim(names.country(value) ?? value)
        case .sector: names.sector(value)?.label ?? .verbatim(value)
        case .region: regions[value].map { RegionWords.name(value, $0) } ?? .verbatim(value)
        case .mode: AttendanceMode(rawValue: value)?.label ?? .verbatim(value)
        case .funding: RegistrationFunding(rawValue: value)?.label ?? .verbatim(value)
        case .organisation, .city, .workingGroup, nil: .verbatim(value)
        }
    }

    /// The code of what somebody typed: a code, or a name in their language; what has no codes as it is.
    func code(_ attribute: SeatAttribute?, _ typed: String) -> String? {
        let folded = Folded.text(typed)
        func found(_ codes: [(code: String, name: String)]) -> String? {
            codes.first { $0.code == typed || $0.code == typed.uppercased() || Folded.text($0.code) == folded }?.code
                ?? codes.first { Folded.text($0.name) == folded }?.code
        }
        switch attribute {
        case .country: return found(names.allCountries)
        case .sector: return found(names.sectors.map { ($0.code, $0.label.string()) })
        case .region:
            return found(regions.map { ($0.key, $0.value) })
                ?? found(regions.map { ($0.key, RegionWords.name($0.key, $0.value).string()) })
        case .mode: return found(AttendanceMode.allCases.map { ($0.rawValue, $0.label.string()) })
        case .funding: return found(RegistrationFunding.allCases.map { ($0.rawValue, $0.label.string()) })
        case .organisation, .city, .workingGroup: return typed.utf8.count <= 400 ? typed : nil
        case nil: return nil
        }
    }

    // MARK: Sentences

    /// A short name for a quota that was given none.
    func label(_ quota: SeatQuota) -> String { made(quota).string() }

    private func made(_ quota: SeatQuota) -> Message {
        if quota.kind == .guarantee { return L("Kept seats") }
        guard let attribute = quota.attribute else {
            return quota.mode.flatMap(AttendanceMode.init(rawValue:))?.label ?? L("In all")
        }
        return quota.values.first.map { value(attribute, $0) } ?? attribute.eachLabel
    }

    /// The name that an organiser gave; nothing where the program made it, in whichever language that was.
    func ownName(_ quota: SeatQuota) -> Message? {
        let name = made(quota)
        var all = Language.allCases.map { name.string(in: $0) } + quota.values
        if quota.attribute == .country { all += everyName.compactMap { $0.country(quota.values.first) } }
        let isMade = all.contains { one in
            // A second one of the same name has its number behind it.
            quota.label == one || quota.label.hasPrefix("\(one) ") && Int(quota.label.dropFirst(one.count + 1)) != nil
        }
        return isMade ? nil : .verbatim(quota.label)
    }

    /// “At most 2 of each country; Kazakhstan: 6”
    func sentence(_ record: QuotaRecord, zone: String) -> Message {
        let quota = record.quota
        var parts: [Message] = [main(quota)]
        for (code, seats) in quota.exceptions.sorted(by: { $0.key < $1.key }) {
            parts.append(L("\(value(quota.attribute, code)): \(seats)"))
        }
        if let mode = quota.mode.flatMap(AttendanceMode.init(rawValue:)), quota.attribute != nil {
            parts.append(mode.onlyLabel)
        }
        if let until = record.until { parts.append(L("until \(MomentWords(zone).string(until.at))")) }
        return Message.list(parts, .semicolons)
    }

    private func main(_ quota: SeatQuota) -> Message {
        let seats = quota.seats
        if quota.kind == .guarantee {
            let kept = quota.values.map { value(quota.attribute, $0) }
            return L("\(seats) kept for each of: \(list: kept, .commas)")
        }
        guard let attribute = quota.attribute else {
            return switch quota.mode.flatMap(AttendanceMode.init(rawValue:)) {
            case .inPerson: L("At most \(seats) in person")
            case .online: L("At most \(seats) online")
            case nil: L("At most \(seats) in all")
            }
        }
        guard let one = quota.values.first else { return attribute.atMost(seats) }
        return L("At most \(seats) of \(value(attribute, one))")
    }

    /// “all 24 seats are taken”, “both seats of Serbia are taken”, “seats are kept for Mongolia and Tajikistan”.
    /// - Parameter ledger: tells for whom seats are still kept; without it, for whom they were.
    func why(_ full: FullQuota, _ ledger: SeatLedger? = nil) -> Message {
        guard quotas.indices.contains(full.quota) else { return L("a quota that is no more") }
        let quota = quotas[full.quota]
        if quota.kind == .guarantee {
            let values = ledger.map { ledger in ledger.kept(by: full.quota).map { $0.value } } ?? quota.values
            let kept = values.map { value(quota.attribute, $0) }
            return kept.isEmpty || hidesOthers ? L("seats are kept for others") : L("seats are kept for \(list: kept)")
        }
        let seats = quota.seats(of: full.value)
        let named = ownName(quota)
        if let attribute = quota.attribute, attribute != .mode, attribute != .funding,
            let whose = full.value ?? (named == nil ? quota.values.first : nil)
        {
            return Self.taken(seats, of: value(attribute, whose))
        }
        let isOfAll = quota.attribute == nil && quota.mode == nil && named == nil
        return isOfAll ? Self.taken(seats) : L("\(name(full)): \(Self.taken(seats))")
    }

    private static func taken(_ seats: Int) -> Message {
        switch seats {
        case 0: L("no seats are given")
        case 1: L("the only seat is taken")
        case 2: L("both seats are taken")
        default: L(seats, one: "\(seats) seat is taken", other: "all \(seats) seats are taken")
        }
    }

    private static func taken(_ seats: Int, of name: Message) -> Message {
        switch seats {
        case 0: L("no seats are given to \(name)")
        case 1: L("the only seat of \(name) is taken")
        case 2: L("both seats of \(name) are taken")
        default:
            L(seats, one: "\(seats) seat of \(name) is taken", other: "all \(seats) seats of \(name) are taken")
        }
    }

    /// What is counted: a value's name, or the quota's.
    func name(_ full: FullQuota) -> Message {
        guard quotas.indices.contains(full.quota) else { return .verbatim("") }
        let quota = quotas[full.quota]
        return full.value.map { value(quota.attribute, $0) } ?? ownName(quota) ?? made(quota)
    }
}

extension SeatAttribute {
    var label: Message {
        switch self {
        case .country: L("Country")
        case .sector: L("Sector")
        case .region: L("Region")
        case .organisation: L("Organisation")
        case .city: L("City")
        case .workingGroup: L("Working group")
        case .funding: L("Who pays")
        case .mode: L("In person or online")
        }
    }

    /// “11 countries”
    func counted(_ count: Int) -> Message {
        switch self {
        case .country: L(count, one: "\(count) country", other: "\(count) countries")
        case .sector: L(count, one: "\(count) sector", other: "\(count) sectors")
        case .region: L(count, one: "\(count) region", other: "\(count) regions")
        case .organisation: L(count, one: "\(count) organisation", other: "\(count) organisations")
        case .city: L(count, one: "\(count) city", other: "\(count) cities")
        case .workingGroup: L(count, one: "\(count) working group", other: "\(count) working groups")
        case .funding, .mode: label
        }
    }

    fileprivate var eachLabel: Message {
        switch self {
        case .country: L("Each country")
        case .sector: L("Each sector")
        case .region: L("Each region")
        case .organisation: L("Each organisation")
        case .city: L("Each city")
        case .workingGroup: L("Each working group")
        case .funding: L("By who pays")
        case .mode: L("In person, and online")
        }
    }

    fileprivate func atMost(_ seats: Int) -> Message {
        switch self {
        case .country: L("At most \(seats) of each country")
        case .sector: L("At most \(seats) of each sector")
        case .region: L("At most \(seats) of each region")
        case .organisation: L("At most \(seats) of each organisation")
        case .city: L("At most \(seats) of each city")
        case .workingGroup: L("At most \(seats) of each working group")
        case .funding: L("At most \(seats) whom the event pays for, and as many who pay for themselves")
        case .mode: L("At most \(seats) in person, and as many online")
        }
    }
}

extension AttendanceMode {
    fileprivate var onlyLabel: Message {
        switch self {
        case .inPerson: L("only in person")
        case .online: L("only online")
        }
    }
}
