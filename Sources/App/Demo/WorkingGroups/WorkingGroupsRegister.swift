import Domain
import Storage
import Web

/// The register of mandates of the story: heads of eight secretariats; a focal point and an alternate of every country, but for three gaps, with
/// two handovers this year and six who are to be confirmed; and who is in the working groups.
struct WorkingGroupsRegister {
    struct Held {
        let mandate: Mandate.ID
        let person: Person.ID
    }

    let work: Work
    private let stage: DemoStage
    private(set) var focalPoints: [String: Held] = [:]
    /// Those of the regions, in the order of their codes.
    private(set) var countries: [String] = []
    /// How many people of each country there are.
    private var numbers: [String: Int] = [:]

    init(work: Work, stage: DemoStage) { (self.work, self.stage) = (work, stage) }

    /// A day so many from today.
    private func day(_ offset: Int) -> String { stage.day(offset) }

    private static let gaps = 3
    private static let handovers = 2
    private static let due = 6

    /// - Returns: each region with who heads its secretariat.
    mutating func appointRegions() throws -> [(id: App.Region.ID, code: String, person: Person.ID)] {
        let store = RegionStore(work.tx)
        let homes = try store.homes(on: day(0))
        let regions = try store.regions()
        countries = homes.keys.sorted()
        let others = countries.filter { !WorkingGroupsPeople.countries.contains($0) }
        for (index, code) in countries.enumerated() { try appoint(code, index, others.firstIndex(of: code)) }
        return try regions.map { region in
            let person = try enter(region.host ?? "KZ")
            _ = try give(.head, "region:\(region.id)", to: person, since: -250)
            let deputy = try enter(region.host ?? "KZ")
            _ = try give(.deputy, "region:\(region.id)", to: deputy, since: -200)
            return (id: region.id, code: region.code, person: person)
        }
    }

    /// What befalls a country follows from its place in the alphabet among those outside of the programme: its own always have a focal
    /// point, whose mandate is not to be confirmed yet.
    private mutating func appoint(_ country: String, _ index: Int, _ place: Int?) throws {
        let person = try enter(country)
        let holder = "country:\(country)"
        if let place, place % 18 == 10, place / 18 < Self.gaps {
            _ = try give(.focalPoint, holder, to: person, since: -700, until: -40, note: "Moved to another ministry.")
        } else {
            var held = try give(
                .focalPoint, holder, to: person, since: -330 + index,
                reviewBy: place.map { $0 % 8 == 3 && $0 / 8 < Self.due } == true ? 12 : nil)
            if let place, place % 30 == 4, place / 30 < Self.handovers {
                held = try give(.focalPoint, holder, to: try enter(country), since: -50)
            }
            focalPoints[country] = held
        }
        _ = try give(.alternate, holder, to: try enter(country), since: -300)
    }

    /// Somebody of a country, who is not in the directory yet.
    private mutating func enter(_ country: String) throws -> Person.ID {
        let number = numbers[country, default: 0]
        numbers[country] = number + 1
        let name = WorkingGroupsPeople.name(country, number)
        return try DirectoryOperations.createPersonIn(
            work,
            PersonFields(
                givenName: name.given, familyName: name.family, email: stage.mail("\(country.lowercased())-\(number)"),
                country: country, sector: ["health", "security", "civil-protection"][number % 3],
                organisation: "Demo Institute of Public Health (\(country), invented)",
                languages: [WorkingGroupsPeople.language(of: country)]))
    }

    private func give(
        _ role: MandateRole, _ holder: String, to person: Person.ID, since: Int, until: Int? = nil,
        reviewBy: Int? = nil, note: String = ""
    ) throws -> Held {
        let fields = MandateFields(
            role: role, holder: holder, person: person, since: day(since), until: until.map(day),
            reviewBy: reviewBy.map(day), note: note)
        return Held(mandate: try MandateOperations.appointIn(work, fields.cleaned), person: person)
    }

    // MARK: Working groups

