import Domain
import Markup
import Storage
import Web

/// The vote stage on the room's screen.
struct RoundProjector {
    let room: Room
    let join: JoinAddress
    let now: Int64
    let reading: any Reading

    var scene: ProjectorScene {
        get throws {
            guard let round = room.round, round.state != .draft else { return frame(nil, preparing) }
            switch round.phase(at: now) {
            case .draft: return frame(nil, preparing)
            case .open: return frame(round, try open(round))
            case .closed: return frame(round, try closed(round))
            case .revealed: return frame(round, try revealed(round))
            }
        }
    }

    private func frame(_ round: RoundRecord?, _ content: HTML) -> ProjectorScene {
        let topic = round.flatMap { round in room.topics.first { $0.id == round.topic } }
        return ProjectorScene(
            about: round == nil
                ? .verbatim("") : topic.map { L("Topic \($0.position)") } ?? L("All topics"),
            title: topic?.title, label: round?.label ?? VoteScreen.stage.eventLabel, content: content)
    }

    private var preparing: HTML {
        """
        <div class="room-grid"><div><h1>\(L("A vote is being prepared"))</h1></div>\(join.code())</div>
        """
    }

    private func open(_ round: RoundRecord) throws -> HTML {
        let voters = try RoundVoters(round, reading)
        let clock: HTML =
            RoundClock.left(round, now: now, isQuiet: true).map {
                "<div><dt>\(L("time left"))</dt><dd>\($0)</dd></div>"
            }
            ?? .empty
        return """
            <div class="room-grid"><div><h1\("class", value: ProjectorSection.size(of: round.question.string())) dir="auto">\(round.question)</h1>\
            <dl class="figures"><div><dt>\(L("of \(voters.count) who can vote have answered"))</dt><dd>\(voters.answered)</dd></div>\(clock)</dl>\
            \(coverage(voters))</div>\(join.code())</div>
            """
    }

    private func coverage(_ voters: RoundVoters) -> HTML {
        let rows = room.names.sectors.compactMap { sector -> HTML? in
            let people = voters.all.filter { $0.sector == sector.code }
            guard !people.isEmpty else { return nil }
            let count = people.count(where: \.hasAnswered)
            return """
                <li><p class="between">\(sector.html)<span>\(ShareText.html(count, of: people.count))</span></p>\
                <svg class="bar s\(sector.hue)" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">\
                <rect class="track" width="100" height="1"/><rect class="fill" width="\(ChartText.number(100 * Double(count) / Double(people.count)))" \
                height="1"/></svg></li>
                """
        }
        return rows.isEmpty ? .empty : "<ul class=\"coverage\">\(rows)</ul>"
    }

    private func closed(_ round: RoundRecord) throws -> HTML {
        let voters = try RoundVoters(round, reading)
        return """
            <div class="room-grid"><div><h1 class="short">\(L("The vote is closed"))</h1>\
            <p class="lede" dir="auto">\(round.question)</p>\
            <dl class="figures"><div><dt>\(L("of \(max(voters.count, round.present ?? 0)) who could vote answered"))</dt><dd>\(voters.answered)</dd></div></dl>\
            \(coverage(voters))</div></div>
            """
    }

    private func revealed(_ round: RoundRecord) throws -> HTML {
        guard let result = try ResultCache.shared.result(of: round, reading) else { return preparing }
        let words = ResultWords(result, result.main, room.names)
        guard result.isShown else {
            return
                "<div class=\"room-grid\"><div><h1 class=\"long\">\(words.headline)</h1></div></div>"
        }
        let pages = [answer(words)] + readings(words) + matrix(words)
        return WallPages(id: "result-\(round.id)", pages: pages).html
    }

