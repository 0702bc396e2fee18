import Domain
import HTTPTypes
import Markup
import Storage
import Web

/// Prepares a round, or changes one that has not been open yet.
struct RoundFormPage {
    let event: EventRecord
    let topics: [TopicRecord]
    let issues: [Votable]
    /// Nothing for a new one.
    let round: RoundRecord?

    init(event: Event.ID, round: RoundRecord?, _ reading: any Reading) throws {
        self.event = try EventStore(reading).event(event)
        topics = try EventStore(reading).topics(of: event)
        issues = try Votables.all(of: event, reading)
        self.round = round
    }

    // MARK: What the form begins with

    /// A new round: on the issues of the topic on the table, or after an earlier round (`?from=`, `?top=`, `?method=`).
    func fresh(_ query: FormValues, _ reading: any Reading) throws -> FormState {
        let step = try StepStore(reading).present(of: event.id).flatMap { $0.stage == .vote ? $0.settings : nil }
        var settings = Self.settings(of: step)
        if let method = VotingMethod(rawValue: query.text("method")) { settings.method = method }
        var title = ""
        var chosen: [Issue.ID] = []
        let last = step?.repeatsRound == true ? try RoundStore(reading).rounds(of: event.id).first?.id : nil
        if let id = Round.ID(query.text("from")) ?? last, let earlier = try RoundStore(reading).round(id),
            earlier.event == event.id
        {
            let open = Set(issues.map(\.id))
            if !query.has("method") { settings = earlier.settings }
            if !query.has("method") { title = earlier.question.string() }
            chosen = try Self.issues(after: earlier, top: query.wish("top", in: 0...RoundDraft.mostIssues), reading)
                .filter(open.contains)
        } else {
            let topic = event.topic ?? topics.first { topic in issues.contains { $0.topic == topic.id } }?.id
            chosen = issues.filter { $0.topic == topic }.map(\.id)
        }
        settings.seats = min(settings.seats, max(1, chosen.count))
        if title.isEmpty { title = UsualQuestion.of(settings.method).string() }
        return Self.state(title: title, settings, chosen)
    }

    /// What the present step of the event sets.
    private static func settings(of step: StepSettings?) -> RoundSettings {
        var settings = RoundSettings(method: step?.method ?? .multivote, dots: step?.dots)
        if let seats = step?.seats { settings.seats = seats }
        if step?.ratesFeasibility == true { settings.criteria = [.importance, .feasibility] }
        return settings
    }

    /// All issues of an earlier round, or the first k of its revealed result.
    private static func issues(after earlier: RoundRecord, top: Int?, _ reading: any Reading) throws -> [Issue.ID] {
        let items = try RoundStore(reading).items(of: earlier.id)
        guard let top, earlier.state == .revealed, let result = try ResultCache.shared.result(of: earlier, reading),
            result.isShown
        else {
            return items.map(\.issue)
        }
        return result.main.order.prefix(max(1, top)).map { items[$0].issue }
    }

    static func stored(_ round: RoundRecord, _ issues: [Issue.ID]) -> FormState {
        state(title: round.question.string(), round.settings, issues)
    }

    private static func state(title: String, _ settings: RoundSettings, _ issues: [Issue.ID]) -> FormState {
        var fields: [(String, String)] = [
            ("title", title), ("method", settings.method.rawValue), ("dots", settings.dots.map(String.init) ?? ""),
            ("max", String(settings.maxPerIssue)), ("in-high", String(settings.thresholds.inHighAtLeast)),
            ("in-low", String(settings.thresholds.inLowUnder)), ("out-high", String(settings.thresholds.outHighAtMost)),
            ("seats", String(settings.seats)),
            ("minutes", settings.duration.map { ChartText.number(Double($0) / 60) } ?? ""),
        ]
        if settings.criteria.contains(.feasibility) { fields.append(("feasibility", "1")) }
        fields += issues.map { ("issue", $0.description) }
        return FormState(stored: fields)
    }

    // MARK: The page

    func answer(_ frame: EventFrame, _ form: FormState, status: HTTPResponse.Status = .ok) -> Answer {
        let title = round.map { L("Change \($0.name)") } ?? L("Prepare a vote")
        let action = round.map { RoundPaths.change(event.id, $0.id) } ?? RoundPaths.all(event.id)
        let layout = frame.layout(
            title, path: round.map { RoundPaths.edit(event.id, $0.id) } ?? RoundPaths.new(event.id),
            tab: EventTab.room.id)
        let labels: [(field: String, label: Message)] = [
            ("title", L("Question")), ("issue", L("Issues")), ("method", L("Method")),
            ("dots", L("Dots for each person")),
            ("max", L("Maximum dots per issue")), ("feasibility", L("Criteria")), ("in-high", L("Thresholds")),
            ("seats", L("Issues to choose")),
            ("minutes", L("Minutes")),
        ]
        let content: HTML = """
            <div class="head"><h1>\(title)</h1><p class="muted">\(L("What is fixed here is shown to the room, and again with the result."))</p></div>\
            <form class="form" id="round" method="post" action="\(action)">\(form.summary(labels))\
            \(form.text("title", L("Question to the room"), hint: L("Up to 70 characters read well from the last row."), maxLength: RoundDraft.longestTitle, isRequired: true))\
            \(methods(form))\(rules(form))\(issueList(form))\
            <div class="actions dock"><button class="primary">\(round == nil ? L("Prepare this vote") : L("Save the changes"))</button>\
            <a class="button plain" href="\(RoundPaths.console(event.id))">\(L("Cancel"))</a></div></form>
            """
        return .html(layout.document(content), status: status)
    }

