@testable import App
import Domain
import Foundation
import HTTPTypes
import Storage
import Synchronization
import TestSupport
import Web

/// A workshop with everything in it, everybody who may come, with their browsers and their bearer tokens, and for each parameter of an
/// address the id of a row that is there.
struct AccessWorld: Sendable {
    typealias Who = AccessTests.Who

    let world: World
    private let cookies: [Who: (name: String, value: String)]
    private let bearers: [Who: String]
    /// By the name of a route's parameter.
    private let ids: [String: String]
    /// Where the same name stands for something else: by the address that begins so.
    private let placed: [(start: String, name: String, id: String)]
    /// What belongs to one account only, by the name of a route's parameter.
    private let own: [Who: [String: String]]

    init(_ site: TestSite) async throws {
        let thread = try await site.threadWorld()
        world = thread.world
        let (world, maker) = (self.world, WorldMaker(environment: site.environment))
        let outsider = try await site.database.write { tx in
            let elsewhere = try maker.addEvent(tx, world.programme, code: "ELSE")
            return try maker.addSeat(tx, elsewhere, "Otto Outside", country: "SI", sector: "health")
        }
        var cookies: [Who: (name: String, value: String)] = [:]
        var bearers: [Who: String] = [:]
        let seats: [(Who, TestSeat)] = [
            (.outsider, outsider), (.observer, world.observer), (.member, world.member),
            (.rapporteur, world.rapporteur),
        ]
        for (who, seat) in seats {
            cookies[who] = ("roundtable_seat", seat.cookie)
            bearers[who] = seat.link
        }
        let accounts: [(Who, TestAccount)] = [
            (.stranger, world.stranger), (.facilitator, world.facilitator), (.organiser, world.organiser),
            (.administrator, world.administrator),
        ]
        for (who, account) in accounts {
            cookies[who] = ("roundtable_account", account.cookie)
            bearers[who] = try await AccountOperations.createToken(try await world.visit(account), name: "Test")
        }
        (self.cookies, self.bearers) = (cookies, bearers)
        var rows = AccessRows(thread, token: bearers[.organiser])
        try await rows.addDirectory()
        try await rows.addDrafts()
        try await rows.addIssues()
        try await rows.addRounds()
        try await rows.addSeats()
        try await rows.addSecrets()
        try await rows.addQuotas()
        try await rows.readTables()
        try await rows.addRegistration()
        try await rows.addFocalPoint()
        // Last: what a new feature adds changes neither the ids nor the order of the others.
        try await rows.addTold()
        try await rows.addDoor()
        try await rows.addMoney()
        try await rows.addExperts()
        try await rows.addAfter()
        try await rows.addProject()
        try await rows.addNeeds()
        ids = rows.ids
        placed = rows.placed
        own = try await site.database.read { reading in
            var own: [Who: [String: String]] = [:]
            for (who, account) in accounts {
                let token = try reading.value(
                    "SELECT id FROM access_token WHERE account_id = \(account.id) AND name = 'Test'", as: String.self)
                own[who] = ["token": token ?? "", "session": String(Secret.digest(account.cookie).prefix(20))]
            }
            return own
        }
    }

    /// The address of a route in this world.
    /// - Returns: nothing where a parameter has no row: a new kind of thing needs one in ``AccessRows``, or a line `let …Rows = """` in
    ///   its feature's tests.
    func path(_ pattern: String, as who: Who) -> String? {
        var segments: [String] = []
        for segment in pattern.split(separator: "/", omittingEmptySubsequences: false) {
            guard segment.hasPrefix(":") else {
                segments.append(String(segment))
                continue
            }
            let name = String(segment.dropFirst())
            let special = placed.first {
                $0.name == name && (pattern == $0.start || pattern.hasPrefix($0.start + "/"))
            }?.id
            let mine = pattern.hasPrefix("/account/") ? (own[who] ?? own[.stranger])?[name] : nil
            guard let id = special ?? mine ?? ids[name], !id.isEmpty else { return nil }
            segments.append(id)
        }
        return segments.joined(separator: "/")
    }

    struct Reply {
        let status: Int
        var location: String?
        var text = ""

        init(_ page: Page) { (status, location, text) = (page.status, page.location, page.text) }
        init(status: Int) { self.status = status }
    }

