import Domain
import Markup
import Storage
import Web

/// The ballot as a form: on a voter's own page, and for a sheet of paper at the facilitator's desk.
struct BallotForm {
    let round: RoundRecord
    let items: [RoundItem]
    /// What is chosen so far.
    var choices: BallotChoices
    /// For a ranking form that was moved without JavaScript: the places from the best to the last.
    var order: [Int]?
    var errors: [String: Message] = [:]
    /// What is said of a sending that was not stored.
    var notice: Notice?
    /// Where the issues were raised.
    var origins: [Issue.ID: Message] = [:]

    enum Notice: Sendable {
        /// It says little: sent only after "Send it so".
        case question(Message, advice: Message)
        /// Something else is stored; the form shows that.
        case stored(Message, advice: Message)

        init(_ refusal: Refusal) {
            self =
                refusal.code == "ballot-unfinished"
                ? .question(refusal.title, advice: refusal.advice) : .stored(refusal.title, advice: refusal.advice)
        }
    }

    // MARK: The voter's own form

    /// The whole form with its dock.
    func own(_ visit: Visit, seat: Visitor.Seat, code: String, zone: String, receipt: String?) -> HTML {
        let settings = round.settings
        let budget: HTML =
            settings.method == .multivote ? " data-dots data-budget=\"\(settings.dots(issues: items.count))\"" : .empty
        let draft = "ballot-\(round.id)-\(seat.id)"
        return """
            <form id="ballot" class="ballot" method="post" action="\(RoundPaths.ballot(code, round.id))" data-send data-latest \
            data-draft="\(draft)"\(budget)><input type="hidden" name="basis" value="\(receipt)">\
            <input type="hidden" name="device" value=""><input type="hidden" name="number" value="">\
            \(told(draft: draft))\(summary)\(fields)\
            <p class="hint">\(L("When the vote closes, it is forgotten for good who gave which ballot. Whatever is shown then, each ballot may be that of at least five people; of fewer than five ballots nothing is shown."))</p>\
            <div class="dock">\(receiptLine(receipt))\
            <p class="unsent" data-send-status role="status" hidden></p>\(dockLine(now: visit.now, zone: zone))\
            \(question)<button class="primary"\("hidden", when: isAsked)>\
            \(receipt == nil ? L("Send my vote") : L("Change my vote"))</button></div></form>
            """
    }

    private var isAsked: Bool { if case .question = notice { true } else { false } }

    /// In place of the button: one press sends it as it is.
    private var question: HTML {
        guard case .question(let words, let advice) = notice else { return .empty }
        let first = items.first { item in
            round.settings.criteria.contains { choices[$0][item.issue] == nil } && round.settings.method == .rating
        }
        return """
            <div class="stack-2" data-question><div class="notice warn" role="alert" tabindex="-1"><p><b>\(words)</b> \(advice)</p></div>\
            <div class="actions"><button class="primary" name="confirmed" value="yes">\(L("Send it as it is"))</button>\
            <a class="button plain" href="#item-\((first ?? items.first)?.position ?? 1)">\(L("Go on"))</a></div></div>
            """
    }

    /// - Parameter draft: what was typed gives way to what is stored.
    private func told(draft: String) -> HTML {
        guard case .stored(let words, let advice) = notice else { return .empty }
        return """
            <div class="notice warn" role="alert" tabindex="-1" data-draft-clear="\(draft)"><p><b>\(words)</b> \(advice)</p></div>
            """
    }

    private func receiptLine(_ receipt: String?) -> HTML {
        guard let receipt else { return "<p class=\"receipt\" id=\"receipt\" data-fresh role=\"status\" hidden></p>" }
        let code: HTML = "<b>\(receipt)</b>"
        return """
            <p class="receipt" id="receipt" data-fresh role="status">\(Icon.svg("check"))<span>\
            \(L("Your vote is stored · receipt \(code) · you may change it until the vote closes"))</span></p>
            """
    }

