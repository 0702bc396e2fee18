import Domain
import Storage
import Web

/// Makes the story of a network of cities: thirteen members and three partners, a seminar that was held, a report that two cities wrote and
/// released, another that is being written, and what they need in common.
struct CitiesMaker: Sendable {
    let stage: DemoStage
    var services: Services { stage.services }

    init(_ services: Services, part: DemoPart? = nil) { stage = DemoStage(services, begins: 60, part: part) }

    /// Who and what is there before anybody writes.
    struct Start: Sendable {
        let coordinator: Account.ID
        let programme: Programme.ID
        /// By UN/LOCODE.
        let cities: [String: City.ID]
        let accounts: [String: Account.ID]
        let around: CitiesAround
        let exercise: Event.ID

        func member(_ locode: String) -> MemberRef? { cities[locode].map { .city($0) } }
    }

    /// - Returns: roles and paths.
    func make() async throws -> [(role: String, path: String)] {
        let start = try await services.database.write { tx in
            try stage.requireEmpty(tx)
            return try begin(tx)
        }
        try await stage.beginNews()
        stage.go(-20)
        try await write(start)
        stage.go(-5)
        try await share(start)
        try await stage.tellNews()
        let exercise = try await CitiesTableTop(stage: stage, director: start.coordinator, event: start.exercise).play()
        return try await links(start) + exercise
    }

    private func begin(_ tx: Transaction) throws -> Start {
        let coordinator = try stage.account("Cora Sample", stage.mail("coordinator"), tx)
        let work = Work(tx, services.environment, actor: "account:\(coordinator)")
        let programme = try ProgrammeOperations.createIn(
            work,
            ProgrammeFields(
                title: "Demo network of cities on preparedness",
                summary:
                    "Real cities, as members of an invented network. Everybody in it, and all they say, is made up.",
                kind: ProgrammeKind.network.rawValue, acronym: "DNC", starts: "2018", languages: "en fr"
            ).cleaned, organiser: coordinator)
        try stage.enter(
            coordinator,
            as: PersonFields(
                givenName: "Cora", familyName: "Sample", email: stage.mail("coordinator"), country: "GB",
                sector: CitiesPeople.sectors[1], organisation: "Demo secretariat of the network (invented)",
                languages: ["en", "fr"]), knownTo: programme, work)
        var (cities, accounts, experts): ([String: City.ID], [String: Account.ID], [CitiesSeminar.Expert]) = (
            [:], [:], []
        )
        for city in CitiesPeople.cities {
            let id = try CityOperations.createIn(
                work,
                CityFields(
                    name: city.name, localName: city.localName, country: city.country, locode: city.locode,
                    timeZone: city.timeZone
                ).cleaned)
            cities[city.locode] = id
            accounts[city.locode] = try join(city, id, programme, work)
            experts.append(
                CitiesSeminar.Expert(person: try tellExpert(city, experts.count, programme, work), city: city))
        }
        for partner in CitiesPeople.partners {
            let id = try DirectoryOperations.createOrganisationIn(
                work,
                OrganisationFields(
                    name: partner.name, country: partner.country, kind: OrganisationKind.international.rawValue
                ).cleaned)
            try MemberOperations.joinIn(
                work, programme,
                MemberFields(
                    member: MemberRef.organisation(id).description, role: .strategicPartner, since: "2021-01"
                ).cleaned)
        }
        let around = try appoint(experts.map(\.person), work)
        let exercise = try meet(programme, experts, work)
        return Start(
            coordinator: coordinator, programme: programme, cities: cities, accounts: accounts, around: around,
            exercise: exercise)
    }

    /// The city belongs to the network, and its contact speaks for it.
    private func join(_ city: DemoCity, _ id: City.ID, _ programme: Programme.ID, _ work: Work) throws -> Account.ID {
        try MemberOperations.joinIn(
            work, programme,
            MemberFields(member: MemberRef.city(id).description, role: city.role, since: city.since).cleaned)
        let family = "Demo-\(city.name)"
        let person = try DirectoryOperations.createPersonIn(
            work,
            PersonFields(
                givenName: city.given, familyName: family, email: stage.mail(city.mail), country: city.country,
                sector: CitiesPeople.sectors[0], organisation: "City of \(city.name)", languages: [city.language]),
            knownTo: [programme])
        var fields = MandateFields()
        (fields.role, fields.holder, fields.programme) = (.contact, MemberRef.city(id).description, programme)
        (fields.person, fields.since) = (person, stage.day(-200))
        try MandateOperations.appointIn(work, fields.cleaned)
        return try stage.account(of: person, stage.mail(city.mail), work.tx)
    }