    /// - Parameters:
    ///   - site: this world's, or one on a copy of its database.
    ///   - listens: to a stream, which does not end.
    func send(_ route: Route, as who: Who, on site: TestSite, listens: Bool = false) async throws -> Reply {
        let path = path(route.pattern, as: who) ?? ""
        if route.pattern.hasPrefix("/work/") { AccessWork.begin(on: site, as: world.organiser.id) }
        let browser = site.browser()
        if route.isAPI {
            let fields: HTTPFields = bearers[who].map { [.authorization: "Bearer \($0)"] } ?? [:]
            return Reply(
                try await browser.send(route.method, path, fields, Array((route.method == .get ? "" : "{}").utf8)))
        }
        if let cookie = cookies[who] { await browser.setCookie(cookie.name, cookie.value) }
        if listens {
            let stream = try await browser.listen(path)
            defer { stream.close() }
            return Reply(status: stream.status)
        }
        return Reply(route.method == .get ? try await browser.get(path) : try await browser.post(path))
    }

    /// A page, as somebody opens it whose browser is in this language.
    func look(_ pattern: String, as who: Who, language: String, on site: TestSite) async throws -> Page {
        let browser = site.browser(language: language)
        if let cookie = cookies[who] { await browser.setCookie(cookie.name, cookie.value) }
        return try await browser.get(path(pattern, as: who) ?? "")
    }

    /// The same text with names in place of ids and secrets, and numbers in place of those that have no name.
    func named(_ text: String) -> String {
        var names = ids.map { (name: $0.key, id: $0.value) } + placed.map { (name: $0.name, id: $0.id) }
        // The longer first: one id may stand in another. A word in an address is no id.
        names = names.filter { $0.id.count > 8 && $0.id.contains(where: \.isNumber) }.sorted {
            ($1.id.count, $0.name) < ($0.id.count, $1.name)
        }
        let known = names.reduce(text) { $0.replacing($1.id, with: "{\($1.name)}") }
        var others: [Substring: Int] = [:]
        return known.replacing(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\b[0-9a-z]{26}\b/) {
            match in
            let number = others[match.output] ?? others.count + 1
            others[match.output] = number
            return "{\(number)}"
        }.replacing(/\b[0-9A-Z]{4}-[0-9A-Z]{4}\b/, with: "{receipt}")
    }

    /// Who reaches the route's handler. The handler itself is replaced, so that nothing happens to the world.
    func passing(_ route: Route) async throws -> Set<Who> {
        let reached = Mutex(false)
        let probe = Route(
            method: route.method, pattern: route.pattern, permission: route.permission, bodyLimit: route.bodyLimit
        ) { _ in
            reached.withLock { $0 = true }
            return Answer(status: .noContent)
        }
        let endpoint = Dispatcher(services: world.site.services, gate: .accounts).endpoint(probe)
        var passed: Set<Who> = []
        for who in Who.allCases {
            reached.withLock { $0 = false }
            _ = await endpoint.handler(inbound(route, who))
            if reached.withLock({ $0 }) { passed.insert(who) }
        }
        return passed
    }

    private func inbound(_ route: Route, _ who: Who) -> Inbound {
        var headers: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
        if route.isAPI {
            headers[.authorization] = bearers[who].map { "Bearer \($0)" }
        } else {
            headers[.cookie] = cookies[who].map { "__Host-\($0.name)=\($0.value)" }
        }
        let path = path(route.pattern, as: who) ?? ""
        let parameters = zip(route.pattern.split(separator: "/"), path.split(separator: "/")).filter {
            $0.0.hasPrefix(":")
        }.map { (String($0.0.dropFirst()), String($0.1)) }
        return Inbound(
            method: route.method, path: path, headers: headers,
            parameters: Dictionary(uniqueKeysWithValues: parameters))
    }
}

extension World {
    /// Without the operation of the room, which would be in the journal.
    func stand(at stage: String) async throws {
        let event = event
        try await site.database.write {
            try $0.execute("UPDATE workshop SET stage = \(stage) WHERE event_id = \(event)")
        }
    }
}

let accessRows = """
    organisation /api/v1/organisations name=Institute_of_Examples
    person /api/v1/people givenName=Ana familyName=Primjer email=ana@example.org
    """

