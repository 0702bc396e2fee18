import Domain
import Markup
import Storage
import Web

/// The vote stage as the facilitator sees it: the same bytes for everybody who runs the room.
struct RoundConsole {
    let room: Room
    let now: Int64
    let reading: any Reading
    private let rounds: [RoundRecord]
    /// What the middle of the console is about.
    private let focus: RoundRecord?

    init(room: Room, now: Int64, reading: any Reading) throws {
        self.room = room
        self.now = now
        self.reading = reading
        rounds = try RoundStore(reading).rounds(of: room.event.id)
        // An open round first, then a sealed one; then what is being prepared on the topic on the table, then its last result.
        let own = rounds.filter { round in
            round.topic.map { topic in room.topic.map { $0.id == topic } ?? true } ?? true
        }
        focus =
            rounds.first { $0.state == .open } ?? rounds.first { $0.state == .closed }
            ?? own.first { $0.state == .draft } ?? room.round ?? own.first
    }

    /// Whether nothing is left to do with the round in the middle.
    var isDone: Bool { focus?.phase(at: now) == .revealed }

    private var event: Event.ID { room.event.id }

    // MARK: The middle

    var stage: HTML {
        get throws {
            let middle: HTML
            if let focus {
                middle =
                    switch focus.phase(at: now) {
                    case .draft: try draft(focus)
                    case .open: try open(focus)
                    case .closed: try closed(focus)
                    case .revealed: try revealed(focus)
                    }
            } else {
                middle = """
                    <div class="head"><h1>\(L("Vote"))</h1><p class="muted">\(L("Choose issues and a method, open the vote, reveal the result."))</p></div>
                    """
            }
            return middle
        }
    }

    /// Below the picture of what the room sees, which nothing long must push out of sight: what will be voted on, how the answers come in, or
    /// the result's picture; and the rounds so far.
    var work: HTML {
        get throws {
            switch focus?.phase(at: now) {
            case .draft: "\(try focus.map(issues))\(list)"
            case .open: "\(try focus.map(pace))\(list)"
            case .revealed: "\(try focus.map(picture))\(list)"
            default: list
            }
        }
    }

    private func head(_ round: RoundRecord, _ parts: [Message]) -> HTML {
        """
        <div class="head"><h1>\(round.label)</h1><p class="lede" dir="auto">\(round.question)</p>\
        <p class="muted">\(parts.map { $0.html() }.joined(separator: " · "))</p></div>
        """
    }

    private func facts(_ round: RoundRecord) throws -> [Message] {
        let issues = try RoundStore(reading).items(of: round.id).count
        return [
            RoundWords.topicLine(round, room.topics), L(issues, one: "\(issues) issue", other: "\(issues) issues"),
        ]
            + round.rules(issues: issues)
    }

    private func draft(_ round: RoundRecord) throws -> HTML {
        let time: Message =
            round.settings.duration.map {
                L("open for \(ClockText.left(until: EpochTime.adding(0, seconds: $0), now: 0)) min")
            }
            ?? L("closed by hand")
        return """
            \(head(round, try facts(round) + [time, L("sealed until you reveal it")]))\(rule(round))
            """
    }

    private func issues(_ round: RoundRecord) throws -> HTML {
        let items = try RoundStore(reading).items(of: round.id)
        return """
            <section><h2>\(L("Issues to vote on"))</h2>\
            <ol>\(items.html { "<li><bdi lang=\"\($0.language)\">\($0.title)</bdi></li>" })</ol></section>
            """
    }

    private func rule(_ round: RoundRecord) -> HTML {
        guard round.settings.method == .rating else { return .empty }
        let rule = round.settings.thresholds
        return """
            <p class="muted small">\(L("""
                Agreed: at least \(rule.inHighAtLeast) % rate 7–9 and under \(rule.inLowUnder) % rate 1–3, in each sector. \
                Out: at most \(rule.outHighAtMost) % rate 7–9, in each sector.
                """))</p>
            """
    }

    private func open(_ round: RoundRecord) throws -> HTML {
        let voters = try RoundVoters(round, reading)
        let answers = try BallotStore(reading).participations(in: round.id)
        let paper = answers.filter(\.isPaper).count
        let clock = RoundClock.left(round, now: now, isQuiet: false)
        return """
            \(head(round, try facts(round) + [L("sealed until you reveal it")]))\
            <dl class="figures"><div><dt>\(L("of \(voters.count) who can vote have answered"))</dt><dd>\(voters.answered)</dd></div>\
            <div><dt>\(clock == nil ? L("closed by hand") : L("time left"))</dt><dd>\(clock ?? "–")</dd></div>\
            <div><dt>\(L("on paper, confirmed"))</dt><dd>\(paper)</dd></div></dl>\(try papersWaiting(round))
            """
    }

