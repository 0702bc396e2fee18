import Domain
import Storage
import Web

/// # Ideas
///
/// What a programme could do, from a sentence to a proposal.
///
/// - `/programmes/P/ideas` is the board; `/ideas/I` the page of one, on which focal points answer for their countries.
/// - An idea is supported as long as enough countries say so and none that it names puts it off (``IdeaSupport``): nobody types it.
/// - `/ideas/I/sheet` is what a named funder reads of it, and answers; `/proposals/N` the proposal, whose text is a publication.
enum IdeaRoutes {
    static let all: [Route] = ideas + acts + funding

    private static let ideas: [Route] = [
        .get(IdeaPaths.board, .seeProgramme) { visit, programme in try await board(visit, programme, nil) },
        .get(IdeaPaths.new, .seeProgramme) { visit, programme in try await form(visit, programme, nil, nil) },
        .post(IdeaPaths.board, .seeProgramme) { visit, programme in
            let values = try visit.inbound.form()
            do {
                let idea = try await IdeaOperations.propose(
                    visit, in: programme, IdeaFields(values), draft(values), key: visit.sendingName(values))
                return .redirect(to: Done.added.at(IdeaPaths.one(idea.id)))
            } catch {
                return try await form(visit, programme, nil, .refused(values, error))
            }
        },
        .post(IdeaPaths.rule, .organiseProgramme) { visit, programme in
            let values = try visit.inbound.form()
            do {
                try await IdeaOperations.set(
                    visit, programme, needed: values.text("needed"), namedMayStop: values.isOn("named"))
                return .redirect(to: Done.saved.at(IdeaPaths.board(programme)))
            } catch {
                return try await board(visit, programme, .refused(values, error))
            }
        },
        .get(IdeaPaths.export, .seeProgramme) { visit, programme, name in
            guard let format = TableFormat(rawValue: name) else { throw Refusal.notFound }
            return try await visit.read { reading in
                let sight = try IdeaSight(visit, programme, reading)
                return try format.answer(
                    name: "ideas", header: IdeaTable.header,
                    rows: IdeaTable.rows(try sight.ideas, sight, visit, reading))
            }
        },
        .get(IdeaPaths.importing, .seeProgramme) { visit, programme in
            try await importing(visit, programme, FormState())
        },
        .post(IdeaPaths.importing, .seeProgramme, limit: Route.fileLimit) { visit, programme in
            let values = try visit.inbound.form()
            do {
                let upload = try TableUpload(values)
                let counts = try await IdeaImport.take(visit, programme, upload)
                return .redirect(
                    to: FieldImportSection.done(counts, isTrial: upload.isTrial, at: IdeaPaths.importing(programme)))
            } catch {
                return try await importing(
                    visit, programme, .refused(values, error), ColumnQuestions(values, of: IdeaRow.self))
            }
        },
        .get(IdeaPaths.one, .account) { visit, id in try await page(visit, id) },
        .get(IdeaPaths.editing, .account) { visit, id in try await form(visit, nil, id, nil) },
        .post(IdeaPaths.one, .account) { visit, id in
            let values = try visit.inbound.form()
            do {
                let told = try draft(values)
                try await IdeaOperations.change(
                    visit, id, IdeaFields(values), since: Int64(values.text("changed"))
                ) { _ in told }
                return .redirect(to: Done.saved.at(IdeaPaths.one(id)))
            } catch {
                return try await form(visit, nil, id, .refused(values, error))
            }
        },
        .get(IdeaPaths.file, .account) { visit, id, name in try await file(visit, id, name) },
    ]