    /// What won, in a sentence, and the first three as large as the room allows. With one reading alone nothing else is told, and more stand here.
    private func answer(_ words: ResultWords) -> HTML {
        let said = [
            L("\(words.result.ballots) of \(words.result.present) answered."), words.answeredTwice, words.agreed,
            words.thresholds(isShort: true),
        ].compactMap { $0 }
        let all = words.result.items.count
        // How many are shown is said there too.
        let note = WallWords("\(L("The first \(all) of \(all) issues.")) \(said.html { "\($0) " })", size: 32, most: 3)
        let isAlone = words.slope(id: "room-slope") == nil
        let leading = words.leading
        let items =
            isAlone || leading == 0 ? Array(words.part.order.prefix(12)) : Array(words.part.order.prefix(leading))
        let head = WallWords(words.headline.html(), size: 60, most: 2)
        let lines = items.map(words.elsewhere)
        // 25 pixels stand between the parts, 16 between two titles; a line under a title takes 45.
        let room = WallPages.height - head.height - note.height - 105 - 45 * Double(lines.count { $0 != nil })
        let rows = ChartRows(
            items.map { .init(text: words.result.items[$0].title, isLarge: words.isLeading($0)) }, width: 1600,
            room: room,
            [
                .init(large: 68, size: 48), .init(large: 56, size: 44), .init(large: 48, size: 36),
                .init(large: 40, size: 32),
            ],
            enough: 3)
        let list = zip(zip(items, lines), rows.rows).map { $0 }.html { item, row in
            """
            <li class="\(row.isLarge ? "large" : "")"><span class="place">\(words.part.tally.people.map { words.part.rankText(item.0, in: $0) } ?? "")</span>\
            <div><p class="title size-\(row.label.size)" lang="\(words.result.items[item.0].language)" dir="auto">\(row.label.lines.joined(separator: " "))</p>\
            \(item.1.map { "<p class=\"meta\">\($0)</p>" as HTML })</div></li>
            """
        }
        let cut = rows.rows.count < all ? L("The first \(rows.rows.count) of \(all) issues.") : nil
        return """
            <div class="wall-result"><h1 class="\(head.name)">\(words.headline)</h1><ol class="winners">\(list)</ol>\
            <p class="result-note">\(([cut].compactMap { $0 } + said).html { "\($0) " })</p></div>
            """
    }

    /// Where the readings differ. The picture gets the height that the words leave, so that its letters stay as large as the room needs them.
    private func readings(_ words: ResultWords) -> [HTML] {
        guard words.slope(id: "room-slope") != nil else { return [] }
        let title = words.difference ?? (words.part.readings.count > 2 ? L("Three readings") : L("Two readings"))
        let head = WallWords(title.html(), size: 60, most: 2)
        guard let chart = words.slope(id: "room-slope", size: .wall, room: WallPages.height - head.height - 100) else {
            return []
        }
        let (drawn, all) = (chart.shown.count, words.result.items.count)
        let cut: Message? =
            drawn == all
            ? nil
            : chart.isPrefix
                ? L("The first \(drawn) of \(all) issues.")
                : L("\(drawn) of \(all) issues: the first by people, and those which end first.")
        return [
            """
            <div class="wall-result"><h1 class="\(head.name)">\(title)</h1>\(chart.svg())<p class="result-note">\(cut)</p></div>
            """
        ]
    }

    /// Importance × feasibility, where both were asked.
    private func matrix(_ words: ResultWords) -> [HTML] {
        guard let first = words.matrix(id: "room-matrix"), !first.points.isEmpty else { return [] }
        let head = WallWords(ResultWords.both(first).html(), size: 60, most: 2)
        // Of a note of two lines, and the space between.
        guard let chart = words.matrix(id: "room-matrix", size: .wall, room: WallPages.height - head.height - 140)
        else {
            return []
        }
        let (listed, all) = (chart.listed, chart.points.count)
        let notes = [
            listed < all ? L("The first \(listed) of \(all) issues.") : nil,
            L("The dashed lines are the averages of these issues."),
        ].compactMap { $0 }
        return [
            """
            <div class="wall-result"><h1 class="\(head.name)">\(ResultWords.both(chart))</h1>\(chart.svg())\
            <p class="result-note">\(notes.html { "\($0) " })</p></div>
            """
        ]
    }
}