    /// - Returns: the groups, by the code of their area.
    mutating func setUp(_ programme: Programme.ID) throws -> [String: WorkingGroup.ID] {
        let tree = try AreaTree(work.tx)
        var groups: [String: WorkingGroup.ID] = [:]
        for group in WorkingGroupsPeople.groups {
            let area = tree.area(code: group.code)?.id.description ?? ""
            let id = try WorkingGroupOperations.createIn(
                work, programme,
                WorkingGroupFields(area: area, title: group.title, remit: group.remit, since: day(-300)).cleaned)
            groups[group.code] = id
            for country in WorkingGroupsPeople.countries where !group.missing.contains(country) {
                let role: MandateRole = country == group.chair ? .groupChair : .groupMember
                _ = try give(role, "working-group:\(id)", to: try enter(country), since: -280)
            }
        }
        return groups
    }

    /// A city belongs to the programme beside its country. - Returns: its contact.
    mutating func joinCity(_ programme: Programme.ID) throws -> Person.ID {
        let city = try CityOperations.createIn(
            work,
            CityFields(name: "Almaty", localName: "Алматы", country: "KZ", locode: "KZALA", timeZone: "Asia/Almaty")
                .cleaned)
        _ = try MemberOperations.joinIn(
            work, programme, MemberFields(member: "city:\(city)", role: .observer, since: day(-100)).cleaned)
        let person = try enter("KZ")
        _ = try give(.contact, "city:\(city)", to: person, since: -100)
        return person
    }

    /// Kyrgyzstan proposes somebody for the group in which it has nobody, Kazakhstan somebody for its team, Mongolia another alternate.
    mutating func propose(into groups: [String: WorkingGroup.ID]) throws {
        let proposals: [(country: String, role: MandateRole, holder: String?)] = [
            ("KG", .groupMember, groups["water-safety"].map { "working-group:\($0)" }),
            ("KZ", .nationalTeam, "country:KZ"), ("MN", .alternate, "country:MN"),
        ]
        for one in proposals {
            guard let holder = one.holder else { continue }
            let fields = MandateFields(
                role: one.role, holder: holder, person: try enter(one.country), since: day(14),
                document: "Letter 12 (invented)")
            try MandateOperations.appointIn(
                work, fields.cleaned, as: .proposed, under: focalPoints[one.country]?.mandate)
        }
    }

    // MARK: Experts

    /// So many in all; ten in each country of the programme, whose first knows of water, and the others spread over all regions.
    private var allExperts: Int { stage.number(380, part: 80) }
    private static let ofOurs = 10

    /// - Returns: those of the programme's countries.
    mutating func tellExperts() throws -> [String: [Person.ID]] {
        var dice = DemoDice(seed: 87)
        var experts: [String: [Person.ID]] = [:]
        for country in WorkingGroupsPeople.countries {
            for number in 0..<Self.ofOurs {
                let group = WorkingGroupsPeople.groups[(number + 1) % WorkingGroupsPeople.groups.count]
                experts[country, default: []].append(try tellExpert(country, number, group, &dice))
            }
        }
        let others = countries.filter { experts[$0] == nil }
        for number in 0..<(allExperts - Self.ofOurs * experts.count) where !others.isEmpty {
            let group = WorkingGroupsPeople.groups[Int(dice.next() % UInt64(WorkingGroupsPeople.groups.count))]
            _ = try tellExpert(others[number % others.count], number, group, &dice)
        }
        return experts
    }

    private mutating func tellExpert(_ country: String, _ number: Int, _ group: DemoGroup, _ dice: inout DemoDice)
        throws
        -> Person.ID
    {
        let person = try enter(country)
        let others = dice.some(2, of: WorkingGroupsPeople.groups).filter { $0.code != group.code }
        var fields = ProfileFields()
        fields.areas =
            [.init(area: group.code, level: number % 3 == 0 ? "trainer" : "practitioner")]
            + others.prefix(1).map { .init(area: $0.code, level: "practitioner") }
        fields.languages = number % 4 == 3 ? ["en"] : [WorkingGroupsPeople.language(of: country), "en"]
        fields.expertise = [group.words[number % 3]] + dice.some(1, of: others.first?.words ?? group.words)
        fields.willing = number % 2 == 0 ? [.train, .exercise] : [.review]
        fields.noticeWeeks = "\(1 + dice.next() % 8)"
        fields.visibleTo = .programme
        fields.consents = true
        try ProfileOperations.changeIn(work, person, fields.cleaned)
        return person
    }
}