/// One row at least for each parameter of an address.
private struct AccessRows {
    let thread: ThreadWorld
    private let lead: APIClient
    private(set) var ids: [String: String]
    private(set) var placed: [(start: String, name: String, id: String)] = []

    private var world: World { thread.world }
    private var site: TestSite { world.site }
    private var event: String { "/api/v1/events/\(world.event)" }

    /// - Parameter token: the organiser's.
    init(_ thread: ThreadWorld, token: String?) {
        self.thread = thread
        let world = thread.world
        lead = APIClient(browser: world.site.browser(), token: token)
        ids = [
            "event": world.event.description, "programme": world.programme.description, "code": world.code,
            "topic": world.topics[0].description, "participant": world.seats[1].id.description,
            "account": world.stranger.id.description, "sector": "health", "country": "HR", "language": "en",
            "work": AccessWork.id, "screen": "event-people", "guide": "organiser", "format": "csv",
            "file": "report.html",
            "aspect": thread.id("nobody keeps lists"),
            "other": thread.id("nobody owns lists"), "intervention": thread.id("a national list"),
            "sheet": thread.id("sheet HR"), "situation": thread.id("one list for all"), "round": thread.id("round"),
        ]
    }

    private func made(_ path: String, _ body: Any) async throws -> String {
        let reply = try await lead.send(.post, path, body)
        guard reply.status < 300 else { throw Missing(path: path, status: reply.status) }
        return reply.text("id")
    }

    struct Missing: Error { let path: String, status: Int }

    /// What features tell in their tests, `let …Rows = """`: the parameter's name, where the organiser sends it, and its fields; `:name`
    /// stands for an id that is there.
    mutating func addTold() async throws {
        var rest = TestTables.lines(named: "Rows").map { $0.split(separator: " ").map { String($0) } }
        // A row may name one that another file tells, and files come in any order.
        while let next = rest.firstIndex(where: { isReady($0) }) {
            let words = rest.remove(at: next)
            var body: [String: String] = [:]
            for pair in words.dropFirst(2) {
                let sides = pair.split(separator: "=", maxSplits: 1).map { String($0) }
                let value = sides.last ?? ""
                body[sides[0]] =
                    value.hasPrefix(":") ? ids[String(value.dropFirst())] ?? "" : value.replacing("_", with: " ")
            }
            // The longest name first: one may begin as another.
            let path = ids.sorted { $0.key.count > $1.key.count }.reduce(words[1]) {
                $0.replacing(":\($1.key)", with: $1.value)
            }
            ids[words[0]] = try await made(path, body)
        }
        guard rest.isEmpty else { fatalError("No rows, or they name what nobody tells: \(rest)") }
    }

    /// Whether all that it names is there.
    private func isReady(_ words: [String]) -> Bool {
        guard words.count > 2 else { return false }
        let values = words.dropFirst(2).compactMap { $0.split(separator: "=", maxSplits: 1).last }
        let named = (values + words[1].split(separator: "/")).filter { $0.hasPrefix(":") }
        return named.allSatisfy { ids[String($0.dropFirst())] != nil }
    }

    /// A framework, and a cycle that asks with it; nobody speaks for the countries of the programme.
    mutating func addNeeds() async throws {
        let (visit, programme) = (try await world.visit(world.organiser), world.programme)
        let framework = try await FrameworkOperations.add(
            visit, programme, FrameworkFields(code: "DEMO", title: "Demo capacities"),
            table: "pillar,capacity,code,indicator\nLists,Contacts,A1,Do you have a list?")
        let cycle = try await NeedsCycleOperations.open(
            visit, programme, .init(fields: NeedsCycleFields(title: "2023"), framework: framework.id))
        let assessment = try await site.database.read { try NeedsStore($0).assessments(of: [cycle.id]).first?.id }
        ids["framework"] = framework.id.description
        ids["cycle"] = cycle.id.description
        ids["assessment"] = assessment?.description
        (ids["pillar"], ids["needsQuestion"]) = ("1", "1")
    }

    /// An event that takes people; what stands on it may be told in tables.
    mutating func addRegistration() async throws {
        let (event, environment) = (world.event, site.environment)
        try await site.database.write { tx in
            var fields = RegistrationRuleFields()
            fields.channels = Set(RegistrationChannel.allCases)
            fields.work = .rolling
            try RegistrationOperations.keepRuleIn(Work(tx, environment), event, fields)
        }
        ids["behalf"] = "country:HR"
        ids["invitation"] = try await made("\(self.event)/invitations", ["kind": "country", "target": "HR"])
        ids["nomination"] = try await made("\(self.event)/nominations", ["familyName": "Primjer", "country": "HR"])
        ids["registration"] = try await made("\(self.event)/registrations", ["familyName": "Uzorak", "country": "BE"])
    }

