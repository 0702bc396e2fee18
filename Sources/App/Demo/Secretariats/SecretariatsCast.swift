import Domain
import Storage
import Web

/// Who is in the story of eight secretariats, with whose accounts it is told.
struct SecretariatsCast: Sendable {
    let programme: Programme.ID
    let coordinator: Account.ID
    let officer: Account.ID
    let funder: Account.ID
    /// By code.
    let regions: [String: App.Region.ID]
    /// Codes of countries that are at home there, sorted; by the region's code.
    let countries: [String: [String]]
    /// By the region's code.
    let heads: [String: Account.ID]
    /// By country.
    let focalPoints: [String: Account.ID]
    /// Of the country whose sectors answer still, by sector.
    let respondents: [String: Account.ID]

    /// Whose region is told whole.
    static let region = "CA"
    /// Whose sectors answer still.
    static let answering = "KE"
    /// Of whom risks are judged, with the sector of who speaks for them.
    static let judging: [String: String] = [
        "KG": "health", "KZ": "health", "MN": "health", "TJ": "health", "UZ": "health", "PK": "security",
        "AF": "civil-protection",
    ]
    static let sectors: [String] = ["security", "health", "civil-protection"]

    func head(_ region: String) throws -> Account.ID {
        guard let head = heads[region] else { throw Refusal.notFound }
        return head
    }

    func region(_ code: String) throws -> App.Region.ID {
        guard let region = regions[code] else { throw Refusal.notFound }
        return region
    }

    func focalPoint(_ country: String) throws -> Account.ID {
        guard let account = focalPoints[country] else { throw Refusal.notFound }
        return account
    }
}

/// Puts them into the directory: 62 focal points, eight heads with their deputies, who coordinates, and some more. Their mandates hold in
/// the story's programme alone.
struct SecretariatsRegister {
    let work: Work
    let stage: DemoStage
    private let programme: Programme.ID
    private let coordinator: Account.ID
    /// How many people of each country there are.
    private var numbers: [String: Int] = [:]

    private static let since = -500

    init(stage: DemoStage, _ tx: Transaction) throws {
        self.stage = stage
        coordinator = try stage.account("Clara Example", stage.mail("coordinator"), tx)
        work = Work(tx, stage.services.environment, actor: "account:\(coordinator)")
        programme = try ProgrammeOperations.createIn(
            work,
            ProgrammeFields(
                title: "Demo network of eight secretariats",
                summary: "Real countries in an invented network. Everybody in it, and all they say, is made up.",
                kind: ProgrammeKind.network.rawValue, acronym: "DEMO-8", starts: stage.day(Self.since),
                languages: "en fr ru ar"
            ).cleaned, organiser: coordinator)
    }

    mutating func make() throws -> SecretariatsCast {
        try stage.enter(
            coordinator, as: fields("Clara", "Example", "coordinator", "IT", 2, "Demo office of the network"),
            knownTo: programme, work)
        let store = RegionStore(work.tx)
        let (regions, homes) = (try store.regions(), try store.homes(on: stage.day(0)))
        var (countries, heads, focalPoints): ([String: [String]], [String: Account.ID], [String: Account.ID]) = (
            [:], [:], [:]
        )
        for region in regions {
            let own = homes.filter { $0.value == region.id }.keys.sorted()
            countries[region.code] = own
            for country in own { focalPoints[country] = try join(country) }
            let host = region.host ?? own.first ?? "KZ"
            heads[region.code] = try appoint(.head, "region:\(region.id)", host)
            _ = try appoint(.deputy, "region:\(region.id)", host)
        }
        var respondents: [String: Account.ID] = [:]
        for sector in SecretariatsCast.sectors {
            let (person, email) = try enter(SecretariatsCast.answering, sector: sector)
            respondents[sector] = try stage.account(of: person, email, work.tx)
        }
        return SecretariatsCast(
            programme: programme, coordinator: coordinator, officer: try officer(),
            funder: try stage.account("Fred Funder-Example", stage.mail("funder"), work.tx),
            regions: Dictionary(regions.map { ($0.code, $0.id) }) { first, _ in first }, countries: countries,
            heads: heads, focalPoints: focalPoints, respondents: respondents)
    }

    /// A country is a member, and has a focal point.
    private mutating func join(_ country: String) throws -> Account.ID {
        _ = try MemberOperations.joinIn(
            work, programme,
            MemberFields(member: "country:\(country)", role: .member, since: stage.day(Self.since)).cleaned)
        return try appoint(.focalPoint, "country:\(country)", country)
    }

    private mutating func appoint(_ role: MandateRole, _ holder: String, _ country: String) throws -> Account.ID {
        let (person, email) = try enter(
            country, sector: role == .focalPoint ? SecretariatsCast.judging[country] : nil)
        var fields = MandateFields(role: role, holder: holder, person: person, since: stage.day(Self.since + 20))
        // Confirmed a while ago, and to be again.
        (fields.programme, fields.reviewBy) = (programme, stage.day(200))
        _ = try MandateOperations.appointIn(work, fields.cleaned)
        return try stage.account(of: person, email, work.tx)
    }

    /// Somebody of a country, who is not in the directory yet.
    private mutating func enter(_ country: String, sector: String? = nil) throws -> (Person.ID, email: String) {
        let number = numbers[country, default: 0]
        numbers[country] = number + 1
        let name = WorkingGroupsPeople.name(country, number)
        var told = fields(
            name.given, name.family, "\(country.lowercased())-\(number)", country, number,
            "Demo Institute of Preparedness")
        told.sector = sector ?? told.sector
        let person = try DirectoryOperations.createPersonIn(work, told, knownTo: [programme])
        return (person, told.email ?? "")
    }

    private func fields(
        _ given: String, _ family: String, _ mail: String, _ country: String, _ number: Int, _ organisation: String
    ) -> PersonFields {
        PersonFields(
            givenName: given, familyName: family, email: stage.mail(mail), country: country,
            sector: SecretariatsCast.sectors[number % SecretariatsCast.sectors.count],
            organisation: "\(organisation) (\(country), invented)",
            languages: ["KZ", "KG", "TJ", "UZ"].contains(country) ? ["ru", "en"] : ["en"])
    }

    /// Who runs the projects; the organisation that does them takes part as a member.
    private func officer() throws -> Account.ID {
        let account = try stage.account("Paul Projekt-Example", stage.mail("project-officer"), work.tx)
        try stage.enter(
            account, as: fields("Paul", "Projekt-Example", "project-officer", "IT", 1, "Demo implementer"),
            knownTo: programme, work)
        return account
    }
}
