import Domain
import HTTPTypes
import Storage
import Web

/// # Analyse
///
/// What helps and hinders each priority issue, written by the breakout groups at their tables.
///
/// - `GET /events/E/tables/G` is a group's table: its members write there while the room analyses; everybody in the room may look on, also
///   afterwards. `?issue=I` chooses one of its issues. Its `/live` streams the part `table:G` (TableView, LiveParts). A participant who
///   opens the event's address in this stage is led here; when the stage changes, the page asks for itself again and is led back.
/// - `POST …/aspects` adds an aspect; `POST /events/E/aspects/A` changes weight, sector or the word that there is no case; its text is a
///   card of its own (Cards/). `…/cases` and `…/links` say what it rests on and where another group wrote the same.
/// - `GET /events/E/tables` lists the tables; `GET /events/E/aspects/A` shows an aspect; `POST /events/E/shown-table` puts a force field
///   on the projector.
enum AspectRoutes {
    static let all: [Route] = tables + aspects

    private static let tables: [Route] = [
        .get(Paths.tables, .attend) { visit, event in
            .html(try await visit.read { try TablesPage(event, visit: visit, $0).document })
        },
        .get(Paths.table, .attend, table),
        .get(Paths.tableLive, .attend, listen),
        .post(Paths.tableAspects, .attend, add),
        .post(Paths.shownTable, .facilitate) { visit, event in
            let form = try visit.inbound.form()
            let group = try form.id("group", as: BreakoutGroup.ID.self)
            let issue = try form.id("issue", as: Issue.ID.self)
            try await AspectOperations.show(visit, event, group.flatMap { group in issue.map { (group, $0) } })
            return try await RoomRoutes.consoleAnswer(visit, event)
        },
    ]

    private static let aspects: [Route] = [
        .get(Paths.aspect, .attend) { visit, event, id in
            .html(try await visit.read { try AspectPage(event, id, visit: visit, $0).document })
        },
        .post(Paths.aspect, .attend, change),
        .post(Paths.aspectWithdrawal, .attend) { visit, event, id in
            try await whole(visit, try await AspectOperations.withdraw(visit, event, id))
        },
        .post(Paths.aspectRestoration, .attend) { visit, event, id in
            try await whole(visit, try await AspectOperations.restore(visit, event, id))
        },
        .post(Paths.aspectCases, .attend, cite),
        .post(Paths.aspectCaseRemoval, .attend) { visit, event, id, record in
            try await part(visit, try await AspectOperations.removeCase(visit, event, id, record))
        },
        .post(Paths.aspectLinks, .attend) { visit, event, id in
            let form = try visit.inbound.form()
            guard let other = try form.id("other", as: Aspect.ID.self) else { throw Refusal.malformedForm }
            let text = form.text("state")
            guard text.isEmpty || AspectLink.State(rawValue: text) != nil else { throw Refusal.malformedForm }
            try await AspectOperations.link(visit, event, id, other, AspectLink.State(rawValue: text))
            return try await part(visit, try await visit.read { try AspectStore($0).aspect(id) })
        },
    ]

    // MARK: The table

    private static func table(_ visit: Visit, _ event: Event.ID, _ group: BreakoutGroup.ID) async throws -> Answer {
        let issue = try visit.inbound.query.id("issue", as: Issue.ID.self)
        let access = try await visit.read { try TableAccess(visit, event, group, $0) }
        // Only the page of who wrote here asks for its regions: it is over, and the event's address knows what comes now.
        if visit.inbound.wantsFragment, !access.mayWrite {
            return .redirect(to: Paths.room(try await visit.read { try EventStore($0).event(event).code }))
        }
        return try await page(visit, event, group, issue)
    }

    private static func page(
        _ visit: Visit, _ event: Event.ID, _ group: BreakoutGroup.ID, _ issue: Issue.ID?,
        status: HTTPResponse.Status = .ok, change: @escaping @Sendable (inout TableView) -> Void = { _ in }
    ) async throws -> Answer {
        let people = await visit.services.live.people(Scope.part(event, .table(group)).description)
        let (html, state) = try await visit.read { reading in
            var page = try TablePage(event, group, issue: issue, people: people, visit: visit, reading)
            change(&page.table)
            return (visit.inbound.wantsFragment ? page.fragment : page.document, page.table.state)
        }
        return Answer.html(html, status: status).setting(.pageState, state)
    }