    /// The account without a role anywhere speaks for a country and heads a secretariat, and one of the registrations is its own.
    mutating func addFocalPoint() async throws {
        let (environment, stranger, region) = (site.environment, world.stranger.id, ids["region"] ?? "")
        guard let own = Registration.ID(ids["registration"] ?? "") else { return }
        let link = try await site.database.write { tx in
            let work = Work(tx, environment)
            let person = try DirectoryOperations.createPersonIn(
                work, PersonFields(givenName: "Nada", familyName: "Uzorak", country: "HR"))
            _ = try AccountWriting(tx).link(stranger, to: person)
            for (role, holder) in [(MandateRole.focalPoint, "country:HR"), (.head, "region:\(region)")] {
                try MandateOperations.appointIn(
                    work, MandateFields(role: role, holder: holder, person: person, since: "2023-01-01").cleaned)
            }
            try tx.execute("UPDATE registration SET account_id = \(stranger) WHERE id = \(own)")
            return RegistrationLink.token(own, generation: 1, key: try tx.installationKey(environment))
        }
        placed.append(("/r", "token", link))
    }

    /// A request for experts of the organiser, with somebody on its list who has not agreed to be found.
    mutating func addExperts() async throws {
        guard let person = Person.ID(ids["person"] ?? "") else { return }
        let (environment, programme, actor) = (site.environment, world.programme, "account:\(world.organiser.id)")
        let (request, candidate) = try await site.database.write { tx in
            var fields = ExpertRequestFields()
            fields.title = "Water"
            let request = try ExpertRequestOperations.createIn(
                Work(tx, environment, actor: actor), in: programme, fields.cleaned)
            let candidate = environment.id(ExpertCandidate.ID.self)
            _ = try ExpertRequestStore(tx).insert(
                candidate, person, on: request, country: nil, why: "", now: environment.now(), tx)
            return (request, candidate)
        }
        (ids["expertRequest"], ids["expertCandidate"]) = (request.description, candidate.description)
    }

    /// A proposal of the idea, and a project that is a part of the programme, with a result.
    mutating func addProject() async throws {
        guard let idea = ProjectIdea.ID(ids["idea"] ?? "") else { return }
        let (environment, programme, organiser) = (site.environment, world.programme, world.organiser.id)
        let made = try await site.database.write { tx in
            let work = Work(tx, environment, actor: "account:\(organiser)")
            var plan = PublicationPlan()
            plan.title = "Duty lists"
            let text = try PublicationOperations.planIn(work, in: programme, plan.cleaned)
            let proposal: IdeaProposal.ID = environment.id()
            try IdeaProposalStore.insert(proposal, try IdeaStore(tx).idea(idea), text, work)
            let (project, result): (Programme.ID, ProjectResult.ID) = (environment.id(), environment.id())
            try ProgrammeStore(tx).insert(
                project, ProgrammeFields(title: "Water alerts", kind: ProgrammeKind.project.rawValue),
                now: environment.now(), tx)
            try ProgrammeStore(tx).setParent(programme, of: project, tx)
            try ProjectStore.keep(project, ProjectFields(code: "P900"), idea: nil, work)
            try ProjectStore.insert(result, ProjectResultFields(title: "Trained people"), [], of: project, work)
            return [proposal.description, project.description, result.description]
        }
        for (name, id) in zip(["proposal", "project", "result"], made) { ids[name] = id }
    }