    private func papersWaiting(_ round: RoundRecord) throws -> HTML {
        let waiting = try BallotStore(reading).papers(in: round.id).filter { $0.state == .waiting }.count
        guard waiting > 0 else { return .empty }
        let words = L(
            waiting, one: "\(waiting) paper ballot waits for a second person.",
            other: "\(waiting) paper ballots wait for a second person.")
        return """
            <div class="notice warn"><p>\(words) \(L("If you close the vote now, unconfirmed ballots are not counted."))</p>\
            <p><a href="\(RoundPaths.paper(event, round.id))">\(L("Confirm paper ballots"))</a></p></div>
            """
    }

    private func pace(_ round: RoundRecord) throws -> HTML {
        guard let opened = round.openedAt else { return .empty }
        let present = try RoundVoters(round, reading).count
        let times = try RoundPace.times(of: round, reading)
        let chart = PaceChart(
            id: "pace", title: L("\(times.count) of \(present) have answered since the vote was opened.").string(),
            times: times, opened: opened,
            end: max(opened + PaceChart.narrowest, now, times.last ?? 0), now: now, present: present)
        return """
            <figure><figcaption class="muted small">\(L("Answers since the opening; the line is everybody who can vote"))</figcaption>\(chart.svg())</figure>
            """
    }

    private func closed(_ round: RoundRecord) throws -> HTML {
        let answers = try BallotStore(reading).participations(in: round.id)
        let voters = try RoundVoters(round, reading)
        let time = MomentWords(room.event.timeZone).html(round.closedAt ?? round.closesAt ?? now, .time)
        let waiting = round.state == .open ? try papersWaiting(round) : .empty
        return """
            \(head(round, try facts(round) + [L("closed at \(time)")]))\
            <dl class="figures"><div><dt>\(L("of \(max(voters.count, round.present ?? 0)) who could vote answered"))</dt><dd>\(voters.answered)</dd></div>\
            <div><dt>\(L("on paper, confirmed"))</dt><dd>\(answers.filter(\.isPaper).count)</dd></div></dl>\(waiting)\
            <p class="lede">\(L("The result is sealed. Nobody has seen it, you included."))</p>
            """
    }

    private func revealed(_ round: RoundRecord) throws -> HTML {
        guard let result = try ResultCache.shared.result(of: round, reading) else { return .empty }
        let words = ResultWords(result, result.main, room.names)
        return """
            \(head(round, try facts(round) + [L("\(result.ballots) of \(result.present) answered"), L("revealed")]))\
            <p class="lede">\(words.answer)</p>\(words.agreed.map { "<p>\($0)</p>" })
            """
    }

    private func picture(_ round: RoundRecord) throws -> HTML {
        guard let result = try ResultCache.shared.result(of: round, reading) else { return .empty }
        let words = ResultWords(result, result.main, room.names)
        // On a phone the table takes the place of the picture.
        return words.slope(id: "console-slope").map { slope in
            """
            <figure>\(slope.svg())<details id="console-ranks"><summary>\(L("Show as a table"))</summary>\(words.readingsTable())</details></figure>
            """
        } ?? .empty
    }

    private var list: HTML {
        guard !rounds.isEmpty else { return .empty }
        return """
            <section><h2>\(L("Rounds"))</h2><ul class="lines">\(rounds.html { round in
                """
                <li class="between"><span><a href="\(address(round))">\(round.label)</a> <bdi>\(round.question)</bdi>\(topic(of: round))</span>\(mark(round))</li>
                """
            })</ul></section>
            """
    }

    private func topic(of round: RoundRecord) -> HTML {
        guard let topic = room.topics.first(where: { $0.id == round.topic }) else { return .empty }
        return " <span class=\"muted\">\(L("Topic \(topic.position)"))</span>"
    }

    private func address(_ round: RoundRecord) -> String {
        round.state == .draft ? RoundPaths.edit(event, round.id) : RoundPaths.result(event, round.id)
    }

