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
        var words = ResultWords(result, result.main, room.names)
        // The sentence has a whole column: titles stand in full as long as there are not many of them.
        words.longestTitle = max(24, (words.agreed == nil ? 240 : 150) / max(1, words.part.story.titles))
        // A rating has its rule to show; else who answered, by sector.
        let rule = words.thresholds(isShort: true)
        let note: HTML = """
            <div class="result-note"><p>\(L("\(result.ballots) of \(result.present) answered.")) \(words.answeredTwice)\
            \(rule.map { " \($0)" as HTML })</p>\(rule == nil ? words.key() : .empty)</div>
            """
        let story: HTML = "<p>\(words.story)</p>\(words.agreed.map { "<p>\($0)</p>" })"
        guard let chart = words.slope(id: "room-slope") else {
            return """
                <div class="room-result"><div class="story"><h1>\(L("The result"))</h1>\(story)\(leaders(words))</div>\
                \(result.isShown ? note : .empty)</div>
                """
        }
        let title = words.part.readings.count > 2 ? L("Three readings") : L("Two readings")
        return """
            <div class="room-result"><div class="room-grid chart-and-story"><div>\(chart.svg())</div>\
            <div class="story"><h1>\(title)</h1>\(story)</div></div>\(note)</div>
            """
    }

    /// Where there is only one reading: the first six, each on a line of the whole screen.
    private func leaders(_ words: ResultWords) -> HTML {
        guard words.result.isShown, let people = words.part.tally.people else { return .empty }
        var whole = words
        whole.longestTitle = 200
        return """
            <ol class="lines leaders">\(words.part.order.prefix(6).html { item in
                "<li><span class=\"place\">\(words.part.rankText(item, in: people))</span> <span class=\"clamp\" dir=\"auto\">\(whole.title(item))</span></li>"
            })</ol>
            """
    }
}