    /// A line of the budget, on which somebody is entitled to money, and a claim that was sent.
    mutating func addMoney() async throws {
        guard let own = Registration.ID(ids["registration"] ?? "") else { return }
        let (visit, event) = (try await world.visit(world.organiser), world.event)
        let line = try await BudgetOperations.writeLine(
            visit, event, nil, BudgetLineFields(title: "Nights", category: CostCategory.perDiem.rawValue))
        var input = BudgetOperations.EntitlementInput()
        (input.registration, input.line, input.rate) = (own, line, "100")
        try await BudgetOperations.entitle(visit, event, input)
        let claim = try await ClaimOperations.enter(
            visit, event, own, [ClaimItemInput(spentOn: "2023-11-29", words: "Bus", amount: "12.50")], note: "")
        let item = try await site.database.read { try MoneyStore($0).items(of: [claim])[claim]?.first?.id }
        if let item {
            let file = try CheckedFile(Array("%PDF-1.7".utf8), name: "bus.pdf", visit.settings.files)
            try await ReceiptOperations.add(visit, event, claim, to: item, file)
        }
        ids["receipt"] = try await site.database.read {
            try ReceiptStore($0).receipts(of: [claim]).values.joined().first?.id.description
        }
        try await AllowanceOperations.add(
            visit, event, AllowanceFields(scheme: "UN", amount: "100", validFrom: "2020-01-01"))
        let programme = world.programme
        ids["allowance"] = try await site.database.read {
            try AllowanceStore($0).all(of: programme).first?.id.description
        }
        ids["line"] = line.description
        ids["claim"] = claim.description
        ids["entitlement"] = try await site.database.read {
            try MoneyStore($0).entitlements(of: event).first?.id.description
        }
    }

    /// Somebody was there, and has a certificate for it; and a device stands at the door.
    mutating func addDoor() async throws {
        let (visit, event, seat) = (try await world.visit(world.organiser), world.event, world.rapporteur.id)
        let environment = site.environment
        let pass = try await DeskPassOperations.create(visit, event, day: "2023-11-29", label: "Entrance")
        placed.append((start: "/d", name: "token", id: try await DeskPassOperations.token(visit, event, pass)))
        try await DeskOperations.tick(visit, event, day: "2023-11-29", seat, undoes: false)
        try await CertificateOperations.setRule(visit, event, AttendanceRule(percent: 50, counted: [:]))
        _ = try await CertificateOperations.issue(visit, event, [seat])
        let (note, certificate) = try await site.database.read { reading in
            (
                try AttendanceStore(reading).notes(of: event).first?.id,
                try CertificateStore(reading).certificates(of: event).first
            )
        }
        let asked = try await site.database.write { tx in
            let work = Work(tx, environment)
            let question = try OnlineStore.insert("Who asks?", by: seat, in: event, work)
            try OnlineStore.set(.shown, of: question, now: work.now, tx)
            let poll = try OnlineStore.insert("Which first?", ["Lists", "Laws"], in: event, work)
            try OnlineStore.set(.open, of: poll, now: work.now, tx)
            return (question, poll)
        }
        placed.append((start: "/e/:code/online", name: "question", id: asked.0.description))
        placed.append((start: "/events/:event/online", name: "question", id: asked.0.description))
        ids["poll"] = asked.1.description
        ids["pass"] = pass.description
        ids["attendance"] = note?.description
        ids["certificate"] = certificate?.id.description
        ids["number"] = certificate?.number
    }

    mutating func addDirectory() async throws {
        let (region, environment) = (site.environment.id(Identifier<Self>.self).description, site.environment)
        ids["region"] = region
        let (account, now) = (world.organiser.id, environment.now())
        ids["identity"] = environment.id(Identifier<Self>.self).description
        let identity = ids["identity"] ?? ""
        try await site.database.write { tx in
            try tx.execute("INSERT INTO region (id, code, name) VALUES (\(region), 'SEE', 'South-Eastern Europe')")
            try tx.execute(
                "INSERT INTO region_country (region_id, country, since) VALUES (\(region), 'HR', '2020-01-01')")
            try tx.execute(
                """
                INSERT INTO account_identity (id, account_id, issuer, subject, created_at, used_at)
                VALUES (\(identity), \(account), 'https://provider.test', 'oskar', \(now), \(now))
                """)
        }
    }

