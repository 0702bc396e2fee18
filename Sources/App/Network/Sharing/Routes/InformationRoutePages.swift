import Domain
import Markup
import Storage
import Web

/// Routes side by side: how each country tells its own of the same thing.
struct InformationRoutesPage {
    let frame: ProgrammeFrame
    /// Of everything that is told, each with the routes that the visitor reads.
    let groups: [(title: String, language: String, routes: [InformationRouteRecord])]
    let editable: Set<InformationRoute.ID>
    let speaks: Bool
    /// Those that were taken back with a word, the latest first.
    let withdrawn: [(route: InformationRouteRecord, word: RecordWithdrawal)]
    private let names: DirectoryNames

    init(_ visit: Visit, _ programme: Programme.ID, _ reading: any Reading) throws {
        frame = try ProgrammeFrame(visit, programme, reading)
        let own = try SharedReading(visit, reading)
        let routes = try own.seen(InformationRouteStore(reading).routes(of: programme))
        let retired = try own.seen(InformationRouteStore(reading).retired(of: programme))
        let words = try own.withdrawals(retired)
        withdrawn = retired.compactMap { route in words[route.recordID].map { (route: route, word: $0) } }
            .sorted { $0.word.at > $1.word.at }
        let voice = try MemberVoice(visit, programme, reading)
        var order: [String] = []
        var byTitle: [String: [InformationRouteRecord]] = [:]
        for route in routes {
            let key = Folded.text(route.title)
            if byTitle[key] == nil { order.append(key) }
            byTitle[key, default: []].append(route)
        }
        groups = order.compactMap { key in
            guard let routes = byTitle[key], let first = routes.first else { return nil }
            return (title: first.title, language: first.language, routes: routes)
        }
        editable = Set(routes.filter { InformationRouteOperations.mayEdit($0, voice) }.map(\.id))
        speaks = voice.organises || voice.members.contains { $0.kind == .country }
        names = try DirectoryNames(reading)
    }

    var answer: Answer {
        let path = Paths.routes(frame.id)
        let add: HTML = """
            <div class="actions"><a class="button primary" href="\(Paths.newRoute(frame.id))">\(Icon.svg("plus")) \(L("Draw a route"))</a></div>
            """
        return frame.page(
            L("Information routes"), path: path, tab: ProgrammeTab.sharing.id,
            between: [.init(L("Sharing"), Paths.sharing(frame.id))], styles: ["tables"],
            """
            <div class="head"><h1>\(L("Information routes"))</h1>\
            <p class="lede">\(L("Who tells whom, by what, within how long: how each country passes the same thing on."))</p>\(speaks ? add : .empty)</div>
            \(groups.isEmpty ? "<p class=\"muted\">\(L("No country has drawn a route that you may read."))</p>" : groups.html(group))\(withdrawn.isEmpty ? .empty : takenBack)
            """)
    }

    private var takenBack: HTML {
        """
        <section id="withdrawn"><h2>\(L("Withdrawn routes"))</h2><ul class="lines">\(withdrawn.html { one in
            """
            <li><p class="title" lang="\(one.route.language)" dir="auto">\(one.route.title)</p>\
            <p class="meta">\(names.place(one.route.country)) <span>\(DateText.day(CalendarDate.today(one.word.at)))</span></p>\
            <p class="lines-kept" dir="auto">\(one.word.note)</p></li>
            """
        })</ul></section>
        """
    }

    private func group(_ group: (title: String, language: String, routes: [InformationRouteRecord])) -> HTML {
        let most = group.routes.map(\.steps.count).max() ?? 0
        return """
            <section><h2 lang="\(group.language)" dir="auto">\(group.title)</h2><div class="wide"><table>\
            <thead><tr><th scope="col">\(L("Step"))</th>\(group.routes.html(heading))</tr></thead>\
            <tbody>\((0..<most).html { index in row(index, group.routes) })\
            <tr><th scope="row">\(L("Until the last one knows"))</th>\(group.routes.html { "<td>\(RouteTime($0.steps).words)</td>" })</tr></tbody></table></div></section>
            """
    }

    private func heading(_ route: InformationRouteRecord) -> HTML {
        let edit: HTML =
            editable.contains(route.id)
            ? " <a href=\"\(Paths.route(frame.id, route.id))\">\(L("Edit"))<span class=\"sr\">: \(route.country)</span></a>"
            : .empty
        return "<th scope=\"col\">\(names.place(route.country)) \(TLP.chip(route.marking))\(edit)</th>"
    }

    private func row(_ index: Int, _ routes: [InformationRouteRecord]) -> HTML {
        let number = index + 1
        return "<tr><th scope=\"row\">\(number)</th>\(routes.html { cell($0, index) })</tr>"
    }