    private func dockLine(now: Int64, zone: String) -> HTML {
        let clock = RoundClock.time(round, id: "left", now: now, zone: zone)
        switch round.settings.method {
        case .multivote:
            let dots = round.settings.dots(issues: items.count) - choices.values.values.reduce(0, +)
            return """
                <div class="between"><span class="purse" data-purse aria-hidden="true"></span>\
                <span><span data-left>\(L(max(0, dots), one: "\(max(0, dots)) dot left", other: "\(max(0, dots)) dots left"))</span> \(clock)</span></div>
                """
        case .rating:
            let groups = items.count * round.settings.criteria.count
            let count: HTML = "<span data-answered>\(choices.values.count + choices.feasibility.count)</span>"
            return
                "<div class=\"between\"><span>\(L("\(count) of \(groups) answered"))</span><span>\(clock)</span></div>"
        case .approval, .ranking:
            return "<div class=\"between\"><span></span><span>\(clock)</span></div>"
        }
    }

    // MARK: What both have in common

    var summary: HTML {
        guard !errors.isEmpty else { return .empty }
        let lines = errors.sorted { $0.key < $1.key }.html { field, words in
            let item = items.first { "item-\($0.position)" == field }
            guard let item else { return "<li>\(words)</li>" }
            return "<li><a href=\"#\(field)\"><bdi lang=\"\(item.language)\">\(item.title)</bdi></a>: \(words)</li>"
        }
        return """
            <div class="notice bad" role="alert" tabindex="-1" id="ballot-errors"><p><b>\(L("Your vote is not stored yet."))</b> \
            \(L("What you chose is kept."))</p><ul>\(lines)</ul></div>
            """
    }

    var fields: HTML {
        switch round.settings.method {
        case .multivote: "<ol class=\"lines\">\(items.html(dots))</ol>"
        case .rating: "<ol class=\"lines\">\(items.html(rating))</ol>"
        case .approval: "<ol class=\"lines\">\(items.html(approval))</ol>"
        case .ranking: ranking
        }
    }

    private func title(_ item: RoundItem) -> HTML {
        """
        <p class="title" id="i\(item.position)" lang="\(item.language)" dir="auto">\(item.title)</p>\(origin(item))\(error(item))
        """
    }

    private func error(_ item: RoundItem) -> HTML {
        errors["item-\(item.position)"].map { "<p class=\"error\" id=\"item-\(item.position)-error\">\($0)</p>" }
            ?? .empty
    }

    private func origin(_ item: RoundItem) -> HTML {
        guard let words = origins[item.issue] else { return .empty }
        return "<p class=\"meta\">\(words)</p>"
    }

    private func invalid(_ item: RoundItem) -> HTML {
        errors["item-\(item.position)"] == nil
            ? .empty : " aria-invalid=\"true\" aria-describedby=\"item-\(item.position)-error\""
    }

    private func dots(_ item: RoundItem) -> HTML {
        let (name, given) = ("dots-\(item.position)", choices.values[item.issue] ?? 0)
        let most = round.settings.maxPerIssue
        guard most <= 5 else {
            return """
                <li class="vote" id="item-\(item.position)"><div class="said">\(title(item))</div>\
                <input type="number" name="\(name)" min="0" max="\(most)" value="\(given)" inputmode="numeric" data-dot \
                aria-labelledby="i\(item.position)"\(invalid(item))></li>
                """
        }
        let circles = (0...most).html { count in
            let words: Message = count == 0 ? L("no dot") : L(count, one: "\(count) dot", other: "\(count) dots")
            return """
                <label\("class", value: count == 0 ? "none" : nil)><input type="radio" name="\(name)" value="\(count)" data-dot\
                \("checked", when: count == min(given, most))><i class="dot"></i><span class="sr">\(words)</span></label>
                """
        }
        return """
            <li class="vote" id="item-\(item.position)"><div class="said">\(title(item))</div>\
            <div class="dots" role="radiogroup" aria-labelledby="i\(item.position)"\(invalid(item))>\(circles)</div></li>
            """
    }