    /// A quota, and a preview of an allocation.
    mutating func addQuotas() async throws {
        let (quota, run) = (site.environment.id(Quota.ID.self), site.environment.id(AllocationRun.ID.self))
        let (event, now) = (world.event, site.clock.now)
        let outcome = AllocationOutcome(
            at: now, requests: "", quotas: SeatFiles.write([SeatQuota]()), seated: "", result: "{}", seats: [],
            waiting: [],
            staying: 0, hint: nil)
        try await site.database.write { tx in
            if try RegistrationStore(tx).rule(of: event) == nil {
                try RegistrationStore.keep(RegistrationRule(), of: event, now: now, tx)
            }
            let record = QuotaRecord(quota, SeatQuota(label: "In all", attribute: nil, seats: 40), until: nil)
            try QuotaStore.keep([record], of: event, now: now, tx)
            try QuotaStore.insert(run, in: event, outcome, inputs: "", by: nil, now: now, tx)
        }
        (ids["quota"], ids["allocation"]) = (quota.description, run.description)
        placed.append(("/events/:event/registration/check", "file", "requests.csv"))
        placed.append(("/api/v1/events/:event/allocation-files", "file", "requests.csv"))
    }

    mutating func addDrafts() async throws {
        let file = Data("Given name,Family name,Country\nIvo,Primjer,HR\n".utf8).base64EncodedString()
        let body = ["fileName": "people.csv", "content": file]
        ids["draft"] = try await made("/api/v1/people/imports", body)
        let draft = try await made("\(event)/imports", body)
        _ = try await made("\(event)/designs", ["title": "Two days"])
        placed.append(("/events/:event/people/import", "draft", draft))
        placed.append(("/api/v1/events/:event/imports", "draft", draft))
    }

    /// One of the member's own that stands for itself, and two that were joined.
    mutating func addIssues() async throws {
        let (environment, event, topic, now) = (site.environment, world.event, world.topics[1], site.clock.now)
        let member = world.member
        let issues = try await site.database.write { tx in
            try ["Radios are not shared", "Shared radios are missing", "Nobody knows the number"].map { title in
                let id = environment.id(Issue.ID.self)
                try tx.execute(
                    """
                    INSERT INTO issue (id, event_id, topic_id, participant_id, kind, language, title, explanation, created_at,
                        changed_at)
                    VALUES (\(id), \(event), \(topic), \(member.id), 'contributed', 'en', \(title), '', \(now), \(now))
                    """)
                return id.description
            }
        }
        try await world.stand(at: "merge")
        _ = try await made("\(self.event)/merges", ["issues": Array(issues.prefix(2))])
        try await world.stand(at: "guide")
        let acts = try await lead.send(.get, "\(self.event)/merges")
        ids["issue"] = issues[2]
        placed.append(("/events/:event/priorities", "issue", thread.id("merged")))
        ids["act"] = acts.items.first.map { "\($0["act"] ?? "")" }
    }

    /// Beside the one that is revealed: one in which the room votes, with a ballot of the member and one on paper; and one that is
    /// being prepared.
    mutating func addRounds() async throws {
        let member = world.member
        try await world.stand(at: "vote")
        let settings: [String: Any] = ["method": "multivote", "dots": 3, "seats": 1]
        let issues = ["unasked", "words", "drills"].map { thread.id($0) }
        let body: [String: Any] = ["title": "Which comes first?", "settings": settings, "issues": issues]
        let open = try await made("\(self.event)/rounds", body)
        let draft = try await made("\(self.event)/rounds", body)
        _ = try await made("\(self.event)/rounds/\(open)/opening", [String: String]())
        let choices: [[String: Any]] = [["issue": issues[0], "value": 2], ["issue": issues[1], "value": 1]]
        _ = try await APIClient(browser: site.browser(), token: member.link).send(
            .put, "\(self.event)/rounds/\(open)/ballot", ["choices": choices])
        let paper = try await made(
            "\(self.event)/rounds/\(open)/paper-ballots",
            ["participant": world.seats[3].id.description, "choices": choices] as [String: Any])
        try await world.stand(at: "guide")
        let (page, api) = ("/events/:event/rounds/:round", "/api/v1/events/:event/rounds/:round")
        placed += ["\(page)/edit", "\(page)/withdrawal", "\(page)/opening", "\(api)/opening"].map {
            (start: $0, name: "round", id: draft)
        }
        placed += [
            "\(page)/paper", "\(page)/closure", "\(page)/extension", "/e/:code/rounds/:round", "\(api)/ballot",
            "\(api)/paper-ballots", "\(api)/closure", "\(api)/extension",
        ].map { (start: $0, name: "round", id: open) }
        placed += ["\(page)/paper", "\(api)/paper-ballots"].map { (start: $0, name: "paper", id: paper) }
    }

