import Domain
import Storage
import Web

/// # Travel, needs, letters for visas
///
/// - `/events/E/travel` shows who comes when and sleeps where; `…/rooming.xlsx` is the list for the hotel, `…/:registration` one journey,
///   entered for somebody; `…/import` takes the list back; `…/letter.docx` the letter for a visa, `POST …/letter` says that it is handed over.
/// - `/events/E/needs` counts needs; `POST …/readings` shows who needs what, with a reason that is logged.
/// - `/my-events/R/travel`, `…/needs`, `…/letter` are one's own, by account; `/r/TOKEN/travel` … the same by the registration's link.
enum LogisticsRoutes {
    static let all: [Route] = organisers + files + own

    private static let files: [Route] = [
        .get(LogisticsPaths.roomingImport, .organise) { visit, event in
            try await rooming(visit, event, FormState())
        },
        .post(LogisticsPaths.roomingImport, .organise, limit: Route.fileLimit) { visit, event in
            let form = try visit.inbound.form()
            do {
                let upload = try TableUpload(form)
                let counts = try await LogisticsFiles.takeRooming(visit, event, upload)
                let path = LogisticsPaths.roomingImport(event)
                return .redirect(to: FieldImportSection.done(counts, isTrial: upload.isTrial, at: path))
            } catch {
                return try await rooming(visit, event, .refused(form, error))
            }
        },
        .get(LogisticsPaths.needsImport, .organise) { visit, event in
            try await needsFile(visit, event, FormState())
        },
        .post(LogisticsPaths.needsImport, .organise, limit: Route.fileLimit) { visit, event in
            let form = try visit.inbound.form()
            do {
                let upload = try TableUpload(form)
                let counts = try await LogisticsFiles.takeNeeds(visit, event, upload)
                let path = LogisticsPaths.needsImport(event)
                return .redirect(to: FieldImportSection.done(counts, isTrial: upload.isTrial, at: path))
            } catch {
                return try await needsFile(visit, event, .refused(form, error))
            }
        },
        .get(LogisticsPaths.needsForm, .organise) { visit, _ in
            let sheet = try await visit.read { _ in NeedRow.sheet(L("Needs"), []) }
            return try workbook([sheet], name: "needs-by-person.xlsx")
        },
    ]

    private static let organisers: [Route] = [
        .get(LogisticsPaths.travel, .organise) { visit, event in
            try await visit.read { try TravelPage(EventFrame(visit, event, $0), $0).answer }
        },
        .get(LogisticsPaths.rooming, .organise) { visit, event in
            let sheets = try await visit.read { try TravelPage(EventFrame(visit, event, $0), $0).sheets() }
            return try workbook(sheets, name: "rooming.xlsx")
        },
        .get(LogisticsPaths.journey, .organise) { visit, event, id in try await journey(visit, event, id, nil) },
        .post(LogisticsPaths.journey, .organise) { visit, event, id in
            let form = try visit.inbound.form()
            do {
                try await JourneyOperations.enter(visit, event, id, try JourneyFields(form))
                return .redirect(to: Done.saved.at(LogisticsPaths.travel(event)))
            } catch {
                return try await journey(visit, event, id, .refused(form, error))
            }
        },
        .get(LogisticsPaths.letterFile, .organise) { visit, event, id in try await LetterDocument.file(visit, event, id)
        },
        .post(LogisticsPaths.letterIssue, .organise) { visit, event, id in
            try await JourneyOperations.issueLetter(visit, event, id)
            return .redirect(to: Done.saved.at(LogisticsPaths.travel(event)))
        },
        .get(LogisticsPaths.needs, .facilitate) { visit, event in
            try await needs(visit, event, FormState(), nil)
        },
        .get(LogisticsPaths.needsFile, .facilitate) { visit, event in
            let sheet = try await visit.read {
                try NeedsPage(EventFrame(visit, event, $0), FormState(), seen: nil, $0).sheet()
            }
            return try workbook([sheet], name: "needs.xlsx")
        },
        .post(LogisticsPaths.needsReading, .organise) { visit, event in
            let form = try visit.inbound.form()
            do {
                let seen = try await NeedOperations.read(visit, event, reason: form["reason"] ?? "")
                return try await needs(visit, event, FormState(), seen)
            } catch {
                return try await needs(visit, event, .refused(form, error), nil)
            }
        },
    ]