    private static let acts: [Route] = [
        .post(IdeaPaths.state, .account) { visit, id in
            let values = try visit.inbound.form()
            guard let move = IdeaMove(rawValue: values.text("move")) else { throw Refusal.malformedForm }
            do {
                try await IdeaOperations.move(
                    visit, id, move, day: values.text("day"), words: values["words"] ?? "")
                return .redirect(to: Done.saved.at(IdeaPaths.one(id)))
            } catch {
                return try await page(visit, id, ["state": .refused(values, error)])
            }
        },
        .post(IdeaPaths.endorsement, .account) { visit, id in
            let values = try visit.inbound.form()
            let country = values.text("country")
            do {
                if values.has("back") {
                    try await IdeaOperations.takeBack(visit, id, country)
                } else {
                    guard let stance = IdeaSupport.Stance(rawValue: values.text("stance")) else {
                        throw Refusal.invalid(["stance": L("Choose one.")])
                    }
                    try await IdeaOperations.endorse(visit, id, country, stance, values["words"] ?? "")
                }
                return .redirect(to: Done.saved.at(IdeaPaths.one(id)))
            } catch {
                return try await page(visit, id, ["endorsement-\(country)": .refused(values, error)])
            }
        },
        .post(IdeaPaths.joining, .account) { visit, id in
            let into = try visit.inbound.form().text("into")
            let other = ProjectIdea.ID(into)
            if other == nil, !into.isEmpty { throw Refusal.malformedForm }
            try await IdeaOperations.join(visit, id, into: other)
            return .redirect(to: Done.saved.at(IdeaPaths.one(other ?? id)))
        },
        .post(IdeaPaths.proposals, .account) { visit, id in
            let proposal = try await IdeaProposalOperations.begin(visit, id)
            return .redirect(to: Done.created.at(IdeaPaths.proposal(proposal)))
        },
    ]

    private static let funding: [Route] = [
        .post(IdeaPaths.funders, .account) { visit, id in
            let values = try visit.inbound.form()
            do {
                if values.has("remove") {
                    try await IdeaSheetOperations.takeBack(visit, id, from: values.text("remove"))
                    return .redirect(to: "\(Done.removed.at(IdeaPaths.one(id)))#funders")
                }
                try await IdeaSheetOperations.release(visit, id, email: values.text("email"))
                return .redirect(to: "\(Done.added.at(IdeaPaths.one(id)))#funders")
            } catch {
                return try await page(visit, id, ["funder": .refused(values, error)])
            }
        },
        .post(IdeaPaths.reply, .account) { visit, id in
            let values = try visit.inbound.form()
            let entry = values.text("entry")
            do {
                try await IdeaSheetOperations.reply(visit, id, to: entry, values["words"] ?? "")
                return .redirect(to: "\(Done.saved.at(IdeaPaths.one(id)))#funders")
            } catch {
                return try await page(visit, id, ["reply-\(entry)": .refused(values, error)])
            }
        },
        .get(IdeaPaths.sheet, .account) { visit, id in try await sheet(visit, id, nil) },
        .post(IdeaPaths.sheet, .account) { visit, id in
            let values = try visit.inbound.form()
            do {
                guard let answer = IdeaFunder.Answer(rawValue: values.text("answer")) else {
                    throw Refusal.invalid(["answer": L("Choose one.")])
                }
                try await IdeaSheetOperations.answer(visit, id, answer, values["words"] ?? "")
                return .redirect(to: Done.saved.at(IdeaPaths.sheet(id)))
            } catch {
                return try await sheet(visit, id, .refused(values, error))
            }
        },
        .get(IdeaPaths.proposal, .account) { visit, id in try await proposal(visit, id, FormState()) },
        .post(IdeaPaths.proposalState, .account) { visit, id in
            let values = try visit.inbound.form()
            guard let state = IdeaProposalState(rawValue: values.text("state")) else { throw Refusal.malformedForm }
            do {
                try await IdeaProposalOperations.move(visit, id, to: state, words: values["words"] ?? "")
                return .redirect(to: Done.saved.at(IdeaPaths.proposal(id)))
            } catch {
                return try await proposal(visit, id, .refused(values, error))
            }
        },
    ]

    // MARK: Pages

    private static func draft(_ values: FormValues) throws -> IdeaDraft {
        var draft = IdeaDraft(marking: values.text("marking"))
        draft.countries = Set(values.all("country"))
        draft.regions = Set(values.all("region").compactMap { App.Region.ID($0) })
        draft.areas = AreaField.told(values) ?? []
        draft.sources = Set(values.all("source"))
        draft.isDirect = values.isOn("direct")
        draft.sponsor = try sponsor(values.text("sponsor"))
        return draft
    }

    static func sponsor(_ told: String) throws -> MemberRef? {
        let sponsor = MemberRef(told)
        if sponsor == nil, !told.isEmpty {
            throw Refusal.invalid(["sponsor": L("Choose a member for which you act.")])
        }
        return sponsor
    }