    /// Two seats of one person, joined; and a card on paper.
    mutating func addSeats() async throws {
        let maker = WorldMaker(environment: site.environment)
        let event = world.event
        let (kept, joined) = try await site.database.write { tx in
            let kept = try maker.addSeat(tx, event, "Dora Double", country: "HR", sector: "health")
            let joined = try maker.addSeat(tx, event, "Dora Doubel", country: "HR", sector: "health")
            try tx.execute("UPDATE participant SET card_code = 'CARD2345' WHERE id = \(kept.id)")
            return (kept.id, joined.id)
        }
        ids["joining"] = try await made("\(self.event)/seat-joinings", ["kept": "\(kept)", "joined": "\(joined)"])
        placed.append(("/k", "card", "CARD2345"))
        placed.append(("/q", "token", "nobody-has-this-link"))
    }

    /// What opens an address to whoever knows it.
    mutating func addSecrets() async throws {
        let projector = ProjectorLink.token(event: world.event, generation: 1, key: site.services.key)
        let link = Secret.token(random: site.environment.random)
        let invitation = Secret.token(random: site.environment.random)
        let (environment, account, now) = (site.environment, world.stranger.id, site.clock.now)
        try await site.database.write { tx in
            for (kind, token) in [(TokenKind.signInLink, link), (.invitation, invitation)] {
                try tx.execute(
                    """
                    INSERT INTO access_token (id, account_id, name, digest, kind, created_at, expires_at)
                    VALUES (\(environment.id(AccessToken.ID.self)), \(account), '', \(Secret.digest(token)), \(kind.rawValue), \(now),
                        \(now + 3_600_000))
                    """)
            }
        }
        try await CalendarOperations.makeFeed(try await world.visit(world.stranger))
        let calendar = CalendarOperations.token(world.stranger.id, generation: 1, key: site.services.key)
        let secrets: [(start: String, name: String, id: String)] = [
            ("/calendar/feeds", "token", calendar),
            ("/events/:event/projector", "token", projector), ("/i", "token", world.seats[2].link),
            ("/sign-in/links", "token", link), ("/sign-in/invitations", "token", invitation),
            ("/mail/refusals", "token", "t"),
        ]
        placed += secrets
    }

    /// The first row by what is written in it: ids are random.
    private static let tables: [String: (table: String, order: String)] = [
        "case": ("past_case", "title"), "plan": ("group_plan", "number"),
        "section": ("guide_section", "kind, position, created_at"), "version": ("guide_version", "number"),
        "statement": ("outline_statement", "position"), "comment": ("guide_comment", "text"),
        "question": ("exchange_question", "text"), "group": ("breakout_group", "number"),
        "step": ("event_step", "position"), "card": ("card", "place, text"), "design": ("design", "title"),
        "part": ("event_part", "position"), "area": ("area", "code"),
    ]

    /// What follows an exercise, though it is in planning still: a note, a finding, a lesson, a part of the report, something on paper.
    mutating func addAfter() async throws {
        let (event, environment) = (world.event, site.environment)
        let made = try await site.database.write { tx in
            let note = environment.id(ExerciseObservation.ID.self)
            let finding = environment.id(ExerciseFinding.ID.self)
            let lesson = environment.id(Lesson.ID.self)
            try tx.execute(
                """
                INSERT INTO exercise_observation (id, event_id, kind, text, language, elapsed, at)
                VALUES (\(note), \(event), 'neutral', 'Nobody asked', 'en', 0, 0)
                """)
            try tx.execute(
                """
                INSERT INTO finding (id, event_id, kind, title, text, reference, why, language, is_shared, created_at, changed_at)
                VALUES (\(finding), \(event), 'strength', 'They asked', '', '', '', 'en', FALSE, 0, 0)
                """)
            try tx.execute(
                """
                INSERT INTO lesson (id, event_id, text, language, created_at) VALUES (\(lesson), \(event), 'Ask', 'en', 0)
                """)
            return [note.description, finding.description, lesson.description]
        }
        for (name, id) in zip(["note", "finding", "lesson"], made) {
            placed.append(("/events/:event/exercise", name, id))
        }
        try await addPlayed()
        ids["note"] = ids["note"] ?? made[0]
        ids["finding"] = ids["finding"] ?? made[1]
        ids["lesson"] = ids["lesson"] ?? made[2]
        ids["chapter"] = "page"
        placed.append(("/events/:event/exercise/files", "file", "sitman.html"))
        placed.append(("/api/v1/events/:event/exercise/files", "file", "sitman.html"))
    }