    private func cell(_ route: InformationRouteRecord, _ index: Int) -> HTML {
        guard index < route.steps.count else { return "<td></td>" }
        let step = route.steps[index]
        return """
            <td lang="\(route.language)"><p><span dir="auto">\(step.teller)</span> \(Icon.flipping("next"))<span class="sr">\(L("tells"))</span> <span dir="auto">\(step.told)</span></p>\
            <p class="small muted">\(step.means.isEmpty ? .empty : "<span dir=\"auto\">\(step.means)</span> ")\
            \(step.minutes.map { "<span>\(L("within \(RouteTime.words($0))"))</span>" as HTML } ?? .empty)</p></td>
            """
    }
}

/// The form of a route: its steps in their order.
struct InformationRouteFormPage {
    let frame: ProgrammeFrame
    /// Nothing for a new one.
    let record: InformationRouteRecord?
    let form: SharedFormSection
    /// Who had it.
    private let fetches: [RecordFetch]
    /// Of the form that takes it back.
    private let withdrawing: FormState

    init(
        _ visit: Visit, _ programme: Programme.ID, _ id: InformationRoute.ID?, _ state: FormState?,
        withdrawing: FormState = FormState(), _ reading: any Reading
    ) throws {
        self.withdrawing = withdrawing
        frame = try ProgrammeFrame(visit, programme, reading)
        if let id {
            let (route, voice) = try InformationRouteOperations.seen(visit, programme, id, reading)
            guard InformationRouteOperations.mayEdit(route, voice) else { throw Refusal.forbidden }
            record = route
            fetches = try AudienceStore(reading).fetches(of: route.recordSubject)
            var stored: [(String, String)] = FieldForm.stored(route.fields)
            for (index, step) in route.steps.enumerated() {
                let number = index + 1
                stored += [
                    ("teller-\(number)", step.teller), ("told-\(number)", step.told), ("means-\(number)", step.means),
                    ("minutes-\(number)", step.minutes.map { String($0) } ?? ""),
                ]
            }
            form = try SharedFormSection(of: route, stored, state, voice, visit, reading)
        } else {
            let voice = try MemberVoice(visit, programme, reading)
            try voice.requireSpeaking()
            (record, fetches) = (nil, [])
            form = try SharedFormSection(in: frame.programme, state, voice, visit, reading)
        }
    }

    var answer: Answer {
        let (programme, state) = (frame.id, form.state)
        let title = record == nil ? L("Draw a route") : L("Edit the route")
        let path = record.map { Paths.route(programme, $0.id) } ?? Paths.newRoute(programme)
        let target = record.map { Paths.route(programme, $0.id) } ?? Paths.routes(programme)
        return frame.page(
            title, path: path, tab: ProgrammeTab.sharing.id,
            between: [
                .init(L("Sharing"), Paths.sharing(programme)), .init(L("Information routes"), Paths.routes(programme)),
            ], status: state.errors.isEmpty && withdrawing.errors.isEmpty ? .ok : .wrong,
            """
            <div class="head"><h1>\(title)</h1>\
            <p class="lede">\(L("Name offices and functions, no persons."))</p></div>
            <form class="form" id="route" method="post" action="\(target)">\
            \(record == nil ? "<input type=\"hidden\" name=\"idempotency\" value=\"\(state.values.text("idempotency"))\">" : .empty)\
            \(form.summary(InformationRouteFields.self))\(record == nil ? form.memberChoice : .empty)\
            \(FieldForm<InformationRouteFields>(state: state).html)\
            <fieldset id="steps"><legend>\(L("Steps"))</legend>\(state.error("steps"))\((1...RouteStep.most).html(step))</fieldset>\(form.audience)\
            <div class="actions"><button class="primary">\(L("Save the route"))</button>\
            <a class="button plain" href="\(Paths.routes(programme))">\(L("Cancel"))</a></div></form>\(retiring)
            """)
    }

    private func step(_ number: Int) -> HTML {
        let state = form.state
        return """
            <div class="row">\(state.text("teller-\(number)", L("\(number): who tells"), maxLength: 2 * RouteStep.textLimit))\
            \(state.text("told-\(number)", L("whom"), maxLength: 2 * RouteStep.textLimit))\
            \(state.text("means-\(number)", L("by what"), maxLength: 2 * RouteStep.textLimit))\
            \(state.text("minutes-\(number)", L("within so many minutes"), inputMode: "numeric"))</div>
            """
    }

    private var retiring: HTML {
        guard let record else { return .empty }
        return """
            <form id="retirement" method="post" action="\(Paths.routeRetirement(record.programme, record.id))">\
            <button class="plain danger">\(L("Take it away"))</button></form>\
            \(WithdrawalSection.readers(fetches))\
            \(WithdrawalSection.form(Paths.routeWithdrawal(record.programme, record.id), withdrawing, isOpen: !withdrawing.errors.isEmpty))
            """
    }
}