    private static func listen(_ visit: Visit, _ event: Event.ID, _ group: BreakoutGroup.ID) async throws -> Answer {
        let access = try await visit.read { try TableAccess(visit, event, group, $0) }
        let audience = Audience(
            scope: Scope.part(event, .table(group)).description,
            name: access.mayWrite ? LiveParts.writing : LiveParts.reading, language: visit.language)
        let person = visit.visitor.journalName ?? visit.inbound.id
        return Answer(body: .events(await visit.services.live.listen(audience, person: person)))
    }

    private static func add(_ visit: Visit, _ event: Event.ID, _ group: BreakoutGroup.ID) async throws -> Answer {
        let form = try visit.inbound.form()
        guard let issue = try form.id("issue", as: Issue.ID.self),
            let direction = AspectDirection(rawValue: form.text("direction"))
        else { throw Refusal.malformedForm }
        let draft = AspectDraft(
            issue: issue, direction: direction, text: form["text"] ?? "",
            language: form.has("language") ? form.text("language") : visit.language.rawValue,
            weight: form.has("weight") ? form.wish("weight", in: ForceBalance.weights) ?? 0 : 3,
            sector: form.text("sector").isEmpty ? nil : form.text("sector"), key: visit.sendingName(form))
        do {
            return try await whole(visit, try await AspectOperations.add(visit, event, group, draft))
        } catch let refusal as Refusal where !refusal.fields.isEmpty {
            let state = FormState(form, errors: refusal.fields)
            return try await page(visit, event, group, issue, status: refusal.status) {
                $0.adding = (issue, direction, state)
            }
        }
    }

    // MARK: Aspects

    private static func change(_ visit: Visit, _ event: Event.ID, _ id: Aspect.ID) async throws -> Answer {
        let form = try visit.inbound.form()
        var change = AspectChange()
        if form.has("weight") { change.weight = form.wish("weight", in: ForceBalance.weights) ?? 0 }
        if form.has("sector") { change.sector = form.text("sector").isEmpty ? .some(nil) : form.text("sector") }
        if form.has("without-case") { change.withoutCase = form.isOn("without-case") }
        return try await part(visit, try await AspectOperations.change(visit, event, id, change))
    }

    /// By id from the library's page, or by its name as typed at the table.
    private static func cite(_ visit: Visit, _ event: Event.ID, _ id: Aspect.ID) async throws -> Answer {
        let form = try visit.inbound.form()
        if let record = try form.id("case", as: Case.ID.self) {
            return try await part(visit, try await AspectOperations.cite(visit, event, id, record))
        }
        let typed = form.text("title")
        guard let found = try await visit.read({ try named(typed, in: event, $0) }) else {
            let aspect = try await visit.read { try AspectStore($0).aspect(id) }
            guard aspect.event == event else { throw Refusal.notFound }
            return try await page(visit, event, aspect.group, aspect.issue, status: .unprocessableContent) {
                $0.citing = (
                    id, typed,
                    L("No case of the library has this name. Choose one from the list, or add it as a new case.")
                )
            }
        }
        return try await part(visit, try await AspectOperations.cite(visit, event, id, found))
    }

    /// The case that is offered under this name, or the only one in which all the words stand.
    private static func named(_ typed: String, in event: Event.ID, _ reading: any Reading) throws -> Case.ID? {
        guard !typed.isEmpty else { return nil }
        let cases = try CaseStore(reading).casesAtEvents(of: EventStore(reading).programmeOfLibrary(in: event))
        if let exact = cases.first(where: { $0.label == typed }) { return exact.id }
        let words = SearchQuery(typed)
        let matching = cases.filter { $0.matches(words) }
        return matching.count == 1 ? matching[0].id : nil
    }

    // MARK: Answers

    /// After a change of one aspect: what it changes on the page, or the page again.
    private static func part(_ visit: Visit, _ aspect: AspectRecord) async throws -> Answer {
        guard visit.inbound.wantsFragment else { return back(to: aspect) }
        let people = await visit.services.live.people(Scope.part(aspect.event, .table(aspect.group)).description)
        return try await visit.read { reading in
            let table = try TableView(
                aspect.event, aspect.group, isWriting: true, people: people, reading)
            return .html(table.parts(around: aspect))
        }
    }

    /// After one came or went: the page of its issue.
    private static func whole(_ visit: Visit, _ aspect: AspectRecord) async throws -> Answer {
        guard visit.inbound.wantsFragment else { return back(to: aspect) }
        return try await page(visit, aspect.event, aspect.group, aspect.issue)
    }

    private static func back(to aspect: AspectRecord) -> Answer {
        .redirect(to: "\(Paths.table(aspect.event, aspect.group))?issue=\(aspect.issue)#aspect-\(aspect.id)")
    }
}