    private func rating(_ item: RoundItem) -> HTML {
        let criteria = round.settings.criteria.html { criterion in
            let name = "\(criterion.rawValue)-\(item.position)"
            let given = choices[criterion][item.issue]
            let values = (1...9).html { value in
                """
                <label><input type="radio" name="\(name)" value="\(value)"\("checked", when: given == value)><span>\(value)</span></label>
                """
            }
            let labelID = "i\(item.position)-\(criterion.rawValue)"
            return """
                <div class="criterion"><p><b id="\(labelID)">\(criterion.label)</b> <span class="muted">\(criterion.ends)</span></p>\
                <div class="scale" role="radiogroup" aria-labelledby="i\(item.position) \(labelID)"\(invalid(item))>\(values)\
                <label class="unsure"><input type="radio" name="\(name)" value="unsure"\("checked", when: given == 0)>\
                <span>\(L("Cannot judge"))</span></label></div></div>
                """
        }
        return "<li id=\"item-\(item.position)\">\(title(item))\(criteria)</li>"
    }

    private func approval(_ item: RoundItem) -> HTML {
        """
        <li id="item-\(item.position)"><label class="tick"><span class="said"><span class="title" lang="\(item.language)" dir="auto">\
        \(item.title)</span></span><input type="checkbox" name="approve" value="\(item.position)"\
        \("checked", when: choices.values[item.issue] == 1)></label>\(origin(item))\(error(item))</li>
        """
    }

    /// From the best to the last: as moved, as chosen before, or as the ballot stands.
    private var ranked: [RoundItem] {
        let places = order.map { order in
            Dictionary(order.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        }
        return items.sorted { first, second in
            let (a, b) =
                places.map { ($0[first.position] ?? .max, $0[second.position] ?? .max) }
                ?? (choices.values[first.issue] ?? .max, choices.values[second.issue] ?? .max)
            return (a, first.position) < (b, second.position)
        }
    }

    private var ranking: HTML {
        let ranked = self.ranked
        let rows = ranked.enumerated().html { index, item in
            """
            <li class="rank" id="item-\(item.position)"><span class="place" data-drag>\(index + 1)</span>\
            <p class="said title" lang="\(item.language)" dir="auto">\(item.title)</p><input type="hidden" name="order" value="\(item.position)">\
            <button class="square plain" name="move" value="\(item.position):-1" data-move="-1"\("disabled", when: index == 0)>\(Icon.svg("up"))\
            <span class="sr">\(L("Move up: \(item.title)"))</span></button>\
            <button class="square plain" name="move" value="\(item.position):1" data-move="1"\("disabled", when: index == ranked.count - 1)>\
            \(Icon.svg("down"))<span class="sr">\(L("Move down: \(item.title)"))</span></button></li>
            """
        }
        return
            "<p class=\"hint\">\(L("Move with the arrows, or drag the number."))</p><ol class=\"lines\" data-ranking>\(rows)</ol>"
    }
}

/// The clock of a round.
enum RoundClock {
    /// For a ballot: the closing time in words, which JavaScript turns into what is left. Nil if it is closed by hand.
    static func time(_ round: RoundRecord, id: String, now: Int64?, zone: String) -> HTML {
        guard let end = round.closesAt else { return "<span id=\"\(id)\" data-fresh></span>" }
        return """
            <time id="\(id)" data-fresh data-countdown="\(end)"\("data-server-now", value: now.map(String.init))>\
            \(MomentWords(zone).string(end, .time))</time>
            """
    }

    /// For console and projector: what is left.
    static func left(_ round: RoundRecord, now: Int64, isQuiet: Bool) -> HTML? {
        round.closesAt.map { end in
            "<time data-countdown=\"\(end)\" data-server-now=\"\(now)\"\("data-quiet", when: isQuiet)>\(ClockText.left(until: end, now: now))</time>"
        }
    }
}

extension BallotForm {
    /// Where the issues of a ballot were raised, in words.
    static func origins(_ items: [RoundItem], _ reading: any Reading) throws -> [Issue.ID: Message] {
        var origins: [Issue.ID: Message] = [:]
        for issue in try Votables.these(items.map(\.issue), reading) { origins[issue.id] = issue.raisedIn }
        return origins
    }
}
