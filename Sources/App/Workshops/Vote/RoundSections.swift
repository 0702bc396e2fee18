import Domain
import Markup
import Storage
import Web

/// The voter's page in the vote stage.
struct VoterSection {
    let room: Room
    let seat: Visitor.Seat
    let visit: Visit
    let reading: any Reading

    var html: HTML {
        get throws {
            guard let round = room.round, round.state != .draft else { return waiting }
            switch round.phase(at: visit.now) {
            case .draft: return waiting
            case .open: return seat.role.contributes ? try open(round) : onlooker(round)
            case .closed: return try closed(round)
            case .revealed: return try revealed(round)
            }
        }
    }

    private var waiting: HTML {
        """
        <div class="head"><h1>\(L("A vote is being prepared"))</h1>\
        <p class="lede">\(L("There is nothing to do at the moment. This page updates by itself."))</p></div>
        """
    }

    private func head(_ round: RoundRecord, _ line: Message) -> HTML { Self.head(round, room, line) }

    private static func head(_ round: RoundRecord, _ room: Room, _ line: Message) -> HTML {
        """
        <div class="head"><h1 dir="auto">\(round.question)</h1>\
        <p class="muted">\(RoundWords.topicLine(round, room.topics)). \(line)</p></div>
        """
    }

    private func onlooker(_ round: RoundRecord) -> HTML {
        let words = seat.role == .observer ? L("Observers do not vote.") : L("Those who run the room do not vote.")
        return "\(head(round, words))<p>\(L("The result appears here when the facilitator reveals it."))</p>"
    }

    private func open(_ round: RoundRecord) throws -> HTML {
        let items = try RoundStore(reading).items(of: round.id)
        let store = BallotStore(reading)
        let answer = try store.participation(of: seat.id, in: round.id)
        let form = BallotForm(
            round: round, items: items, choices: try store.choices(of: seat.id, in: round.id) ?? BallotChoices(),
            origins: try BallotForm.origins(items, reading))
        let paper: HTML =
            answer?.isPaper == true
            ? "<div class=\"notice\"><p>\(L("Your vote on paper counts. If you send a vote here, it replaces the paper ballot."))</p></div>"
            : .empty
        let grace: HTML =
            round.closesAt == nil
            ? .empty : "<p class=\"hint\">\(L("What arrives within 3 seconds after the end still counts."))</p>"
        return """
            \(head(round, round.instruction(issues: items.count)))\(grace)\(paper)\
            \(form.own(visit, seat: seat, code: room.event.code, zone: room.event.timeZone, receipt: answer?.receipt))
            """
    }

    private func closed(_ round: RoundRecord) throws -> HTML {
        let time = MomentWords(room.event.timeZone).html(round.closedAt ?? round.closesAt ?? visit.now, .time)
        return """
            \(head(round, L("The vote was closed at \(time).")))\(try ownReceipt(round))\
            <p class="lede">\(L("The result is sealed until the facilitator reveals it to everybody."))</p>
            """
    }

    /// What became of the visitor's own vote: whether, never what.
    private func ownReceipt(_ round: RoundRecord) throws -> HTML {
        guard seat.role.contributes else { return .empty }
        guard let answer = try BallotStore(reading).participation(of: seat.id, in: round.id) else {
            return "<p>\(L("You did not vote in this round."))</p>"
        }
        guard let receipt = answer.receipt else {
            return "<p class=\"receipt\">\(Icon.svg("check"))<span>\(L("Your vote on paper counts."))</span></p>"
        }
        let code: HTML = "<b>\(receipt)</b>"
        let isListed =
            round.state == .open ? true : try BallotStore(reading).countedReceipts(of: round.id).contains(receipt)
        let list: HTML =
            round.state == .open
            ? .empty : " <a href=\"\(RoundPaths.receipts(room.event.code, round.id))\">\(L("All counted receipts"))</a>"
        let words =
            isListed
            ? L("Your vote counts · receipt \(code).")
            : L("Your receipt \(code) is not among the counted ones. Tell the facilitator.")
        return "<p class=\"receipt\">\(Icon.svg(isListed ? "check" : "warning"))<span>\(words)\(list)</span></p>"
    }

    private func revealed(_ round: RoundRecord) throws -> HTML {
        guard let shared = try Self.result(of: round, room, reading) else { return waiting }
        return """
            \(shared)\(try ownReceipt(round))\
            <p><a href="\(RoundPaths.result(round.event, round.id))">\(L("The whole result"))</a></p>
            """
    }

    /// What everybody in the room sees of a result: made once for all who read the same language.
    private static func result(of round: RoundRecord, _ room: Room, _ reading: any Reading) throws -> HTML? {
        try reading.remember("result for voters \(round.id) \(Language.current.rawValue)") {
            guard let result = try ResultCache.shared.result(of: round, reading) else { return HTML?.none }
            let words = ResultWords(result, result.main, room.names)
            let table = result.isShown ? words.readingsTable() : .empty
            return """
                \(head(round, room, L("\(result.ballots) of \(result.present) answered.")))<p class="lede">\(words.answer)</p>\
                \(words.answeredTwice.map { "<p class=\"hint\">\($0)</p>" as HTML })\(words.agreed.map { "<p>\($0)</p>" })\(table)
                """
        }
    }
}
