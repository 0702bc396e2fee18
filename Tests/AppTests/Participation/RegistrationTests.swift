@testable import App
import Domain
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

/// An event that takes people, with the hands of its organiser.
struct RegistrationWorld {
    let world: World
    var event: Event.ID { world.event }
    var site: TestSite { world.site }

    init(_ site: TestSite, _ change: @Sendable (inout RegistrationRuleFields) -> Void = { _ in }) async throws {
        world = try await site.world(seats: 0)
        var fields = RegistrationRuleFields()
        fields.channels = Set(RegistrationChannel.allCases)
        fields.work = .rolling
        change(&fields)
        let (event, told) = (world.event, fields)
        let visit = try await world.visit(world.organiser)
        try await RegistrationOperations.keepRule(visit, event, told)
    }

    func desk<Value: Sendable>(_ body: @escaping @Sendable (RegistrationDesk) throws -> Value) async throws -> Value {
        let (event, environment) = (event, site.environment)
        return try await site.database.write { tx in
            try body(RegistrationDesk(event, Work(tx, environment, actor: "account:test")))
        }
    }

    /// Names somebody for a country, as its focal point would under a mandate that nobody checks here.
    @discardableResult
    func nominate(_ country: String, _ name: String, sector: String? = "health", email: String? = nil) async throws
        -> RegistrationRecord
    {
        try await desk { desk in
            var fields = NominationFields()
            (fields.familyName, fields.sector, fields.email) = (name, sector, email)
            let id = try desk.nominate(.country(country), fields, by: .organiser)
            return try desk.submit(id, by: .organiser)
        }
    }

    func record(_ id: Registration.ID) async throws -> RegistrationRecord {
        let event = event
        return try await site.database.read { try RegistrationStore($0).registration(id, in: event) }
    }

    func seat(_ record: RegistrationRecord) async throws -> ParticipantRecord? {
        guard let id = record.participant else { return nil }
        return try await site.database.read { try EventStore($0).participant(id) }
    }

    /// Names in the order in which they are seated or wait.
    func order() async throws -> [String] {
        let event = event
        return try await site.database.read { reading in
            let store = RegistrationStore(reading)
            let rule = try store.requireRule(of: event)
            return try store.active(in: event)
                .sorted { RegistrationOrder($0, rule) < RegistrationOrder($1, rule) }.map(\.familyName)
        }
    }
}