    /// What is there only while an exercise is played: a question, a paper, a decision and a request; and a list on its way in.
    private mutating func addPlayed() async throws {
        let (event, environment) = (world.event, site.environment)
        let (inject, cell) = (ids["inject"], ids["cell"])
        let organiser = world.organiser.id
        let answers = try JSONCoding.text(MselAnswers())
        let counts = try JSONCoding.text(MselIntake.Counts())
        let list = Array("Number,Title,Time\n1,Sore eyes,0:10\n".utf8)
        let made = try await site.database.write { tx in
            let point = environment.id(DecisionPoint.ID.self)
            let paper = environment.id(Paper.ID.self)
            let choice = environment.id(ExerciseDecision.ID.self)
            let call = environment.id(ExerciseRequest.ID.self)
            let demand = environment.id(ExerciseRequest.ID.self)
            let draft = environment.id(ExerciseRequest.ID.self)
            try tx.execute(
                """
                INSERT INTO decision_point (id, msel_id, inject_id, number, question, consent, allows_other)
                SELECT \(point), msel_id, id, 1, '{"en":"Close it?"}', '[]', TRUE FROM inject WHERE id = \(inject)
                """)
            try tx.execute(
                """
                INSERT INTO paper (id, event_id, inject_id, cell_id, number, channel, sender, language, subject, body, wall, elapsed, story, reached)
                VALUES (\(paper), \(event), \(inject), \(cell), 1, 'document', '', 'en', 'Sore eyes', 'People cough.', 0, 0, 0, '')
                """)
            try tx.execute(
                """
                INSERT INTO decision (id, event_id, point_id, cell_id, version, option_code, other, rationale, confidence, would_change,
                    function_code, is_spokesperson, deputising, decided_elapsed, received_at, is_offline, is_late, late_reason,
                    change_reason, language, withdrawal_reason)
                VALUES (\(choice), \(event), \(point), \(cell), 1, '', 'Close it', '', 3, '', '', FALSE, '', 0, 0, FALSE, FALSE, '', '', 'en', '')
                """)
            try tx.execute(
                """
                INSERT INTO request_call (id, event_id, from_cell, type, text, language, at, elapsed)
                VALUES (\(call), \(event), \(cell), 'information', 'What do you see?', 'en', 0, 0)
                """)
            try tx.execute(
                """
                INSERT INTO exercise_request (id, call_id, event_id, number, to_cell, from_function, to_function, allowed_ms, sent_elapsed)
                VALUES (\(demand), \(call), \(event), 1, \(cell), '', '', 1800000, 0)
                """)
            try tx.execute(
                """
                INSERT INTO msel_draft (id, event_id, account_id, file_name, file, answers, created_at, counts)
                VALUES (\(draft), \(event), \(organiser), 'list.csv', \(list), \(answers), \(environment.now()), \(counts))
                """)
            let sheet = environment.id(ExerciseSheet.ID.self)
            try tx.execute(
                """
                INSERT INTO exercise_sheet (id, event_id, kind, cell_id, point_id, body, entered_by, entered_at, state)
                VALUES (\(sheet), \(event), 'request', \(cell), NULL, \(try JSONCoding.text(ExerciseSheetBody())), 'nobody', 0, 'waiting')
                """)
            return [
                point.description, paper.description, choice.description, demand.description, draft.description,
                sheet.description,
            ]
        }
        for (name, id) in zip(["point", "paper", "choice", "demand", "draft", "paperform"], made) {
            placed.append(("/events/:event/exercise", name, id))
            placed.append(("/api/v1/events/:event", name, id))
            // Nothing stands on the picture before it is played.
            ids["picture"] = made[3]
        }
    }

    mutating func readTables() async throws {
        let found = try await site.database.read { reading in
            var found: [String: String] = [:]
            for (name, (table, order)) in Self.tables {
                let first = SQL(verbatim: "SELECT id FROM \(table) ORDER BY \(order) LIMIT 1")
                found[name] = try reading.value(first, as: String.self)
            }
            return found
        }
        ids.merge(found) { _, row in row }
        ids["item"] = "issue:\(ids["issue"] ?? "")"
    }
}