    private func methods(_ form: FormState) -> HTML {
        let chosen = form.values["method"] ?? VotingMethod.multivote.rawValue
        return """
            <fieldset class="options methods" id="method"><legend>\(L("Method"))</legend>\(VotingMethod.allCases.html { method in
                """
                <label><input type="radio" name="method" value="\(method.rawValue)"\("checked", when: chosen == method.rawValue)>\
                <span><b>\(method.label)</b> <span class="muted">\(method.explanation)</span></span>\(MethodPicture.svg(method))</label>
                """
            })\(form.error("method"))</fieldset>
            """
    }

    /// The fields of the methods that are not chosen are out of sight, by the style sheet.
    private func rules(_ form: FormState) -> HTML {
        """
        <fieldset class="stack-2 of-method of-multivote"><legend class="sr">\(L("Dots"))</legend><div class="row">\
        \(form.text("dots", L("Dots for each person"), hint: L("If empty: a third of the issues, at least 3."), type: "number"))\
        \(form.text("max", L("Maximum dots per issue"), type: "number"))</div></fieldset>\
        <fieldset class="stack-2 of-method of-rating"><legend class="sr">\(L("Rating"))</legend>\(form.check("feasibility", L("Rate feasibility as well as importance")))\(form.error("feasibility"))\
        <div class="row">\(form.text("in-high", L("In: minimum % rating 7–9"), type: "number"))\
        \(form.text("in-low", L("and less than this % rating 1–3"), type: "number"))\
        \(form.text("out-high", L("Out: maximum % rating 7–9"), type: "number"))</div>\
        <p class="hint">\(L("In each sector. Fixed before the vote and shown with its result."))</p></fieldset>\
        <div class="row">\(form.text("minutes", L("Minutes"), hint: L("If empty, you close it by hand."), type: "text"))\
        \(form.text("seats", L("Issues to choose"), hint: L("For the breakout groups, by equal shares."), type: "number"))</div>
        """
    }

    private func issueList(_ form: FormState) -> HTML {
        let chosen = Set(form.values.all("issue"))
        let groups = topics.html { topic in
            let own = issues.filter { $0.topic == topic.id }
            guard !own.isEmpty else { return .empty }
            let ticked = own.filter { chosen.contains($0.id.description) }.count
            return """
                <details id="topic-\(topic.position)"\("open", when: ticked > 0)><summary>\(L("Topic \(topic.position)")) · <bdi>\(topic.title)</bdi> · \
                \(L("\(ticked) of \(own.count) chosen"))</summary><fieldset class="options"><legend class="sr">\(topic.title)</legend>\(own.html { issue in
                    """
                    <label><input type="checkbox" name="issue" value="\(issue.id)"\("checked", when: chosen.contains(issue.id.description))>\
                    <span lang="\(issue.language)" dir="auto">\(issue.title)</span></label>
                    """
                })</fieldset></details>
                """
        }
        let content: HTML = groups.isEmpty ? "<p>\(L("No issues have been raised yet."))</p>" : groups
        return "<section id=\"issue\"><h2>\(L("Issues"))</h2>\(form.error("issue"))\(content)</section>"
    }
}

/// Reads the form of ``RoundFormPage``.
enum RoundFormReader {
    static func read(_ form: FormValues) -> (RoundDraft, [String: Message]) {
        var errors: [String: Message] = [:]
        func number(_ name: String, default preset: Int) -> Int {
            let text = form.text(name)
            if text.isEmpty { return preset }
            guard let value = WholeText.read(text, in: -999_999...999_999) else {
                errors[name] = L("Write a whole number.")
                return preset
            }
            return value
        }
        let method = VotingMethod(rawValue: form.text("method"))
        if method == nil { errors["method"] = L("Choose a method.") }
        let dots = form.text("dots").isEmpty ? nil : number("dots", default: 3)
        let (most, seats) = (number("max", default: 2), number("seats", default: 5))
        let thresholds = ConsensusThresholds(
            inHighAtLeast: number("in-high", default: 70), inLowUnder: number("in-low", default: 15),
            outHighAtMost: number("out-high", default: 50))
        var duration: Int?
        let minutes = form.text("minutes").replacing(",", with: ".")
        if !minutes.isEmpty {
            // lint: number because half minutes are common, and the range stands here.
            if minutes.utf8.count <= 20, let value = Double(minutes), value.isFinite, value > 0,
                value <= Double(RoundSettings.longestDuration / 60)
            {
                duration = Int((value * 60).rounded())
            } else {
                errors["minutes"] = L("Enter 1 minute to a month, or leave it empty to close by hand.")
            }
        }
        let settings = RoundSettings(
            method: method ?? .multivote, dots: dots, maxPerIssue: most,
            criteria: form.isOn("feasibility") ? [.importance, .feasibility] : [.importance], thresholds: thresholds,
            seats: seats,
            duration: duration)
        let issues = form.all("issue").compactMap(Issue.ID.init)
        return (RoundDraft(title: form.text("title"), settings: settings, issues: issues), errors)
    }
}