    private func mark(_ round: RoundRecord) -> HTML {
        switch round.phase(at: now) {
        case .draft: "<span class=\"state\">\(L("In preparation"))</span>"
        case .open: "<span class=\"state open\">\(L("Open"))</span>"
        case .closed: "<span class=\"state warn\">\(L("Sealed"))</span>"
        case .revealed: "<span class=\"state good\">\(L("Revealed"))</span>"
        }
    }

    // MARK: The buttons

    /// - Parameter leadsOn: the way to the next stage stands before them.
    func actions(leadsOn: Bool) -> HTML {
        guard let focus else { return link(RoundPaths.new(event), L("Prepare a vote"), isPrimary: true) }
        switch focus.phase(at: now) {
        case .draft:
            return """
                \(button("open-vote", RoundPaths.opening(event, focus.id), L("Open voting"), key: "o", isPrimary: true))\
                \(link(RoundPaths.edit(event, focus.id), L("Change the round")))\
                \(button("discard-round", RoundPaths.withdrawal(event, focus.id), L("Discard the round")))
                """
        case .open:
            let extend =
                focus.closesAt == nil
                ? .empty : button("extend-vote", RoundPaths.extending(event, focus.id), L("Add one minute"), key: "+")
            return """
                \(button("close-vote", RoundPaths.closure(event, focus.id), L("Close the vote"), key: "c", isPrimary: true))\(extend)\
                \(link(RoundPaths.paper(event, focus.id), L("Enter a paper ballot"), key: "p"))
                """
        case .closed where focus.state == .open:
            return """
                \(button("close-vote", RoundPaths.closure(event, focus.id), L("Close the vote"), key: "c", isPrimary: true))\
                \(link(RoundPaths.paper(event, focus.id), L("Confirm paper ballots"), key: "p"))
                """
        case .closed:
            return button(
                "reveal-result", RoundPaths.revelation(event, focus.id), L("Reveal result"), key: "r", isPrimary: true)
        case .revealed:
            return """
                \(link(RoundPaths.result(event, focus.id), L("Result and downloads"), isPrimary: !leadsOn))\
                <details class="menu up" id="another-vote"><summary class="button">\(L("Another vote"))</summary><ul>\
                <li><a href="\(RoundPaths.new(event))?from=\(focus.id)&amp;top=\(focus.settings.seats)&amp;method=rating">\(L("Rate the first \(focus.settings.seats) issues"))</a></li>\
                <li><a href="\(RoundPaths.new(event))?from=\(focus.id)">\(L("Same issues again"))</a></li>\
                <li><a href="\(RoundPaths.new(event))">\(L("Prepare a vote"))</a></li></ul></details>
                """
        }
    }

    private func button(_ id: String, _ action: String, _ words: Message, key: String? = nil, isPrimary: Bool = false)
        -> HTML
    {
        """
        <form id="\(id)" method="post" action="\(action)" data-send>\
        <button\("class", value: isPrimary ? "primary" : nil)\("data-key", value: key)>\(words)\(cap(key))</button>\
        <p class="unsent" data-send-status role="status" hidden></p></form>
        """
    }

    private func link(_ address: String, _ words: Message, key: String? = nil, isPrimary: Bool = false) -> HTML {
        "<a class=\"\(isPrimary ? "button primary" : "button")\" href=\"\(address)\"\("data-key", value: key)>\(words)\(cap(key))</a>"
    }

    private func cap(_ key: String?) -> HTML { key.map { " <kbd>\($0.uppercased())</kbd>" } ?? .empty }
}

/// When people answered, from the journal: never what.
enum RoundPace {
    /// Each person's first answer, in milliseconds, ascending.
    static func times(of round: RoundRecord, _ reading: any Reading) throws -> [Int64] {
        var seen: Set<String> = []
        var times: [Int64] = []
        for record in try Journal.records(reading, subject: round.subject, limit: 20_000) {
            let person: String?
            switch record.entry.kind {
            case "ballot.casting": person = record.entry.actor
            case "paper.confirmation":
                // Ours; an unreadable one is left out.
                let facts = try? JSONCoding.value(record.entry.facts, as: PaperFacts.self)
                person = facts.flatMap { $0.counted ? "participant:\($0.participant)" : nil }
            default: person = nil
            }
            if let person, seen.insert(person).inserted { times.append(record.entry.time) }
        }
        return times.sorted()
    }

    private struct PaperFacts: Decodable {
        let participant: String
        let counted: Bool
    }
}