struct RegistrationTests {
    @Test(arguments: TestEngine.allCases)
    func `a country is invited, names somebody, and they sit in the room until they withdraw`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world(seats: 0)
            let browser = await world.browser(world.organiser)
            let path = "/events/\(world.event)/registration"
            for page in ["", "/invitations", "/questions", "/allocation"] {
                let shown = try await browser.get("\(path)\(page)")
                #expect(shown.status == 200 && shown.contains("Registration has not been set up"), "\(page)")
            }
            let rule: KeyValuePairs<String, String> = [
                "channel-nomination": "1", "work": "rolling", "order": "lot", "approval": "none", "mode": "in-person",
                "offer-hours": "72", "hold-pending": "1", "counts-participant": "1", "list-shown-to": "organisers",
            ]
            #expect(try await browser.post("\(path)/rule", rule).status == 303)
            #expect(try await browser.get("\(path)/quotas").contains("Go on without quotas"))
            let empty = try await browser.get(path)
            #expect(empty.contains("Set quotas") && empty.contains("Invite countries and people"))
            #expect(try await browser.post("\(path)/invitations", ["country": "HR"]).status == 303)
            #expect(try await browser.get(path).contains("Open 1 invitation"))
            #expect(try await browser.post("\(path)/invitations/sending").status == 303)
            let invited = try await browser.get("\(path)/invitations")
            #expect(invited.contains("Croatia") && invited.contains("1 has not answered"))
            let named = "\(path)/nominations/of/country:HR"
            #expect(try await browser.post(named, ["family-name": ""]).status == 422)
            let person: KeyValuePairs<String, String> = [
                "given-name": "Ana", "family-name": "Primjer", "email": "ana@example.org", "sector": "health",
                "funding": "funded", "mode": "in-person",
            ]
            #expect(try await browser.post(named, person).status == 303)
            #expect(try await browser.get("\(path)/invitations").contains("0 have not answered"))
            let list = try await browser.get(path)
            #expect(list.contains("Ana Primjer") && list.contains("Has a seat"))
            #expect(try await browser.get("/events/\(world.event)/people").contains("Ana Primjer"))
            let one = try #require(list.text.matches(of: /registration\/people\/([0-9a-f-]{36})/).first?.output.1)
            #expect(try await browser.get("\(path)/people/\(one)").contains("Ana Primjer"))
            #expect(try await browser.post("\(path)/people/\(one)/withdrawal", ["reason": "ill"]).status == 303)
            #expect(try await browser.get(path).contains("1 not accepted or withdrawn"))
            let state = try await site.database.read {
                try $0.value("SELECT state FROM participant WHERE name = 'Ana Primjer'", as: String.self)
            }
            #expect(state == "removed")
            #expect(try await browser.post("\(path)/people/\(one)/return").status == 303)
            #expect(
                try await site.count(
                    "SELECT COUNT(*) FROM participant WHERE state <> 'removed' AND person_id IS NOT NULL") == 1)
        }
    }

    @Test
    func `the lot is SHA-256 of the seed and the country, so that anybody can check it`() {
        let lots = ["MN", "KZ", "UZ", "PK", "KG", "TJ"].map { RegistrationRule.lot(seed: "PRECA7", holder: $0) }
        #expect(
            lots.map { String($0.prefix(8)) } == [
                "2def143e", "469fba9d", "4c7fa785", "7c6f40f6", "d42ff564", "dd60cc91",
            ])
    }

    @Test(arguments: TestEngine.allCases)
    func `a batch decides nothing before it is allocated, and what comes late is of a class of its own`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let world = try await RegistrationWorld(site) { fields in
                fields.work = .batch
                fields.nominationsClose = "2023-12-01T00:00"
                fields.order = .time
            }
            let first = try await world.nominate("HR", "On time")
            #expect(first.state == .pending && first.class == 1 && first.participant == nil)
            site.clock.advance(days: 5)
            let late = try await world.nominate("BE", "Late")
            #expect(late.state == .pending && late.class == 2)
            #expect(try await world.order() == ["On time", "Late"])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `nobody is registered twice, and a second nominator is told no more than that`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await RegistrationWorld(site)
            try await world.nominate("HR", "Primjer", email: "ana@example.org")
            await #expect(throws: Refusal.self) { try await world.nominate("BE", "Primjer", email: "ANA@example.org") }
            #expect(try await site.count("SELECT COUNT(*) FROM registration") == 1)
            #expect(try await site.count("SELECT COUNT(*) FROM nomination") == 1)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who withdraws and comes back stands at the end of the class, not in the old place`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await RegistrationWorld(site)
            let first = try await world.nominate("HR", "First")
            try await world.nominate("HR", "Second")
            try await world.nominate("HR", "Third")
            #expect(try await world.order() == ["First", "Second", "Third"])
            try await world.desk { try $0.withdraw($0.registration(first.id), reason: "", by: .own) }
            site.clock.advance(seconds: 60)
            try await world.desk { try $0.comeBack($0.registration(first.id), by: .organiser) }
            #expect(try await world.order() == ["Second", "Third", "First"])
            let back = try await world.record(first.id)
            #expect(back.state == .complete && back.participant != nil)
            // The same person enters anew: the same registration, no second one.
            try await world.desk { try $0.withdraw($0.registration(first.id), reason: "", by: .own) }
            #expect(try await site.count("SELECT COUNT(*) FROM registration") == 3)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a substitute takes the seat, the rank and the lot, and the seat is never free in between`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let world = try await RegistrationWorld(site)
            let old = try await world.nominate("HR", "Goes")
            try await world.nominate("HR", "Stays")
            let new: RegistrationRecord = try await world.desk { desk in
                var fields = NominationFields()
                (fields.familyName, fields.sector) = ("Comes", "security")
                let nomination = try #require(old.nomination)
                let id = try desk.replace(nomination, with: fields, by: .organiser)
                return try #require(try desk.store.registration(of: id))
            }
            #expect(new.state == .complete && new.rank == old.rank && new.lot == old.lot)
            let seat = try await world.seat(new)
            #expect(seat?.name == "Comes" && seat?.sector == "security")
            let left = try await world.record(old.id)
            #expect(left.state == .withdrawn)
            #expect(try await world.seat(left)?.state == .removed)
            let states = try await site.database.read {
                try $0.all("SELECT state FROM nomination ORDER BY created_at, id").map {
                    try $0.get("state", as: String.self)
                }
            }
            #expect(states.sorted() == ["replaced", "submitted", "submitted"])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `whom a nominator puts in the place is approved again, and the seat is kept until then`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await RegistrationWorld(site) { $0.approval = .organiser }
            let event = world.event
            try await site.database.write { [environment = site.environment] tx in
                let quota = SeatQuota(label: "all", kind: .cap, attribute: nil, values: [], seats: 1)
                try QuotaStore.keep(
                    [QuotaRecord(environment.id(), quota, until: nil)], of: event, now: environment.now(), tx)
            }
            let old = try await world.nominate("HR", "Goes")
            let waits = try await world.nominate("BE", "Waits")
            #expect(old.state == .complete && waits.state == .waitlisted)
            let new: RegistrationRecord = try await world.desk { desk in
                var told = RegistrationFields()
                (told.familyName, told.country) = ("Comes", "HR")
                return try desk.substitute(desk.registration(old.id), with: told.cleaned, by: .own)
            }
            #expect(new.state == .pending && new.approvedAt == nil && new.participant == nil)
            #expect(try await world.record(waits.id).state == .waitlisted, "the seat is held")
            try await world.desk { desk in _ = try desk.approve(desk.registration(new.id)) }
            #expect(try await world.record(new.id).state == .complete)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `after the freeze a person's change is a request, which an organiser grants`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await RegistrationWorld(site) { $0.freeze = "2023-12-01T00:00" }
            let record = try await world.nominate("HR", "Primjer")
            site.clock.advance(days: 5)
            try await world.desk { try $0.withdraw($0.registration(record.id), reason: "", by: .own) }
            let asking = try await world.record(record.id)
            #expect(asking.state == .complete && asking.wish == .withdrawal)
            let browser = await world.world.browser(world.world.organiser)
            #expect(try await browser.get("/events/\(world.event)/registration").contains("asks to withdraw"))
            let path = "/events/\(world.event)/registration/people/\(record.id)/wish"
            #expect(try await browser.post(path, ["granted": "1"]).status == 303)
            #expect(try await world.record(record.id).state == .withdrawn)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who has to be accepted is pending first, and is then seated or refused with the reason`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await RegistrationWorld(site) { $0.approval = .organiser }
            let (one, other): (RegistrationRecord, RegistrationRecord) = try await world.desk { desk in
                func own(_ name: String) throws -> RegistrationRecord {
                    var fields = RegistrationFields()
                    (fields.familyName, fields.country) = (name, "HR")
                    return try desk.register(fields.cleaned, .init(channel: .nomination), by: .own)
                }
                return (try own("One"), try own("Other"))
            }
            #expect(one.state == .pending && other.state == .pending)
            let browser = await world.world.browser(world.world.organiser)
            let path = "/events/\(world.event)/registration/people"
            #expect(try await browser.post("\(path)/\(one.id)/approval").status == 303)
            #expect(try await browser.post("\(path)/\(other.id)/rejection", ["reason": "Another day"]).status == 303)
            #expect(try await world.record(one.id).state == .complete)
            #expect(try await world.record(other.id).state == .rejected)
            #expect(try await browser.get("/events/\(world.event)/registration").contains("Another day"))
        }
    }

    @Test
    func `a deadline stays on the clock of its place when a government changes the rules of the zone`() {
        // Asia/Almaty went from UTC+6 to UTC+5 on 1 March 2024: what was computed before it is an hour early.
        let before = TypedTime(local: "2024-06-04T09:00", at: 1_717_470_000_000)
        #expect(before.refreshed(zone: "Asia/Almaty").at == 1_717_473_600_000)
    }
}