    private static func board(_ visit: Visit, _ programme: Programme.ID, _ state: FormState?) async throws -> Answer {
        try await visit.read { try IdeaBoardPage(visit, programme, state, $0).answer }
    }

    private static func importing(
        _ visit: Visit, _ programme: Programme.ID, _ state: FormState, _ questions: ColumnQuestions? = nil
    ) async throws -> Answer {
        try await visit.read { reading in
            guard try IdeaSight(visit, programme, reading).proposes else { throw Refusal.forbidden }
            var section = FieldImportSection(
                state: state, path: IdeaPaths.importing(programme), list: IdeaPaths.board(programme),
                workbook: IdeaPaths.export(programme, "xlsx"), query: visit.inbound.query)
            section.questions = questions
            return try PlansFrame(visit, programme, reading).answer(
                IdeaFacts.tab, FieldImportSection.title, path: IdeaPaths.importing(programme),
                between: [.init(L("Ideas"), IdeaPaths.board(programme))],
                status: section.isWrong ? .wrong : .ok, section.html)
        }
    }

    private static func page(_ visit: Visit, _ id: ProjectIdea.ID, _ states: [String: FormState] = [:]) async throws
        -> Answer
    {
        try await visit.read { try IdeaPage(visit, id, states, $0).answer }
    }

    private static func form(
        _ visit: Visit, _ programme: Programme.ID?, _ id: ProjectIdea.ID?, _ state: FormState?
    ) async throws -> Answer {
        try await visit.read { try IdeaFormPage(visit, programme, id, state, $0).answer }
    }

    private static func sheet(_ visit: Visit, _ id: ProjectIdea.ID, _ state: FormState?) async throws -> Answer {
        try await visit.read { try IdeaSheetPage(visit, id, state, $0).answer }
    }

    private static func proposal(_ visit: Visit, _ id: IdeaProposal.ID, _ state: FormState) async throws -> Answer {
        try await visit.read { try IdeaProposalPage(visit, id, state, $0).answer }
    }

    /// `sheet.pdf` …: of whoever reads the idea, and of whom it was given.
    private static func file(_ visit: Visit, _ id: ProjectIdea.ID, _ name: String) async throws -> Answer {
        let parts = name.split(separator: ".").map { String($0) }
        guard parts.count == 2, parts[0] == "sheet", let format = Document.Format(rawValue: parts[1]) else {
            throw Refusal.notFound
        }
        let (idea, given) = try await visit.read { reading -> (IdeaRecord, IdeaFunder?) in
            let given = try IdeaSheetOperations.givenIfAny(visit, id, reading)
            return (try given?.0 ?? IdeaSight.seen(visit, id, reading).0, given?.1)
        }
        return .download(
            try await IdeaSheet.bytes(visit, idea, given: given, format), type: format.mediaType, name: "idea-\(name)")
    }
}

/// The file `ideas`, as the table of projects has its columns.
enum IdeaTable {
    static let header = [
        "code", "title", "regions", "countries", "cbrn_areas", "cbrn_categories", "state", "starts", "ends",
        "implementer", "source",
    ]
    /// In the column `source` of what comes from nothing that stands here.
    static let direct = "entered directly"

    static func rows(_ ideas: [IdeaRecord], _ sight: IdeaSight, _ visit: Visit, _ reading: any Reading) throws
        -> [[String]]
    {
        let regions = Dictionary(uniqueKeysWithValues: try RegionStore(reading).regions().map { ($0.id, $0.code) })
        let tree = try AreaTree(reading)
        let codes = try IdeaStore(reading).tableCodes(of: sight.standing.programme)
        var seen = IdeaSourcesSeen()
        return try ideas.map { idea in
            let sources = try seen.sources(idea, sight, visit, reading)
            return [
                codes[idea.id] ?? idea.id.description, idea.title, list(idea.regions.compactMap { regions[$0] }),
                list(Array(idea.countries)), list(idea.areas.compactMap { tree.area($0)?.code }),
                list(idea.cbrn.map { String($0) }, sorted: false), sight.standing(idea).rawValue, "", "", "",
                idea.isDirect ? direct : list(Array(sources)),
            ]
        }
    }

    static func list(_ words: [String], sorted: Bool = true) -> String {
        (sorted ? words.sorted() : words).joined(separator: "|")
    }
}