    /// Somebody of each city who agreed to be found as an expert.
    private func tellExpert(_ city: DemoCity, _ number: Int, _ programme: Programme.ID, _ work: Work) throws
        -> Person.ID
    {
        let person = try DirectoryOperations.createPersonIn(
            work,
            PersonFields(
                givenName: CitiesPeople.experts[number % CitiesPeople.experts.count], familyName: "Sample-\(city.name)",
                email: stage.mail("expert-\(city.mail)"), country: city.country,
                sector: CitiesPeople.sectors[number % 3],
                organisation: "City of \(city.name)", languages: [city.language]), knownTo: [programme])
        let areas = try AreaTree(work.tx).inUse
        var fields = ProfileFields()
        if !areas.isEmpty {
            fields.areas = [.init(area: areas[number % areas.count].code, level: AreaLevel.practitioner.rawValue)]
        }
        fields.languages = city.language == "en" ? ["en"] : [city.language, "en"]
        fields.expertise = [CitiesPeople.words[number % CitiesPeople.words.count]]
        fields.willing = [.review, .exercise]
        (fields.visibleTo, fields.consents) = (.programme, true)
        try ProfileOperations.changeIn(work, person, fields.cleaned)
        return person
    }

    /// Who reads along: the focal point of the first city's country, and the head of a regional secretariat.
    private func appoint(_ experts: [Person.ID], _ work: Work) throws -> CitiesAround {
        func appoint(_ given: String, _ role: MandateRole, _ holder: String, _ country: String, _ email: String) throws
            -> Account.ID
        {
            let person = try DirectoryOperations.createPersonIn(
                work,
                PersonFields(
                    givenName: given, familyName: "Demo-\(country)", email: email, country: country,
                    sector: CitiesPeople.sectors[1], organisation: "Demo Secretariat (\(country), invented)",
                    languages: ["en"]))
            let fields = MandateFields(role: role, holder: holder, person: person, since: stage.day(-150))
            try MandateOperations.appointIn(work, fields.cleaned)
            return try stage.account(of: person, email, work.tx)
        }
        guard let region = try RegionStore(work.tx).regions().first, let expert = experts.first else {
            throw Refusal.notFound
        }
        return CitiesAround(
            focalPoint: try appoint("Nadia", .focalPoint, "country:GB", "GB", stage.mail("focal-point")),
            head: try appoint("Omar", .head, "region:\(region.id)", region.host ?? "MA", stage.mail("head")),
            region: region.id, expert: try stage.account(of: expert, stage.mail("expert"), work.tx))
    }

    // MARK: Meetings

    /// A seminar that was held, and what comes next.
    /// - Returns: the exercise of today.
    private func meet(_ programme: Programme.ID, _ experts: [CitiesSeminar.Expert], _ work: Work) throws -> Event.ID {
        let seminar = try event(
            "Demo seminar: protecting major events and crowded places", "seminar", day: -40, programme, work)
        try CitiesSeminar(work: work, stage: stage, event: seminar).hold(experts)
        _ = try event("Demo meeting of the network", "meeting", day: 60, programme, work)
        return try event("Demo table-top exercise: crowded places", "exercise", day: 0, programme, work)
    }

    private func event(_ title: String, _ kind: String, day offset: Int, _ programme: Programme.ID, _ work: Work) throws
        -> Event.ID
    {
        try EventOperations.createIn(
            work, in: programme,
            EventFields(
                title: title, startsOn: stage.day(offset), endsOn: stage.day(offset), timeZone: "Europe/London",
                link: "https://video.example.org/network", marking: "GREEN", kind: kind
            ).cleaned)
    }

    // MARK: Links

    private func links(_ start: Start) async throws -> [(role: String, path: String)] {
        guard let city = start.accounts[CitiesPeople.london] else { throw Refusal.notFound }
        let home = Paths.programme(start.programme)
        let links = try await stage.links([
            ("coordinator", start.coordinator, home), ("city", city, home),
            ("head", start.around.head, Paths.secretariat(start.around.region)),
            ("focal-point", start.around.focalPoint, Paths.country("GB")),
            ("expert", start.around.expert, Paths.profile()),
        ])
        try await services.database.write { tx in
            try DemoStore(tx).set("demo", start.programme.description)
            for link in links { try DemoStore(tx).set("demo-\(link.role)", link.path) }
        }
        return links
    }
}

/// Who is no member of the network, and has a part in it.
struct CitiesAround: Sendable {
    let focalPoint: Account.ID
    let head: Account.ID
    let region: App.Region.ID
    let expert: Account.ID
}