    private static let own: [Route] = [
        .get(LogisticsPaths.ownJourney, .account) { visit, id in try await ownPage(visit, .account(id)) },
        .post(LogisticsPaths.ownJourney, .account) { visit, id in try await tellJourney(visit, .account(id)) },
        .post(LogisticsPaths.ownNeeds, .account) { visit, id in try await tellNeeds(visit, .account(id)) },
        .post(LogisticsPaths.ownLetter, .account) { visit, id in try await askLetter(visit, .account(id)) },
        .get(LogisticsPaths.linkJourney, .anyone) { visit, token in try await ownPage(visit, .link(token)) },
        .post(LogisticsPaths.linkJourney, .anyone) { visit, token in try await tellJourney(visit, .link(token)) },
        .post(LogisticsPaths.linkNeeds, .anyone) { visit, token in try await tellNeeds(visit, .link(token)) },
        .post(LogisticsPaths.linkLetter, .anyone) { visit, token in try await askLetter(visit, .link(token)) },
    ]

    // MARK: One's own

    private static func ownPage(_ visit: Visit, _ own: OwnJourney, _ states: [String: FormState] = [:]) async throws
        -> Answer
    {
        try await visit.own(own) { try await visit.read { try OwnJourneyPage(visit, own, states, $0).answer } }
    }

    private static func tellJourney(_ visit: Visit, _ own: OwnJourney) async throws -> Answer {
        let form = try visit.inbound.form()
        do {
            try await JourneyOperations.tell(visit, own, try JourneyFields(form))
            return .redirect(to: Done.saved.at(own.journeyPath))
        } catch {
            return try await ownPage(visit, own, ["journey": .refused(form, error)])
        }
    }

    private static func tellNeeds(_ visit: Visit, _ own: OwnJourney) async throws -> Answer {
        let form = try visit.inbound.form()
        do {
            var needs: [NeedCode: String] = [:]
            for code in form.all("need").prefix(NeedCode.allCases.count).compactMap({ NeedCode(rawValue: $0) }) {
                needs[code] = form["text-\(code.rawValue)"] ?? ""
            }
            try await NeedOperations.tell(visit, own, needs)
            return .redirect(to: Done.saved.at(own.journeyPath))
        } catch {
            return try await ownPage(visit, own, ["needs": .refused(form, error)])
        }
    }

    private static func askLetter(_ visit: Visit, _ own: OwnJourney) async throws -> Answer {
        let form = try visit.inbound.form()
        do {
            let isWithdrawn = form.text("act") == "withdrawal"
            try await JourneyOperations.askLetter(visit, own, isWithdrawn ? nil : try LetterFields(form))
            return .redirect(to: Done.saved.at(own.journeyPath))
        } catch {
            return try await ownPage(visit, own, ["letter": .refused(form, error)])
        }
    }

    // MARK: Pages

    private static func rooming(_ visit: Visit, _ event: Event.ID, _ state: FormState) async throws -> Answer {
        try await visit.read { reading in
            LogisticsFiles.page(
                try EventFrame(visit, event, reading), "travel", path: LogisticsPaths.roomingImport(event),
                list: LogisticsPaths.travel(event), workbook: LogisticsPaths.rooming(event), state)
        }
    }

    private static func needsFile(_ visit: Visit, _ event: Event.ID, _ state: FormState) async throws -> Answer {
        try await visit.read { reading in
            LogisticsFiles.page(
                try EventFrame(visit, event, reading), "needs", path: LogisticsPaths.needsImport(event),
                list: LogisticsPaths.needs(event), workbook: LogisticsPaths.needsForm(event), state)
        }
    }

    static func workbook(_ sheets: [WorkbookSheet], name: String) throws -> Answer {
        .download(
            try XLSXWriter.write(sheets), type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            name: name)
    }

    private static func journey(_ visit: Visit, _ event: Event.ID, _ id: Registration.ID, _ state: FormState?)
        async throws
        -> Answer
    {
        try await visit.read { reading in
            let stored = try JourneyStore(reading).journey(id)?.fields ?? JourneyFields()
            return JourneyPage(
                frame: try EventFrame(visit, event, reading),
                traveller: try TravellerStore(reading).traveller(event, id),
                state: state ?? FormState(stored: FieldForm.stored(stored))
            ).answer
        }
    }

    private static func needs(_ visit: Visit, _ event: Event.ID, _ state: FormState, _ seen: NeedOperations.Seen?)
        async throws
        -> Answer
    {
        try await visit.read { try NeedsPage(EventFrame(visit, event, $0), state, seen: seen, $0).answer }
    }
}
